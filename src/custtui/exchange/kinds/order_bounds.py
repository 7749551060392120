"""How far the amounts and days of an order in a file may go: as far as keys may (see domain.bounds)."""

from decimal import Decimal

from custtui.domain import bounds
from custtui.domain.money import ZERO
from custtui.exchange.kind import Complain, Row
from custtui.exchange.kinds.order_checks import MOVES
from custtui.services.bulk.values import Movement, NewCharge
from custtui.services.clock import today


def check_bounds(rows: list[Row], complain: Complain) -> None:
    """Each line by itself, then the order as a whole; its days lie at most ten years ahead."""
    _check_days(rows, complain)
    lines = [_line(row, complain) for row in rows]
    charges: tuple[NewCharge, ...] = rows[0].values.get("charges", ())
    extra = [(one.net, one.tax_rate) for one in charges] + [(rows[0].values.get("freight", ZERO), ZERO)]
    total = sum((net + net * rate for net, rate in (*lines, *extra)), ZERO)
    if why := bounds.amount_fault(total, "order"):
        complain(rows[0].line, "quantity", why)
    elif total < 0:
        complain(rows[0].line, "charges", f"The order comes to {total:,.2f}: it must not be below 0")


def _line(row: Row, complain: Complain) -> tuple[Decimal, Decimal]:
    """Net and rate of tax of a line."""
    values = row.values
    quantity, price, rate = values["quantity"], values["price"], values.get("discount_rate")
    off = quantity * price * rate if rate is not None else values.get("discount", ZERO)
    if rate is None and (why := bounds.discount_fault(quantity, price, off)):
        complain(row.line, "discount", why)
        return ZERO, ZERO
    if why := bounds.amount_fault(quantity * price, "line"):
        complain(row.line, "quantity", why)
        return ZERO, ZERO
    return quantity * price - off, values.get("tax_rate", ZERO)


def _check_days(rows: list[Row], complain: Complain) -> None:
    names = ("order_date", "order_wanted", "payment_due", "shipped_date", "paid_date")
    named = [(rows[0], name) for name in names] + [(row, "wanted") for row in rows]
    for row, name in named:
        if name in row.values and (why := bounds.ahead_fault(row.values[name], today())):
            complain(row.line, name, why)
    for row in rows:
        _check_moves(row, (*MOVES, *(("payments",) if row is rows[0] else ())), complain)


def _check_moves(row: Row, names: tuple[str, ...], complain: Complain) -> None:
    """The days and quantities within cells."""
    for name in names:
        moves: tuple[Movement, ...] = row.values.get(name, ())
        for move in moves:
            if why := bounds.ahead_fault(move.day, today()) or bounds.amount_fault(move.quantity, "payment"):
                complain(row.line, name, why)
