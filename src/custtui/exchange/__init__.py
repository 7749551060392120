"""How data comes in and goes out: files of customers, products, prices and orders."""
