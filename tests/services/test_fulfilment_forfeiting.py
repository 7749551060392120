"""Forfeiting: the rest of a line is given up, for good, and may be the last of its order."""

import pytest

from custtui.domain.errors import Conflict, Refused
from custtui.models.database import transaction
from custtui.models.fulfilment import Forfeit
from custtui.services import fulfilment as ff
from custtui.services import orders
from tests.services import house
from tests.services.fulfilling import D, adds_up, faults, kinds, line, of, sold
from tests.services.house import ANN, BEN
from tests.services.keying import ordered


def test_f_69_the_rest_is_given_up_and_never_shipped(database) -> None:
    number = ordered(house.stand().a1, "ITEM3 x100", "ITEM1 x1").number
    ff.ship(ANN, number, 1, of(p10="40"))
    ff.forfeit(BEN, number, 1, of(p10="60"), "cust")
    assert (line(number).open, line(number).forfeited) == (D(0), D(60))
    assert faults(ff.ship, ANN, number, 1, of(p10="1")) == {"quantity:10": "Line 10 ITEM3: nothing is open"}
    row = Forfeit.get()
    assert (row.reason, row.made_by, row.booked_on.revision) == ("CUSTOMER", "ben", 1)
    adds_up(orders.order(number))


def test_r_31_the_order_is_finished_in_the_transaction_of_its_last_forfeit(database, monkeypatch) -> None:
    number = ordered(house.stand().a1, "ITEM3 x100").number
    ff.ship(ANN, number, 1, of(p10="60"))
    with monkeypatch.context() as patch:
        patch.setattr("custtui.services.fulfilment.forfeits.finish_if_done", _cut)
        with pytest.raises(RuntimeError):
            ff.forfeit(ANN, number, 1, of(p10="40"), "CUSTOMER")
    assert line(number).open == 40
    ff.forfeit(ANN, number, 1, of(p10="40"), "CUSTOMER")
    view = orders.order(number)
    assert (view.status, view.summary) == ("finished", "finished, 60 to invoice")
    assert kinds(number) == ["shipped", "forfeited", "finished"]


def _cut(*_: object) -> None:
    raise RuntimeError("the line drops")


def test_an_order_given_up_whole_is_finished_too(database) -> None:
    number = sold(("5", "2.00"), ("0", "2.00"))
    ff.forfeit(ANN, number, 1, of(p10="5"), "CUSTOMER")
    view = orders.order(number)
    assert (view.status, view.forfeited_total, view.to_come) == ("finished", D(10), D(0))


def test_r_32_a_finished_order_takes_nothing_back_but_is_invoiced_to_the_end(database) -> None:
    number = sold(("5", "2.00"))
    ff.ship(ANN, number, 1, of(p10="3"))
    ff.forfeit(ANN, number, 1, of(p10="2"), "CUSTOMER")
    assert "is finished" in faults(ff.ship, ANN, number, 1, of(p10="1"))[""]
    assert "is finished" in faults(ff.forfeit, ANN, number, 1, of(p10="1"), "")[""]
    with pytest.raises(Refused, match="never changes"), transaction():
        Forfeit.delete().execute()
    assert ff.invoice(ANN, number, of(p10="3")) == "IN-1"
    assert orders.order(number).summary == "finished"


def test_never_more_than_is_open_and_only_of_what_the_clerk_saw(database) -> None:
    number = sold(("5", "2.00"))
    ff.ship(ANN, number, 1, of(p10="3"))
    found = faults(ff.forfeit, ANN, number, 1, of(p10="3"), "")
    assert found == {"quantity:10": "Line 10 A: 3 is more than the 2 pieces open"}
    assert "Nothing to close short" in faults(ff.forfeit, ANN, number, 1, {}, "")[""]
    assert "control character" in faults(ff.forfeit, ANN, number, 1, of(p10="1"), "a\x1bb")["reason"]
    with pytest.raises(Conflict):
        ff.forfeit(ANN, number, 2, of(p10="1"), "CUSTOMER")
    assert not Forfeit.select().exists()
