"""The customer: profile, sites and their roles, contacts, payers, relationships, terms, notes, merging."""
