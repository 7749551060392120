"""What every room of the customer stands on: its picture, its lock, its checks, where two clerks differ."""
