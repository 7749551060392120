"""Likely duplicates, and merging two customers with its undo."""
