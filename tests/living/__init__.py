"""Random acts on orders by several operators, with books of one's own beside them (S-10)."""
