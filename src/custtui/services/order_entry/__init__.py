"""The order desk: drafts, their lines and roles, and placing them."""
