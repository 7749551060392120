"""Where a login and a PIN are asked for."""
