"""The wire: a Textual driver for thin and shaky lines, which sends only what changed and loses no key."""
