"""What is open in the whole house: each line to ship, each order to invoice, and what it all comes to."""

from datetime import timedelta

from custtui.services import fulfilment as ff
from custtui.services import orders
from custtui.services.clock import today
from custtui.services.orders import open_work as ow
from tests.services import house
from tests.services.fulfilling import D, of
from tests.services.house import ANN, CORA
from tests.services.keying import ordered
from tests.services.test_fulfilment_payments import billed


def shipping(by: str = ow.BY_DAY) -> list[tuple[str, int, object]]:
    return [(one.number, one.position, one.open) for one in ow.to_ship(by, 100, 0)]


def test_lines_to_ship_of_all_customers_by_the_day_they_are_wanted_on(database) -> None:
    made = house.stand()
    one = ordered(made.a1, "ITEM1 x10", "ITEM2 x5").number
    two = ordered(made.hq, "ITEM2 x3").number
    ff.ship(ANN, one, 1, of(p10="10", p20="2"))
    assert set(shipping()) == {(one, 20, D(3)), (two, 10, D(3))}
    assert ow.to_ship_total(ow.BY_DAY).count == 2
    line = orders.order(one).lines[1]
    share = (line.net + line.tax) * 3 / 5
    assert dict(ow.to_ship_total(ow.BY_DAY).amounts)["USD"] == share + orders.order(two).gross


def test_they_stand_by_item_and_by_ship_to_as_well_and_late_ones_alone(database, monkeypatch) -> None:
    made = house.stand()
    one = ordered(made.a1, "ITEM2 x1", "ITEM1 x1").number
    two = ordered(made.hq, "ITEM1 x1").number
    assert [number for number, *_ in shipping(ow.BY_PRODUCT)] == [one, two, one]
    names = [line.ship_to for line in ow.to_ship(ow.BY_SHIP_TO, 10, 0)]
    assert names == sorted(names)
    assert shipping(ow.LATE) == []
    monkeypatch.setattr(ow, "today", lambda: today() + timedelta(days=4000))
    late = {number for number, *_ in shipping(ow.LATE)}
    wanted = {line.number for line in ow.to_ship(ow.BY_DAY, 10, 0) if line.wanted}
    assert late == wanted


def test_what_is_closed_or_waits_is_not_to_ship(database) -> None:
    made = house.stand()
    one = ordered(made.a1, "ITEM1 x10").number
    ff.forfeit(ANN, one, 1, of(p10="4"), "CUSTOMER")
    assert shipping() == [(one, 10, D(6))]
    ff.forfeit(ANN, one, 1, of(p10="6"), "CUSTOMER")
    assert shipping() == []
    assert ow.to_ship_total(ow.BY_DAY) == ow.OpenTotal(0, ())


def test_orders_to_invoice_come_to_their_billable_share_to_the_cent(database) -> None:
    """Half shipped, a part of it billed; one finished and not billed; one billed whole is not there (C-13)."""
    made = house.stand()
    billed(made.a1)
    one = ordered(made.a1, "ITEM1 x3").number
    ff.ship(ANN, one, 1, of(p10="2"))
    ff.invoice(CORA, one, of(p10="1"))
    two = ordered(made.hq, "ITEM2 x3").number
    ff.ship(ANN, two, 1, of(p10="3"))
    rows = {row.number: row.amount for row in ow.to_invoice(10, 0)}
    assert list(rows) == [one, two]
    assert rows[one] == ff.invoicing(one).lines[0].gross
    assert rows[two] == orders.order(two).gross
    assert ow.to_invoice_total() == ow.OpenTotal(2, (("USD", sum(rows.values())),))
