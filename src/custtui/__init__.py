"""custtui: the counter application for customers, their address roles and their orders."""

__version__ = "0.1.0"
