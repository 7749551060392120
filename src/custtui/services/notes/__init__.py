"""Notes about customers, and what is to be done about them."""
