"""The customer whole: accounts, sites and their roles, contacts, payers, relationships, notes."""
