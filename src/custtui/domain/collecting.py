"""How goods shipped come onto invoices: one an order, or one for all orders of a week or a month (C-42)."""

from datetime import date, timedelta

ORDER, WEEK, MONTH = "ORDER", "WEEK", "MONTH"
CHOICES = (ORDER, WEEK, MONTH)
"""What the term of a payer may be; none is an invoice an order."""
WORDS = {ORDER: "an invoice an order", WEEK: "one a week", MONTH: "one a month"}


def collects(term: str) -> bool:
    """Do several orders come onto one invoice?"""
    return term in (WEEK, MONTH)


def last_day(term: str, cut_off: date) -> date:
    """Up to which day goods shipped are invoiced: the cut-off, or the end of the last week or month that is over.

    Weeks end on Sunday; one that ends on the cut-off is over.
    """
    after = cut_off + timedelta(days=1)
    if term == WEEK:
        return cut_off - timedelta(days=after.weekday())
    if term == MONTH:
        return after.replace(day=1) - timedelta(days=1)
    return cut_off
