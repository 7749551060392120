"""The lines of an order's invoices, with what of each no credit note took back yet (C-31)."""

from collections.abc import Iterable
from typing import Any

from custtui.domain.crediting import BilledLine
from custtui.domain.fulfilment import Amounts
from custtui.domain.money import ZERO
from custtui.models.among import among
from custtui.models.fulfilment import Invoice, InvoiceLine
from custtui.models.order import OrderPosition


def billed_lines(order: int) -> list[BilledLine]:
    """Of an order, the latest first: so they are taken back."""
    return billed_lines_of([order]).get(order, [])


def billed_lines_of(orders: Iterable[int]) -> dict[int, list[BilledLine]]:
    """The same of many, by order; those without an invoice left out."""
    if not (wanted := list(orders)):
        return {}
    query = InvoiceLine.select(InvoiceLine, Invoice, OrderPosition).join(Invoice).switch(InvoiceLine)
    query = query.join(OrderPosition).where(among(OrderPosition.order, wanted))
    rows = dict[int, list[Any]]()
    for row in query.order_by(InvoiceLine.id):
        rows.setdefault(row.position.order_id, []).append(row)
    return {order: _left(mine) for order, mine in rows.items()}


def _left(rows: Iterable[Any]) -> list[BilledLine]:
    found, loose = dict[int, BilledLine](), list[Any]()
    for row in rows:
        if row.quantity > 0:
            found[row.id] = _billed(row)
        elif row.credits_id in found:
            took = row.quantity, _amounts(row), row.pieces or ZERO
            found[row.credits_id] = found[row.credits_id].less(*took)
        else:
            loose.append(row)
    for row in loose:
        _lower_any(found, row)
    return list(reversed(found.values()))


def _billed(row: Any) -> BilledLine:
    paper, taxed = row.invoice, None
    about = (row.id, paper.id, paper.number, paper.account_id, paper.day, row.position_id)
    if row.tax_rate is not None:
        taxed = row.tax_rate, row.tax_parts, row.tax_reason
    return BilledLine(*about, row.quantity, _amounts(row), taxed=taxed)


def _amounts(row: Any) -> Amounts:
    return Amounts(row.net, row.tax, row.tax_difference or ZERO)


def _lower_any(found: dict[int, BilledLine], row: Any) -> None:
    """A credit note of before names no line: the latest ones of its position are lowered."""
    rest, money = row.quantity, _amounts(row)
    for one in [line for line in reversed(found.values()) if line.position == row.position_id]:
        if not row.quantity:
            found[one.id] = one.less(ZERO, money)
            return
        if rest < 0 < one.quantity:
            part = max(rest, -one.quantity)
            found[one.id] = one.less(part, money if part == rest else Amounts())
            money, rest = (Amounts() if part == rest else money), rest - part
