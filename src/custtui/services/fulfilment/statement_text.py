"""A statement as plain text, 80 columns wide."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from custtui.domain.days import dated
from custtui.domain.money import shown
from custtui.domain.naming import some
from custtui.domain.text import harmless
from custtui.domain.typeset import PAPER
from custtui.services.fulfilment.statements import AccountStatement, OpenPaper
from custtui.services.orders.printed import WIDTH, head, summed

HEADS = ("Number", "Order", "Date", "Pay by", "Total", "Open", "")
AMOUNTS = (4, 5)
"""Columns that end where their numbers do."""


def in_a_row(statements: Iterable[AccountStatement]) -> list[str]:
    """Those of a customer, one a currency, a blank row between."""
    return [row for one in statements for row in ("", *statement_text(one))][1:]


def statement_text(one: AccountStatement) -> list[str]:
    """Head, the open invoices and credit notes, and what it comes to; no control character gets in (S-5)."""
    facts = [("Customer", one.code), ("Date", dated(one.day)), ("Currency", one.currency)]
    body = [row for line in one.lines for row in _rows(line, one)]
    widths = [max(PAPER.width_of(row[at]) for row in (HEADS, *body)) for at in range(len(HEADS))]
    table = [_row(row, widths) for row in (HEADS, *body)] if body else ["Nothing is open."]
    return [
        row.rstrip()
        for row in (
            *head("STATEMENT", facts, one.seller, one.to),
            "",
            *table,
            "",
            *_back(one),
            *_discounts(one),
            *_totals(one),
        )
    ]


def _back(one: AccountStatement) -> list[str]:
    """Why something is open again: payments that were taken back."""
    rows = [
        f"{shown(back.amount, one.currency)} of {back.number}, received {dated(back.came)}, taken back"
        f" {dated(back.went)}: {back.reason}"
        for back in one.taken_back
    ]
    return _told(rows)


def _discounts(one: AccountStatement) -> list[str]:
    """What was taken off for early payment."""
    return _told(
        f"{shown(off.amount, one.currency)} discount for early payment of {off.number}, paid {dated(off.day)}"
        for off in one.discounts
    )


def _told(rows: Iterable[str]) -> list[str]:
    """Sentences in rows, a blank one below them."""
    found = [row for text in rows for row in PAPER.broken(harmless(text), WIDTH)]
    return found + [""] * bool(found)


def _rows(line: OpenPaper, one: AccountStatement) -> Iterator[list[str]]:
    """A row for each part of it that is open, its orders below one another; the first one says what it came to."""
    orders = line.orders if len(line.orders) > 1 else (line.order,) * len(line.parts)
    for at, (part, order) in enumerate(zip_longest(line.parts, orders)):
        if part is None:
            yield ["", harmless(order or ""), *[""] * (len(HEADS) - 2)]
            continue
        days = (one.day - part.due).days
        late = f"{some(days, 'day')} overdue" if line.left > 0 and days > 0 else ""
        whole = "" if at else shown(line.gross, one.currency)
        amounts = (whole, shown(part.amount, one.currency))
        texts = (line.number, order or "", dated(line.day), dated(part.due), *amounts, late)
        yield [harmless(text) for text in texts]


def _row(cells: tuple[str, ...] | list[str], widths: list[int]) -> str:
    both = enumerate(zip(cells, widths, strict=True))
    return "  ".join((PAPER.right if at in AMOUNTS else PAPER.left)(text, width) for at, (text, width) in both)


def _totals(one: AccountStatement) -> list[str]:
    sums = [("Overdue", one.overdue), ("Paid, settles nothing yet", -one.surplus)]
    told = [(label, shown(amount, one.currency)) for label, amount in sums if amount]
    return summed([*told, (f"Balance {harmless(one.currency)}", shown(one.balance, one.currency))])
