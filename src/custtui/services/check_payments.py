"""Checks payments with what became of them: taken back, paid back, settled without money (C-37)."""

from collections.abc import Iterator

from custtui.models.base import db
from custtui.models.fulfilment import Payment
from custtui.services.check_story import Rule

_SETTLED = "coalesce((SELECT sum(a.amount) FROM allocation a WHERE a.payment_id = p.id), 0)"
_SPENT = (
    f"SELECT coalesce(p.of_id, p.id) AS payment, sum(p.amount) AS amount, sum({_SETTLED}) AS settled,"
    " max(CASE WHEN p.kind = 'REVERSAL' THEN 1 ELSE 0 END) AS back FROM payment p GROUP BY coalesce(p.of_id, p.id)"
)
"""A payment with what became of it: what it comes to, what of it settles something."""
BEYOND = f"SELECT payment, amount, settled FROM ({_SPENT}) s WHERE settled > amount AND amount >= 0 ORDER BY payment"
RULES = (
    Rule(
        "payment {0}: was taken back, and settles something or is left",
        f"SELECT payment FROM ({_SPENT}) s WHERE back = 1 AND (amount <> 0 OR settled <> 0)",
    ),
    Rule(
        "payment {0}: is of another payer, currency or kind than payment {1}, of which it tells what became",
        "SELECT p.id, o.id FROM payment p JOIN payment o ON o.id = p.of_id WHERE o.account_id <> p.account_id"
        " OR o.currency <> p.currency OR o.of_id IS NOT NULL OR p.kind = ''",
    ),
    Rule(
        "payment {0}: is paid back of no payment, and of credit notes it does not come to as much",
        f"SELECT p.id FROM payment p WHERE p.kind = 'REFUND' AND p.of_id IS NULL AND p.amount <> {_SETTLED}",
    ),
    Rule(
        "payment {0}: was written off or given as a discount, and settles another amount",
        "SELECT payment FROM (SELECT coalesce(p.of_id, p.id) AS payment, p.kind, sum(p.amount) AS amount,"
        f" sum({_SETTLED}) AS settled FROM payment p WHERE p.kind IN ('WRITE_OFF', 'DISCOUNT')"
        " GROUP BY coalesce(p.of_id, p.id), p.kind) s WHERE amount <> settled",
    ),
    Rule(
        "allocation {0}: takes back another payment, invoice or amount than allocation {1}",
        "SELECT a.id, o.id FROM allocation a JOIN allocation o ON o.id = a.of_id WHERE o.of_id IS NOT NULL"
        " OR a.payment_id <> o.payment_id OR a.invoice_id <> o.invoice_id OR a.amount <> -o.amount",
    ),
    Rule(
        "allocation {0}: less than nothing of invoice {1}",
        "SELECT a.id, i.number FROM allocation a JOIN invoice i ON i.id = a.invoice_id"
        " WHERE a.of_id IS NULL AND a.amount < 0 AND i.kind = 'INVOICE' AND i.gross >= 0",
    ),
)


def payment_faults() -> Iterator[str]:
    """Never more settled, taken back or paid back of a payment than came in."""
    amount = Payment.amount.python_value
    for one, came, settled in db.execute_sql(BEYOND).fetchall():
        yield f"payment {one}: is {amount(int(came)):f}, {amount(int(settled)):f} of it are allocated"
    for rule in RULES:
        yield from (rule.text.format(*row) for row in db.execute_sql(rule.sql).fetchall())
