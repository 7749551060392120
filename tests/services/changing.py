"""Keys changes of orders in few words, for tests."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from custtui.models.order import SalesOrder
from custtui.services import order_entry as desk
from custtui.services import orders
from custtui.services.check import check
from custtui.services.order_entry.views import DraftView, LineText, Placed
from tests.services import house
from tests.services.fulfilling import adds_up
from tests.services.house import ANN
from tests.services.keying import ordered
from tests.standing import made_once

D = Decimal


@made_once
def a_house() -> house.House:
    """The house of the rules' examples, with what R-23 orders."""
    made = house.stand()
    for code, price in (("A", "2.00"), ("B", "15.00"), ("C", "4.00")):
        made.products[code] = house.product(code, price)
    return made


def placed(*lines: str, who=ANN) -> str:
    """The number of an order of the rules' customer."""
    return ordered(a_house().a1, *lines, who=who).number


def typed(draft: DraftView, position: int, who=ANN, **fields: str) -> DraftView:
    """A line of the draft with some fields typed otherwise, or a new one."""
    at = next((line for line in draft.lines if line.position == position), None)
    text = replace(at.text if at else LineText(), **fields)
    return desk.put_line(who, draft.id, position, text)


def change(number: str, *lines: tuple[int, dict[str, str]], who=ANN) -> DraftView:
    """The draft of a change with lines typed: `(10, {"quantity": "120"})`."""
    draft = desk.start_change(who, number)
    for position, fields in lines:
        draft = typed(draft, position, who, **fields)
    return draft


def changed(number: str, *lines: tuple[int, dict[str, str]], who=ANN) -> Placed:
    """The change placed; why it cancels lines is known."""
    return desk.place(who, change(number, *lines, who=who).id, reason="CUSTOMER")


def rows(number: str, revision: int | None = None) -> list[tuple[int, str, Decimal, Decimal, Decimal]]:
    """Position, product, quantity, price and net of the lines of a revision."""
    lines = orders.order(number, revision).lines
    return [(one.position, one.product, one.quantity, one.price, one.net) for one in lines]


def sound(number: str) -> None:
    """X-07 for each revision, and nothing that check finds."""
    for revision in range(1, orders.order(number).revisions + 1):
        adds_up(orders.order(number, revision))
    found = list(check())
    assert found == []


def pointers(number: str) -> Any:
    """The revisions in force and waiting, by number."""
    row = SalesOrder.get(SalesOrder.number == number)
    return row.in_force and row.in_force.revision, row.pending and row.pending.revision
