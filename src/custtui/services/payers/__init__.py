"""Who pays for whom, and who is related: payers, relationships of accounts and of parties."""
