"""Orders to be shipped and invoiced, for tests."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from custtui.domain.errors import Refused
from custtui.models.order import OrderRevision, SalesOrder
from custtui.services import orders
from custtui.services.views import OrderLineView, OrderView
from tests.rows import an_account, an_order

D = Decimal


def of(**quantities: str) -> dict[int, Decimal]:
    """`of(p10="40")`: 40 of position 10."""
    return {int(name[1:]): D(text) for name, text in quantities.items()}


def line(number: str, position: int = 10) -> OrderLineView:
    """A line of an order as it is shown."""
    return next(one for one in orders.order(number).lines if one.position == position)


def kinds(number: str) -> list[str]:
    """What was done with an order since it was placed, in order."""
    skipped = ("placed", "accepted")
    return [event.kind for event in orders.order(number).events if event.kind not in skipped]


def revision(number: str) -> OrderRevision:
    """The row of the revision in force, to hang a change on."""
    return SalesOrder.get(SalesOrder.number == number).in_force


def sold(*lines: tuple[str, str], **more: object) -> str:
    """An accepted order with lines of (quantity, price); a customer with terms NET30 is made by `house.stand`."""
    return an_order(an_account("77-1", "Juice Bar"), lines, **more).order.number


def faults(act, *arguments: object, **more: object) -> Mapping[str, str]:
    """The field and text of every fault that an act is refused with."""
    with pytest.raises(Refused) as refused:
        act(*arguments, **more)
    return {fault.field: fault.text for fault in refused.value.faults}


def adds_up(view: OrderView) -> None:
    """X-07, quantities and money."""
    for one in view.lines:
        assert one.quantity == one.shipped + one.open + one.forfeited
        assert one.shipped - one.returned == one.invoiced - one.credited + one.adjusted + one.billable
        assert one.open >= 0 and one.shipped - one.returned >= 0
    gone = view.invoiced_total - view.credited_total + view.forfeited_total + view.returned_total
    assert view.gross == gone + view.adjusted_total + view.to_come
