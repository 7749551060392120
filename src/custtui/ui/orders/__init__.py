"""Orders that were placed: one of them, those of a customer, and the inquiry into all."""
