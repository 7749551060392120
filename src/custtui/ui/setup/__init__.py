"""The room of what a house is set up with: one skeleton of list, form and history for all of it (X-23)."""
