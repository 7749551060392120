"""What F4 lists: coded fields and what they may hold."""
