"""A price or discount by hand above a role's limit, once the order is changed (C-12, C-34, C-39, R-26)."""

from decimal import Decimal

import pytest

from custtui.models.account import CustomerAccount
from custtui.models.order import Hold
from custtui.services import approval
from custtui.services import order_entry as desk
from custtui.services.order_entry.views import HeaderText, LineText, Placed
from tests.services.changing import a_house, change, changed, sound
from tests.services.house import ANN, BEN, CORA

D = Decimal
HALF_OFF = LineText("A", "10", price="1.00", price_reason="GOODWILL")


def waiting(*more: LineText, text: LineText = HALF_OFF, threshold: str = "500.00") -> str:
    """The number of an order of Ann's with a price by hand that she may not give; A costs 2.00."""
    made = a_house()
    CustomerAccount.update(accept_threshold=D(threshold)).execute()
    draft = desk.start(ANN, made.a1)
    for one in (text, *more):
        desk.put_line(ANN, draft.id, None, one)
    return desk.place(ANN, draft.id).number


def approved(number: str, who=CORA) -> str:
    seen = approval.deciding(number)
    approval.approve(who, number, seen.revision, seen.seen)
    return number


def reworded(number: str) -> Placed:
    """A change that touches the header only."""
    draft = desk.start_change(ANN, number)
    desk.set_header(ANN, draft.id, HeaderText(po_number="4711"))
    return desk.place(ANN, draft.id)


def held(number: str, revision: int) -> list[str]:
    rows = Hold.select(Hold.code).where(Hold.revision == approval.waiting.read(number).revision.id)
    assert approval.deciding(number).revision == revision
    return sorted(row.code for row in rows)


def test_an_order_never_accepted_is_held_for_every_price_by_hand_anew(database) -> None:
    """R-26, C-34: whatever is changed of it, nobody has accepted the price of the line beside."""
    number = waiting(LineText("B", "3"), threshold="0.00")
    assert held(number, 1) == ["DISCOUNT", "THRESHOLD"]
    changed(number, (20, {"quantity": "2"}))
    assert held(number, 2) == ["DISCOUNT", "THRESHOLD"]
    changed(number, (10, {"quantity": "9"}))
    assert held(number, 3) == ["DISCOUNT", "THRESHOLD"]
    reworded(number)
    assert held(number, 4) == ["DISCOUNT", "THRESHOLD"]
    with pytest.raises(Exception, match="Only an administrator"):
        approved(number, who=BEN)  # 50 % is more than a supervisor may give
    sound(approved(number))


def test_a_line_that_is_not_changed_keeps_what_was_accepted_of_it(database) -> None:
    """C-12, C-39: its price was settled; one added beside it is judged by itself."""
    number = approved(waiting())
    assert reworded(number).accepted
    assert changed(number, (20, {"item": "B", "quantity": "1"})).accepted
    sound(number)


@pytest.mark.parametrize("fields", [{"quantity": "9"}, {"discount": "1%", "discount_reason": "GOODWILL"}])
def test_a_line_that_is_changed_is_judged_by_who_changes_it(database, fields: dict[str, str]) -> None:
    """C-12: no price by hand of it may exceed his role's limit, though nothing rises."""
    number = approved(waiting())
    assert not changed(number, (10, fields)).accepted
    assert held(number, 2) == ["DISCOUNT"]
    sound(approved(number))


def test_an_amount_off_weighs_more_on_fewer_pieces(database) -> None:
    """9.00 off 100 pieces at 2.00 is 4.5 %, off 5 of them 90 %."""
    text = LineText("A", "100", discount="9.00", discount_reason="GOODWILL")
    number = waiting(text=text)
    assert reworded(number).accepted
    assert changed(number, (10, {"quantity": "90"})).accepted  # 5 %, within the clerk's limit
    assert not changed(number, (10, {"quantity": "5"})).accepted
    assert held(number, 4) == ["DISCOUNT"]


def test_a_line_given_up_is_not_judged(database) -> None:
    number = approved(waiting(LineText("B", "1")))
    assert desk.place(ANN, change(number, (10, {"quantity": "0"})).id, reason="CUSTOMER").accepted
    sound(number)
