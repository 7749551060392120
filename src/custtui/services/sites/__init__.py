"""The sites of a customer: their addresses, roles and states."""
