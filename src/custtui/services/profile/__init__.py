"""The profile: customers and their accounts, how they are reached, what is asked of them, what they ordered."""
