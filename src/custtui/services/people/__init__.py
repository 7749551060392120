"""The people of a customer: who they are, what for, how they are reached."""
