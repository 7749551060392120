"""What of an order is to credit, of which invoices, to whom (C-31)."""

from custtui.domain.crediting import BilledLine, comes_to
from custtui.domain.fulfilment import Amounts, why_not_bill
from custtui.models.account import CustomerAccount
from custtui.models.fulfilment import BilledOrder, Invoice
from custtui.services.fulfilment.billing import invoiced_so_far
from custtui.services.fulfilment.credit_charges import billed_charges
from custtui.services.fulfilment.credit_parts import standing
from custtui.services.fulfilment.facts import Facts, StandingLine, read_with
from custtui.services.fulfilment.meanwhile import last_event
from custtui.services.orders.billed_lines import billed_lines
from custtui.services.views.fulfilment import CreditableLine, CreditingView


def crediting(number: str) -> CreditingView:
    """What can be credited of an order; `why_not` is '' where something came back that was invoiced.

    Every line of which something came back is there. Raises Refused for an unknown order.
    """
    order, (billed, before, codes, freight, event) = read_with(
        number,
        lambda of: billed_lines(of.id),
        invoiced_so_far,
        lambda of: _payers(of.id),
        billed_charges,
        lambda of: last_event(of.id),
    )
    invoices = tuple(dict.fromkeys((one.number, one.day, codes[one.account]) for one in billed if one.quantity > 0))
    lines = tuple(
        _line(order, line, billed, before.get(line.position_id, Amounts()))
        for line in order.lines.values()
        if line.moved.returned
    )
    nothing = "" if any(line.most for line in lines) else f"Nothing of {order.number} is to credit"
    return CreditingView(
        number=order.number,
        customer=order.revision.sold_to_name,
        account_code=order.revision.sold_to_code,
        currency=order.revision.currency,
        revision=order.revision.revision,
        why_not=why_not_bill(order.standing) or nothing,
        invoices=invoices,
        freight=freight[1].gross,
        lines=lines,
        event=event,
        stood=order.stood,
    )


def _payers(order: int) -> dict[int, str]:
    """The codes of those who were billed an order, by account."""
    query = CustomerAccount.select(CustomerAccount.id, CustomerAccount.code).join(Invoice).join(BilledOrder)
    return dict(query.where(BilledOrder.order == order).distinct().tuples())


def _line(order: Facts, line: StandingLine, billed: list[BilledLine], before: Amounts) -> CreditableLine:
    row, moved = line.row, line.moved
    mine, stands = tuple(one for one in billed if one.position == line.position_id), standing(order, line, before)
    return CreditableLine(
        position=line.position.position,
        code=row.product_code,
        description=row.description,
        unit=row.unit,
        returned=moved.returned,
        invoiced=moved.invoiced - moved.credited,
        to_credit=moved.to_credit,
        most=moved.creditable,
        gross=comes_to(stands, moved.to_credit, mine).gross,
        stands=stands,
        billed=mine,
    )
