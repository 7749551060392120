"""The screens: they ask services and show answers."""
