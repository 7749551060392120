"""Home: find a customer, my drafts and waiting orders, and the two letters that lead anywhere."""
