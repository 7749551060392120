"""What every screen is made of: views, keys, fields, forms, lists, windows, messages. It knows no room."""
