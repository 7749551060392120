"""The lookup's index: what is found by which words, kept up as customers and products change."""
