"""How far the amounts and days of an order in a file may go: as far as keys may (see domain.bounds)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from custtui.domain import bounds
from custtui.domain.money import ZERO
from custtui.exchange.house import this_day
from custtui.exchange.kind import Complain, FileRow
from custtui.exchange.kinds.order_checks import MOVES
from custtui.services.bulk.values import Movement, NewCharge


def check_bounds(rows: list[FileRow], complain: Complain) -> None:
    """Each line by itself, then the order as a whole, and its days."""
    _check_days(rows, complain)
    lines = [_line(row, complain) for row in rows]
    charges: tuple[NewCharge, ...] = rows[0].values.get("charges", ())
    extra = [(one.net, one.tax_rate) for one in charges]
    total = rows[0].values.get("freight", ZERO)
    for net, rate in (*lines, *extra):
        total += net + net * rate if rate else net
    if why := bounds.amount_fault(total, "order"):
        complain(rows[0].line, "quantity", why)
    elif total < 0:
        complain(rows[0].line, "charges", f"The order comes to {total:,.2f}: it must not be below 0")


def _line(row: FileRow, complain: Complain) -> tuple[Decimal, Decimal]:
    """Net and rate of tax of a line."""
    values = row.values
    whole, rate = values["quantity"] * values["price"], values.get("discount_rate")
    off = whole * rate if rate is not None else values.get("discount", ZERO)
    if off > whole and rate is None:
        complain(row.line, "discount", bounds.discount_fault(values["quantity"], values["price"], off))
        return ZERO, ZERO
    if why := bounds.amount_fault(whole, "line"):
        complain(row.line, "quantity", why)
        return ZERO, ZERO
    return whole - off, values.get("tax_rate", ZERO)


def _check_days(rows: list[FileRow], complain: Complain) -> None:
    """Days it is wanted or due on may lie ahead; what is told of the past does not, and is after the order (C-43)."""
    first, day = rows[0].values, this_day()
    ahead = [(rows[0], "order_wanted"), (rows[0], "payment_due"), *((row, "wanted") for row in rows)]
    for row, name in ahead:
        if name in row.values and (why := bounds.ahead_fault(row.values[name], day)):
            complain(row.line, name, why)
    for name in ("order_date", "paid_date"):
        if name in first and (why := bounds.past_fault(first[name], day)):
            complain(rows[0].line, name, why)
    ordered: date = first["order_date"]
    overridden: bool = first.get("dates_overridden", False)

    def early(one: date) -> str:
        if one < ordered and overridden:
            return bounds.past_fault(one, day)
        why = bounds.paper_fault(one, ordered, day)
        return f"{why}; meant so: dates_overridden Y" if why and one < ordered else why

    if "shipped_date" in first and (why := early(first["shipped_date"])):
        complain(rows[0].line, "shipped_date", why)
    for row in rows:
        for name in MOVES:
            if name in row.values:
                _check_moves(row, name, early, complain)
    if "payments" in first:
        _check_moves(rows[0], "payments", lambda one: bounds.past_fault(one, day), complain)


def _check_moves(row: FileRow, name: str, fault: Callable[[date], str], complain: Complain) -> None:
    """The days and quantities within a cell."""
    moves: tuple[Movement, ...] = row.values[name]
    for move in moves:
        if why := fault(move.day) or bounds.amount_fault(move.quantity, "payment"):
            complain(row.line, name, why)
