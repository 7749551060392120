"""Goods that came back of a shipped line, of a finished order too, which stays finished (C-31)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from custtui.domain.coded import completed, no_reason
from custtui.domain.errors import Fault, Refused
from custtui.domain.event import EventKind
from custtui.domain.fulfilment import BILLED_FIRST, CONDITIONS, OPEN_FIRST, TAKES_FIRST, why_not_bill
from custtui.domain.money import ZERO
from custtui.domain.numbers import grouped
from custtui.domain.order import credited_of
from custtui.domain.text import clean
from custtui.domain.who import Act, Who
from custtui.models.database import transaction
from custtui.models.fulfilment import Return
from custtui.services.asks import asks
from custtui.services.fulfilment.booked import told
from custtui.services.fulfilment.facts import Facts, StandingLine, read_with, take
from custtui.services.fulfilment.meanwhile import check_seen, last_event
from custtui.services.lists.coded import RETURN, codes
from custtui.services.orders.history import remember
from custtui.services.views.fulfilment import ReturnableLine, ReturnsView


def returns(number: str) -> ReturnsView:
    """What of an order is with its customer and may come back; `why_not` is '' where something may.

    Every line of which something was shipped is there. Raises Refused for an unknown order.
    """
    order, (event,) = read_with(number, lambda of: last_event(of.id))
    lines = tuple(_line(line) for line in order.lines.values() if line.moved.shipped)
    nothing = "" if any(line.left for line in lines) else f"Nothing of {order.number} is with the customer"
    return ReturnsView(
        number=order.number,
        customer=order.revision.sold_to_name,
        account_code=order.revision.sold_to_code,
        revision=order.revision.revision,
        why_not=why_not_bill(order.standing) or nothing,
        lines=lines,
        event=event,
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
        uninvoiced=moved.to_bill,
        chooses=moved.to_bill > 0 and moved.invoiced > moved.credited + moved.to_credit,
    )


@asks(Act.RETURN)
def book_return(
    who: Who,
    number: str,
    quantities: Mapping[int, Decimal],
    reason: str,
    condition: str,
    *,
    first: str = OPEN_FIRST,
    seen: ReturnsView | None = None,
) -> None:
    """Book quantities of lines, by position, as returned: never more than is with the customer.

    What was not invoiced is no longer billable, and is taken first; what was invoiced is to credit. `reason` is a
    code of the house's, `condition` one of `CONDITIONS`, or how only one begins. `first` BILLED_FIRST: what was
    invoiced goes first, and stands to be credited (C-31). The order stays as it is, finished too. `seen` is what the
    clerk saw: what differs is told first (`CHANGED`). Raises Refused with every fault: fields `quantity:<position>`,
    `reason`, `condition`, `first`.
    """
    known = codes(RETURN)
    with transaction():
        order = take(number)
        check_seen("return", order, seen, quantities)
        order.check_billable()
        asked = order.check("return", quantities)
        if found := list(_coded_faults(reason, condition, first, known)):
            raise Refused(found)
        billed_first = completed(first, TAKES_FIRST) == BILLED_FIRST
        told = ReturnTerms(completed(reason, known), completed(condition, CONDITIONS), billed_first)
        _book(who, order, asked, told)


class ReturnTerms(NamedTuple):
    """What is told of all that comes back at once: by codes, and whether what was invoiced goes first."""

    reason: str
    condition: str
    billed_first: bool


def _coded_faults(reason: str, condition: str, first: str, known: tuple[str, ...]) -> list[Fault]:
    told = (
        ("reason", no_reason(clean(reason, "reason"), known, "returned")),
        ("condition", condition_fault(condition)),
        ("first", first_fault(first)),
    )
    return [Fault(field, field, why, listed=True) for field, why in told if why]


def condition_fault(typed: str) -> str:
    """Why a text is no condition of goods, '' where it is one, or begins as only one does."""
    if not typed.strip():
        return "Condition is required: can it be sold again?"
    if completed(clean(typed, "condition"), CONDITIONS):
        return ""
    return f'"{typed.strip()}" is not a condition: {", ".join(CONDITIONS)}'


def first_fault(typed: str) -> str:
    """Why a text does not tell what is taken first, '' where it does."""
    if completed(clean(typed, "first"), TAKES_FIRST):
        return ""
    return f'"{typed.strip()}" is not one of {", ".join(TAKES_FIRST)}'


def _book(who: Who, order: Facts, asked: Mapping[int, Decimal], how: ReturnTerms) -> None:
    credited = {at: _chosen(order.lines[at], quantity, how) for at, quantity in asked.items()}
    booked = [_row(who, order, number, quantity, how, credited[number]) for number, quantity in asked.items()]
    text = f"{told(order, asked)}: {how.reason}, {CONDITIONS[how.condition]}"
    if first := sum(filter(None, credited.values()), ZERO):
        text += f", {grouped(first)} to credit first"
    remember(who, order, EventKind.RETURNED, text, *(("return", one) for one in booked))


def _chosen(line: StandingLine, quantity: Decimal, how: ReturnTerms) -> Decimal | None:
    """What of it is credited by choice; None where there is nothing to choose."""
    return credited_of(line.moved, quantity, billed_first=True) or None if how.billed_first else None


def _row(who: Who, order: Facts, number: int, quantity: Decimal, how: ReturnTerms, to_credit: Decimal | None) -> int:
    row = Return.create(
        position=order.lines[number].position_id,
        booked_on=order.revision.id,
        quantity=quantity,
        reason=how.reason,
        condition=how.condition,
        to_credit=to_credit,
        made_by=who.login,
    )
    return row.id
