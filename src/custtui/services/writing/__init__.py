"""The rows that records become: said once, written by a clerk's hand or in bulk."""
