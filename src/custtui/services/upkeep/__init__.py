"""What a house is set up with, record by record: read as its file is read, written as its file writes it (X-23)."""
