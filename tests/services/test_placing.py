"""Placing an order: every rule is asked, every fault told, and one transaction writes it all."""

from tests.services import house
from custtui.services import order_entry as desk
from custtui.services.order_entry.views import LineText


def test_the_standard_order_is_placed_and_accepted(database) -> None:
    made = house.stand()
    draft = desk.start(house.ANN, made.a1)
    desk.put_line(house.ANN, draft.id, None, LineText(item="item1", quantity="5"))
    view = desk.put_line(house.ANN, draft.id, None, LineText(item="ITEM2", quantity="7"))
    placed = desk.place(house.ANN, draft.id)
    assert placed.accepted and str(placed.gross) == "155.00" and view.outcome == "will be accepted"
