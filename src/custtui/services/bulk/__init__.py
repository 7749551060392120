"""Writing and reading many rows at once, for imports, exports and made-up data."""
