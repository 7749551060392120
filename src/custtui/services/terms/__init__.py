"""On what terms a customer buys: credit, tax, methods of payment, and all of them as they were."""
