"""Checks credit notes against the invoices they take back from, and both in their series (C-31, C-36, C-43)."""

from collections.abc import Iterator

from custtui.domain.written_number import PREFIX
from custtui.models.base import db
from custtui.services.check_story import Rule, overridden

RULES = (
    Rule(
        "credit note {0}: more of a line of {1} is credited than that invoiced (C-31)",
        "SELECT c.number, i.number FROM invoice_line x JOIN invoice i ON i.id = x.invoice_id JOIN"
        " (SELECT l.credits_id AS line, max(l.invoice_id) AS last, sum(l.quantity) AS quantity, sum(l.net) AS net"
        " FROM invoice_line l WHERE l.credits_id IS NOT NULL GROUP BY l.credits_id) s ON s.line = x.id"
        " JOIN invoice c ON c.id = s.last WHERE x.quantity + s.quantity < 0 OR x.net + s.net < 0",
    ),
    Rule(
        "credit note {0}: takes back from {1}, which is of another payer or line (C-36)",
        "SELECT DISTINCT c.number, i.number FROM invoice_line l JOIN invoice c ON c.id = l.invoice_id"
        " JOIN invoice_line x ON x.id = l.credits_id JOIN invoice i ON i.id = x.invoice_id"
        " WHERE c.account_id <> i.account_id OR x.position_id <> l.position_id OR c.kind <> 'CREDIT'",
    ),
)


def credit_faults() -> Iterator[str]:
    """Never more credited than was invoiced, to whom it was invoiced."""
    for rule in RULES:
        yield from (rule.text.format(*row) for row in db.execute_sql(rule.sql).fetchall())


def series_faults() -> Iterator[str]:
    """Invoices and credit notes, each in their series."""
    for kind, paper in (("INVOICE", "invoice"), ("CREDIT", "credit note")):
        yield from _in_series(kind, paper, PREFIX["invoice" if kind == "INVOICE" else "credit"])


def _in_series(kind: str, paper: str, prefix: str) -> Iterator[str]:
    """A paper is not dated before the one before it in its series, unless somebody overrode that (C-43)."""
    rows = db.execute_sql(
        "SELECT p.number, p.day, o.from_draft, CASE WHEN"
        f" {overridden(paper)} THEN 1 ELSE 0 END"
        " FROM invoice p JOIN sales_order o ON o.id = p.order_id"
        f" WHERE p.kind = '{kind}' AND p.number LIKE '{prefix}%%' ORDER BY p.id"
    ).fetchall()
    before = None
    for number, day, placed, owned in rows:
        if before and day < before[1] and placed is not None and not owned:
            yield f"{paper} {number}: is dated {day}, before {before[0]} of {before[1]} (C-43)"
        before = number, day
