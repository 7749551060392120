"""Checks what of an invoice is which order's: its lines, its sums, the chain it stands in (C-42, S-6)."""

from collections.abc import Iterator

from custtui.models.base import db
from custtui.services.check_story import Rule

RULES = (
    Rule(
        "invoice {0}: a line is of another order",
        "SELECT p.number FROM invoice_line l JOIN invoice p ON p.id = l.invoice_id"
        " JOIN order_position x ON x.id = l.position_id WHERE NOT EXISTS (SELECT 1 FROM billed_order b"
        " WHERE b.invoice_id = p.id AND b.order_id = x.order_id)",
    ),
    Rule(
        "invoice {0}: order {1} has no line on it",
        "SELECT p.number, o.number FROM billed_order b JOIN invoice p ON p.id = b.invoice_id"
        " JOIN sales_order o ON o.id = b.order_id WHERE NOT EXISTS (SELECT 1 FROM invoice_line l"
        " JOIN order_position x ON x.id = l.position_id WHERE l.invoice_id = p.id AND x.order_id = o.id)",
    ),
    Rule(
        "invoice {0}: stands in the chain of an order that is not on it (S-6)",
        "SELECT p.number FROM invoice p WHERE NOT EXISTS (SELECT 1 FROM billed_order b"
        " WHERE b.invoice_id = p.id AND b.order_id = p.order_id)",
    ),
    Rule(
        "invoice {0}: order {1} is not paid by who the invoice is for, in its currency (S-6)",
        "SELECT p.number, o.number FROM billed_order b JOIN invoice p ON p.id = b.invoice_id"
        " JOIN sales_order o ON o.id = b.order_id WHERE NOT EXISTS (SELECT 1 FROM order_revision r"
        " WHERE r.order_id = o.id AND r.bill_to_id = p.account_id AND r.currency = p.currency)",
    ),
    Rule(
        "invoice {0}: a line is of no line of the revision it was booked on (S-6)",
        "SELECT DISTINCT p.number FROM invoice_line l JOIN invoice p ON p.id = l.invoice_id WHERE NOT EXISTS"
        " (SELECT 1 FROM order_line x WHERE x.revision_id = l.booked_on_id AND x.position_id = l.position_id)",
    ),
    Rule(
        "invoice {0}: its orders do not add up to it",
        "SELECT p.number FROM invoice p JOIN billed_order b ON b.invoice_id = p.id GROUP BY p.id, p.number"
        " HAVING sum(b.net) <> min(p.net) OR sum(b.tax) <> min(p.tax) OR sum(b.gross) <> min(p.gross)",
    ),
    Rule(
        "invoice {0}: what it taxes otherwise of order {1} is not what it says of that order (C-38)",
        "SELECT p.number, o.number FROM billed_order b JOIN invoice p ON p.id = b.invoice_id"
        " JOIN sales_order o ON o.id = b.order_id WHERE coalesce(b.tax_difference, 0) <> (SELECT"
        " coalesce(sum(l.tax_difference), 0) FROM invoice_line l JOIN order_position x ON x.id = l.position_id"
        " WHERE l.invoice_id = p.id AND x.order_id = o.id) + (SELECT coalesce(sum(c.tax_difference), 0)"
        " FROM billed_charge c WHERE c.invoice_id = p.id AND c.order_id = o.id) + (SELECT"
        " coalesce(sum(c.tax_difference), 0) FROM credit_charge c WHERE c.invoice_id = p.id AND p.order_id = o.id)",
    ),
)


def billed_faults() -> Iterator[str]:
    """Each order has a line on it, each line is of an order on it, and they add up to it."""
    for rule in RULES:
        yield from (rule.text.format(*row) for row in db.execute_sql(rule.sql).fetchall())
