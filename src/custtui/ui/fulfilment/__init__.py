"""What moves an order: shipping, forfeiting, invoicing, and its papers."""
