"""Makes the invoices of a run as they were seen: each whole or not at all, none of them twice (C-42, D-02)."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from custtui.domain.days import shown_day
from custtui.domain.errors import CHANGED, Conflict, Fault, Refused
from custtui.domain.naming import some
from custtui.domain.who import Act, Who
from custtui.models.database import transaction
from custtui.models.order import SalesOrder
from custtui.services.asks import asks
from custtui.services.clock import today
from custtui.services.fulfilment.billing import OrderBill, bill_of, write_invoice
from custtui.services.fulfilment.facts import Facts, take
from custtui.services.fulfilment.run_plan import invoice_run, together
from custtui.services.views.invoice_run import InvoiceInRun, InvoiceRun, RunMade


@asks(Act.INVOICE)
def run_invoices(who: Who, seen: InvoiceRun, confirmed: Collection[str] = ()) -> RunMade:
    """Make what was seen, an invoice at a time; what is no longer so is told, and not made.

    Raises Conflict where nothing of it is as it was seen, or it was seen on another day; Refused for its day (C-43).
    """
    if seen.day != (day := today()):
        raise _changed(f"Today is {shown_day(day, day)}: look at the invoices again")
    stands = {one.key: one for one in invoice_run(seen.cut_off).invoices}
    made, told = list[str](), list[str]()
    for one in seen.invoices:
        try:
            if stands.get(one.key) != one:
                raise _changed("changed meanwhile")
            made.append(_make(who, one, seen, confirmed))
        except Conflict as conflict:
            told.append(f"{one.payer}, {_named(one)}: {conflict}")
    if not made:
        raise Conflict([Fault(CHANGED, "", text) for text in told or ["Nothing is left to invoice"]])
    return RunMade(tuple(made), tuple(told))


def _changed(text: str) -> Conflict:
    return Conflict([Fault(CHANGED, "", text)])


def _named(one: InvoiceInRun) -> str:
    """`SO-1`, or `SO-1 and 2 more orders`."""
    more = len(one.orders) - 1
    return one.orders[0].number + (f" and {some(more, 'more order')}" if more else "")


def _make(who: Who, one: InvoiceInRun, seen: InvoiceRun, confirmed: Collection[str]) -> str:
    """Its number. The orders are locked as payments lock them, so that nobody waits for another in a ring."""
    with transaction():
        orders = {number: take(number) for number in _as_made(one)}
        bills = [_bill(orders[order.number], dict(order.quantities)) for order in one.orders]
        same = [bill.total for bill in bills] == [order.amounts for order in one.orders]
        if not same or any(_key(bill, one) != one.key for bill in bills):
            raise _changed("changed meanwhile")
        return write_invoice(who, bills, seen.day, confirmed)


def _as_made(one: InvoiceInRun) -> list[str]:
    """The numbers of its orders, the oldest first."""
    named = SalesOrder.number.in_([order.number for order in one.orders])
    return [
        number for (number,) in SalesOrder.select(SalesOrder.number).where(named).order_by(SalesOrder.id).tuples()
    ]


def _bill(order: Facts, asked: Mapping[int, Decimal]) -> OrderBill:
    try:
        order.check_billable()
        return bill_of(order, order.check("invoice", asked))
    except Refused as refused:
        raise Conflict(refused.faults) from refused


def _key(bill: OrderBill, one: InvoiceInRun) -> tuple[object, ...]:
    """What the order has in common with others by now, collected as it was."""
    parts = (part for parts in bill.lines.values() for part in parts)
    return together(bill.order.revision, parts, bill.order.id if one.key[-1] else 0)
