"""Order entry: the header, the entry line, the lines, the roles, and placing."""
