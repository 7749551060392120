"""Returns (C-31): what came back, never more than is with the customer; what is not invoiced is taken first."""

import pytest

from custtui.models.base import db
from custtui.models.fulfilment import Return
from custtui.services import fulfilment as ff
from custtui.services import orders
from custtui.services.check import check
from tests.services import house
from tests.services.fulfilling import D, adds_up, faults, kinds, line, of
from tests.services.house import ANN, BEN
from tests.services.keying import ordered


def shipped(quantity: str = "60", invoiced: str = "40") -> str:
    """An order of 100 ITEM3 at 4.00, so much of it shipped and invoiced."""
    number = ordered(house.stand().a1, "ITEM3 x100").number
    ff.ship(ANN, number, 1, of(p10=quantity))
    if invoiced != "0":
        ff.invoice(ANN, number, of(p10=invoiced))
    return number


def test_c_31_a_return_takes_first_what_is_not_invoiced(database) -> None:
    number = shipped("60", "40")
    (one,) = ff.returns(number).lines
    assert (one.shipped, one.returned, one.left, one.uninvoiced) == (D(60), D(0), D(60), D(20))
    ff.book_return(ANN, number, of(p10="30"), "defect", "scrap")
    now = line(number)
    assert (now.returned, now.billable, now.open) == (D(30), D(-10), D(40))
    row = Return.get()
    assert (row.quantity, row.reason, row.condition, row.made_by) == (D(30), "DEFECT", "SCRAP", "ann")
    assert kinds(number)[-1] == "returned"
    assert orders.order(number).events[-1].text == "30 ITEM3: DEFECT, scrap"
    assert ff.invoicing(number).why_not.startswith("Nothing of")
    adds_up(orders.order(number))
    assert list(check()) == []


def test_c_31_never_more_than_is_with_the_customer(database) -> None:
    number = shipped("60", "40")
    assert faults(ff.book_return, ANN, number, of(p10="61"), "DEFECT", "SCRAP") == {
        "quantity:10": "Line 10 ITEM3: 61 is more than the 60 pieces shipped and not yet returned"
    }
    ff.book_return(ANN, number, of(p10="60"), "DEFECT", "SELLABLE")
    assert "more than the 0" in faults(ff.book_return, ANN, number, of(p10="1"), "DEFECT", "SCRAP")["quantity:10"]
    assert ff.returns(number).why_not == f"Nothing of {number} is with the customer"
    assert (line(number).billable, line(number).open) == (D(-40), D(40))
    adds_up(orders.order(number))
    assert list(check()) == []


def test_c_31_a_finished_order_takes_returns_and_stays_finished(database) -> None:
    number = ordered(house.stand().a1, "ITEM1 x5").number
    ff.ship(ANN, number, 1, of(p10="5"))
    ff.invoice(ANN, number, of(p10="5"))
    ff.book_return(ANN, number, of(p10="3"), "WRONG", "SELLABLE")
    view = orders.order(number)
    assert (view.status, line(number).open, line(number).billable) == ("finished", D(0), D(-3))
    assert view.to_come < 0
    adds_up(view)
    assert list(check()) == []


def test_c_31_reason_and_condition_are_coded(database) -> None:
    number = shipped()
    found = faults(ff.book_return, ANN, number, of(p10="1"), "", "")
    assert found == {
        "reason": "Reason is required: why is it returned?",
        "condition": "Condition is required: can it be sold again?",
    }
    found = faults(ff.book_return, ANN, number, of(p10="1"), "bogus", "s")
    assert found["reason"].startswith('"bogus" is not a reason: ')
    assert found["condition"] == '"s" is not a condition: SELLABLE, SCRAP'
    assert not Return.select().exists()


def test_nothing_comes_back_of_what_waits_or_never_left(database) -> None:
    number = ordered(house.stand().a1, "ITEM3 x100").number
    assert ff.returns(number).why_not == f"Nothing of {number} is with the customer"
    assert "more than the 0" in faults(ff.book_return, ANN, number, of(p10="1"), "DEFECT", "SCRAP")["quantity:10"]


def test_x_13_what_was_returned_meanwhile_is_told_first(database) -> None:
    number = shipped()
    seen = ff.returns(number)
    ff.book_return(BEN, number, of(p10="3"), "DEFECT", "SCRAP")
    found = faults(ff.book_return, ANN, number, of(p10="5"), "DEFECT", "SCRAP", seen=seen)
    assert found == {"": "Returned meanwhile by ben: 3 of 100 ITEM3"}
    ff.book_return(ANN, number, of(p10="5"), "DEFECT", "SCRAP", seen=ff.returns(number))
    assert line(number).returned == D(8)


def test_a_return_never_changes(database) -> None:
    number = shipped()
    ff.book_return(ANN, number, of(p10="3"), "DEFECT", "SCRAP")
    for statement in ('UPDATE "return" SET quantity = 1', 'DELETE FROM "return"'):
        with pytest.raises(Exception, match="A return never changes"), db.atomic():
            db.execute_sql(statement)


@pytest.mark.parametrize(
    "ship, bill, back", [("100", "100", "1"), ("7", "3", "7"), ("50", "0", "20"), ("1", "1", "1")]
)
def test_x_07_holds_for_every_return(database, ship: str, bill: str, back: str) -> None:
    number = shipped(ship, bill)
    ff.book_return(ANN, number, of(p10=back), "OTHER", "SELLABLE")
    one = line(number)
    assert one.billable == D(ship) - D(back) - D(bill)
    adds_up(orders.order(number))
    if one.billable > 0:
        ff.invoice(ANN, number, {10: one.billable})
        adds_up(orders.order(number))
    assert list(check()) == []
