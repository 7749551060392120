"""What is open in the whole house: lines to ship, orders to invoice, each with what it all comes to."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from peewee import SQL, fn

from custtui.domain.crediting import credit_due
from custtui.domain.fulfilment import Amounts
from custtui.domain.money import ZERO
from custtui.domain.order import Quantities, Status, Worth
from custtui.models.fulfilment import Forfeit, InvoiceLine, Return, ShipmentLine
from custtui.models.order import OrderLine, OrderPosition, OrderRevision, OrderShipTo, RevisionState, SalesOrder
from custtui.models.rows import plain_rows
from custtui.services.clock import today
from custtui.services.orders.billed_lines import billed_lines_of
from custtui.services.orders.money import amounts_of, billed
from custtui.services.orders.quantities import finished_here, moved_of_line, quantities
from custtui.services.views.open_work import LineToShip, OpenTotal, OrderToCredit, OrderToInvoice

WANTED = fn.COALESCE(OrderLine.wanted, OrderRevision.wanted)
BY_DAY, BY_SHIP_TO, BY_PRODUCT, LATE = "by day", "by ship-to", "by item", "late"
ORDERS = (BY_DAY, BY_SHIP_TO, BY_PRODUCT, LATE)
"""In which order lines to ship are listed; `LATE` are those alone that are past the day they are wanted on."""


def to_ship(by: str, limit: int, offset: int) -> list[LineToShip]:
    """Lines of accepted orders with something left to ship, of all customers."""
    first = {BY_SHIP_TO: (OrderShipTo.name, OrderShipTo.city), BY_PRODUCT: (OrderLine.product_code,)}.get(by, ())
    query = _open_lines(by, *_COLUMNS).order_by(
        *first, WANTED.is_null(), WANTED, SalesOrder.id, OrderPosition.position
    )
    return [LineToShip(*row) for row in plain_rows(query.limit(limit).offset(offset))]


def to_ship_total(by: str) -> OpenTotal:
    """How many lines, and what is open of them comes to, by currency; the exact share of each line (X-07)."""
    columns = (OrderRevision.currency, OrderLine.net, OrderLine.tax, OrderLine.quantity, *_SENT)
    return total_of(
        (currency, Worth(net, tax, currency).after(shipped, ordered - shipped - forfeited, ordered))
        for currency, net, tax, ordered, shipped, forfeited in plain_rows(_open_lines(by, *columns))
    )


def total_of(amounts: Iterable[tuple[str, Decimal]]) -> OpenTotal:
    """Of rows by their currency and amount."""
    sums, rows = dict[str, Decimal](), list(amounts)
    for currency, amount in rows:
        sums[currency] = sums.get(currency, ZERO) + amount
    return OpenTotal(len(rows), tuple(sorted(sums.items())))


_SENT = tuple(
    moved_of_line(table).converter(OrderLine.quantity.python_value).alias(name)
    for table, name in ((ShipmentLine, "sent"), (Forfeit, "given_up"))
)
_COLUMNS = (
    *(SalesOrder.number, OrderPosition.position, OrderRevision.sold_to_code, OrderRevision.sold_to_name),
    *(OrderShipTo.name, OrderShipTo.city, OrderLine.product_code, OrderLine.description, OrderLine.unit),
    *(OrderLine.quantity, *_SENT, WANTED.converter(OrderLine.wanted.python_value), OrderRevision.po_number),
)


def _open_lines(by: str, *columns: Any) -> Any:
    shipped, forfeited = (moved_of_line(table) for table in (ShipmentLine, Forfeit))
    query = OrderLine.select(*columns).join(OrderPosition).switch(OrderLine).join(OrderShipTo)
    query = query.switch(OrderLine).join(OrderRevision, on=OrderLine.revision == OrderRevision.id)
    in_force = (OrderRevision.order == SalesOrder.id) & (SalesOrder.in_force == OrderRevision.id)
    query = query.join(SalesOrder, on=in_force).switch(OrderRevision).join(RevisionState)
    query = query.where(RevisionState.status == str(Status.ACCEPTED), OrderLine.quantity > shipped + forfeited)
    return query.where(today() > WANTED) if by == LATE else query


def due_number(day: Any) -> Any:
    """How many lines with something left to ship are wanted by a day, as a query."""
    return _open_lines(BY_DAY, fn.COUNT(OrderLine.id)).where(day >= WANTED)


def to_invoice(limit: int, offset: int) -> list[OrderToInvoice]:
    """Orders of which something was shipped and not invoiced, the oldest first; finished ones too (C-13)."""
    rows = list(billable_orders().order_by(OrderRevision.order_date, SalesOrder.id).limit(limit).offset(offset))
    return list(_with_amounts(rows))


def to_invoice_total() -> OpenTotal:
    """How many orders, and what their billable quantities come to, by currency; charges not counted."""
    return total_of((one.currency, one.amount) for one in _with_amounts(list(billable_orders())))


def to_credit(limit: int, offset: int) -> list[OrderToCredit]:
    """Orders of which something came back after it was invoiced, and is not credited; the oldest first (C-31)."""
    rows = _to_credit()
    return list(
        _with_credits(list(rows.order_by(OrderRevision.order_date, SalesOrder.id).limit(limit).offset(offset)))
    )


def to_credit_total() -> OpenTotal:
    """How many orders, and what is to credit of them comes to, by currency."""
    rows = _to_credit()
    return total_of((one.currency, one.amount) for one in _with_credits(list(rows)))


def _to_credit() -> Any:
    """Those of which more was invoiced than the customer kept, or something was chosen to be credited first."""
    back = (
        Return.select(fn.SUM(Return.to_credit)).where(Return.position == OrderPosition.id),
        InvoiceLine.select(fn.SUM(InvoiceLine.quantity)).where(
            (InvoiceLine.position == OrderPosition.id) & (InvoiceLine.quantity < 0)
        ),
    )
    chosen, credited = (fn.COALESCE(one, 0) for one in back)
    return _with_billed(lambda kept, billed: (kept < billed) | (chosen + credited > 0))


def _with_credits(rows: list[Any]) -> Iterator[OrderToCredit]:
    ids = [row.id for row in rows]
    moved, amounts, paid = quantities(ids), amounts_of(ids), billed(row.order_id for row in rows)
    bills = billed_lines_of(row.order_id for row in rows)
    for row in rows:
        before = paid[row.order_id].lines if row.order_id in paid else {}
        total, count = ZERO, ZERO
        for position, net, tax in amounts.get(row.id, ()):
            one, worth = moved[row.id][position], Worth(net, tax, row.currency)
            if one.to_credit:
                mine = [bill for bill in bills.get(row.order_id, ()) if bill.position == position]
                due = credit_due(worth, one, before.get(position, Amounts()), mine)
                total, count = total + due, count + one.to_credit
        yield OrderToCredit(
            *(row.order.number, row.sold_to_code, row.sold_to_name, row.bill_to_code, row.order_date),
            *(count, total, row.currency),
        )


def billable_orders() -> Any:
    """Orders in force (their revisions) with a position that has more shipped than came back and was invoiced."""
    status = RevisionState.status
    ours = (status == str(Status.ACCEPTED)) | ((status == str(Status.FINISHED)) & finished_here(SalesOrder.id))
    return _with_billed(lambda kept, billed: kept > billed).where(ours)


def _with_billed(which: Callable[[Any, Any], Any]) -> Any:
    """Orders with a position of which what the customer kept and what was billed compare so."""
    sent, back, paid = (
        fn.COALESCE(table.select(fn.SUM(table.quantity)).where(table.position == OrderPosition.id), 0)
        for table in (ShipmentLine, Return, InvoiceLine)
    )
    positions = OrderPosition.select(SQL("1")).where(
        (OrderPosition.order == SalesOrder.id) & which(sent - back, paid)
    )
    query = OrderRevision.select(OrderRevision, SalesOrder.id, SalesOrder.number).join(
        SalesOrder, on=(OrderRevision.order == SalesOrder.id) & (SalesOrder.in_force == OrderRevision.id)
    )
    return query.switch(OrderRevision).join(RevisionState).where(fn.EXISTS(positions))


def _with_amounts(rows: list[Any]) -> Iterator[OrderToInvoice]:
    """What is billable of each comes to its share of the line, less what was invoiced of that (D-01)."""
    ids = [row.id for row in rows]
    moved, amounts, paid = quantities(ids), amounts_of(ids), billed(row.order_id for row in rows)
    for row in rows:
        before = paid[row.order_id].lines if row.order_id in paid else {}
        lines = (
            _billable_of(
                Worth(net, tax, row.currency, before.get(position, Amounts()).gross), moved[row.id][position]
            )
            for position, net, tax in amounts.get(row.id, ())
        )
        yield OrderToInvoice(
            *(row.order.number, row.sold_to_code, row.sold_to_name, row.bill_to_code, row.order_date),
            *(row.po_number, sum(lines, ZERO), row.currency),
        )


def _billable_of(worth: Worth, one: Quantities) -> Decimal:
    if one.billable <= 0:
        return ZERO
    return worth.of(one.invoiced - one.credited + one.billable, one.ordered) - worth.billed
