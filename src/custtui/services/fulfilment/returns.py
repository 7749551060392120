"""Goods that came back of a shipped line, of a finished order too, which stays finished (C-31)."""

from collections.abc import Mapping
from decimal import Decimal

from custtui.domain.coded import completed, no_reason
from custtui.domain.errors import Fault, Refused
from custtui.domain.event import EventKind
from custtui.domain.fulfilment import CONDITIONS, why_not_bill
from custtui.domain.money import ZERO
from custtui.domain.text import clean
from custtui.domain.who import Act, Who
from custtui.models.database import transaction
from custtui.models.fulfilment import Return
from custtui.services.asks import asks
from custtui.services.fulfilment.booked import told
from custtui.services.fulfilment.facts import Facts, StandingLine, read, take
from custtui.services.fulfilment.meanwhile import check_seen, last_event
from custtui.services.lists.coded import RETURN, codes
from custtui.services.orders.history import remember
from custtui.services.views.fulfilment import ReturnableLine, ReturnsView


def returns(number: str) -> ReturnsView:
    """What of an order is with its customer and may come back; `why_not` is '' where something may.

    Every line of which something was shipped is there. Raises Refused for an unknown order.
    """
    order = read(number)
    lines = tuple(_line(line) for line in order.lines.values() if line.moved.shipped)
    nothing = "" if any(line.left for line in lines) else f"Nothing of {order.number} is with the customer"
    return ReturnsView(
        number=order.number,
        customer=order.revision.sold_to_name,
        account_code=order.revision.sold_to_code,
        revision=order.revision.revision,
        why_not=why_not_bill(order.standing) or nothing,
        lines=lines,
        event=last_event(order.id),
        stood=order.stood,
    )


def _line(line: StandingLine) -> ReturnableLine:
    row, moved = line.row, line.moved
    return ReturnableLine(
        position=line.position.position,
        code=row.product_code,
        description=row.description,
        unit=row.unit,
        shipped=moved.shipped,
        returned=moved.returned,
        left=moved.shipped - moved.returned,
        uninvoiced=max(moved.billable, ZERO),
    )


@asks(Act.RETURN)
def book_return(
    who: Who,
    number: str,
    quantities: Mapping[int, Decimal],
    reason: str,
    condition: str,
    *,
    seen: ReturnsView | None = None,
) -> None:
    """Book quantities of lines, by position, as returned: never more than is with the customer.

    What was not invoiced is no longer billable, and is taken first; what was invoiced is to credit. `reason` is a
    code of the house's, `condition` one of `CONDITIONS`, or how only one begins. The order stays as it is, finished
    too. `seen` is what the clerk saw: what differs is told first (`CHANGED`). Raises Refused with every fault: fields
    `quantity:<position>`, `reason`, `condition`.
    """
    known = codes(RETURN)
    with transaction():
        order = take(number)
        check_seen("return", order, seen, quantities)
        order.check_billable()
        asked = order.check("return", quantities)
        if found := list(_coded_faults(reason, condition, known)):
            raise Refused(found)
        _book(who, order, asked, completed(reason, known), completed(condition, CONDITIONS))


def _coded_faults(reason: str, condition: str, known: tuple[str, ...]) -> list[Fault]:
    told = (
        ("reason", no_reason(clean(reason, "reason"), known, "returned")),
        ("condition", condition_fault(condition)),
    )
    return [Fault(field, field, why, listed=True) for field, why in told if why]


def condition_fault(typed: str) -> str:
    """Why a text is no condition of goods, '' where it is one, or begins as only one does."""
    if not typed.strip():
        return "Condition is required: can it be sold again?"
    if completed(clean(typed, "condition"), CONDITIONS):
        return ""
    return f'"{typed.strip()}" is not a condition: {", ".join(CONDITIONS)}'


def _book(who: Who, order: Facts, asked: Mapping[int, Decimal], reason: str, condition: str) -> None:
    booked = [_row(who, order, number, quantity, reason, condition) for number, quantity in asked.items()]
    text = f"{told(order, asked)}: {reason}, {CONDITIONS[condition]}"
    remember(who, order, EventKind.RETURNED, text, *(("return", one) for one in booked))


def _row(who: Who, order: Facts, number: int, quantity: Decimal, reason: str, condition: str) -> int:
    row = Return.create(
        position=order.lines[number].position_id,
        booked_on=order.revision.id,
        quantity=quantity,
        reason=reason,
        condition=condition,
        made_by=who.login,
    )
    return row.id
