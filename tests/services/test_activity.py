"""What a customer ordered, by month and year (F-08, F-25)."""

from datetime import date
from decimal import Decimal

from custtui.models.order import OrderLine, OrderRevision
from custtui.services import clock
from custtui.services.profile.activity import activity
from custtui.services.profile.customers import customer
from custtui.services.twins import merging
from tests.rows import bill
from tests.services import house
from tests.services.house import DORA
from tests.services.keying import ordered


def test_two_years_of_months_end_with_this_one(database) -> None:
    made = house.stand()
    months = activity(made.a1, date(2026, 3, 15)).months
    assert len(months) == 24
    assert [(one.year, one.month) for one in (months[0], months[21], months[23])] == [(2024, 4), (2026, 1), (2026, 3)]
    assert not any(one.orders or one.ordered for one in months)


def test_what_was_ordered_stands_in_its_month_and_year(database) -> None:
    """F-25: exact amounts; the other customer's orders are not among them."""
    made = house.stand()
    first = ordered(made.a1, "ITEM1 x3")
    second = ordered(made.a1, "ITEM2 x2")
    ordered(made.hq, "ITEM1")
    day = clock.today()
    shown = activity(made.a1)
    total = first.gross + second.gross
    assert (shown.months[-1].orders, shown.months[-1].ordered) == (2, total)
    assert [(one.year, one.orders, one.ordered) for one in shown.years] == [(day.year, 2, total)]
    assert total == Decimal("60.00") and shown.currency == "USD" and shown.others == ()


def test_orders_a_long_time_ago_count_for_their_year_only(database) -> None:
    made = house.stand()
    ordered(made.a1, "ITEM1")
    day = clock.today()
    shown = activity(made.a1, date(day.year + 3, day.month, 1))
    assert not any(one.orders for one in shown.months) and shown.years[0].orders == 1


def test_orders_in_another_currency_are_told_apart(database) -> None:
    made = house.stand()
    ordered(made.a1, "ITEM1")
    house.CustomerAccount.update(currency="EUR").where(house.CustomerAccount.id == made.a1).execute()
    shown = activity(made.a1)
    assert shown.years == () and shown.others == (("USD", 1, Decimal("10.00")),)


def test_the_number_of_open_orders_and_the_last_one_stand_beside_the_customer(database) -> None:
    """F-08."""
    made = house.stand()
    placed = ordered(made.a1, "ITEM1")
    one = customer(made.a1)
    assert (one.open_orders, one.last_order, one.last_order_date) == (1, placed.number, clock.today())


def test_what_a_merged_customer_ordered_and_was_invoiced_counts_for_the_survivor(database) -> None:
    """F-28: as in the list of orders, a customer merged into the merged one included; after undo no more."""
    made = house.stand()
    twin, third = house.customer("3897-6", "Healthy Juice"), house.customer("3897-7", "Healthy Juices Co.")
    own, theirs, last = ordered(made.a1, "ITEM1 x3"), ordered(twin, "ITEM2 x2"), ordered(third, "ITEM1")
    line = OrderLine.select().join(OrderRevision).where(OrderRevision.sold_to == twin).get()
    bill(line, Decimal(1), Decimal("20.00"))
    merging.merge(DORA, third, twin)
    merging.merge(DORA, twin, made.a1)
    shown = activity(made.a1)
    total = own.gross + theirs.gross + last.gross
    assert (shown.months[-1].orders, shown.months[-1].ordered, shown.merged) == (3, total, ("3897-6", "3897-7"))
    assert [(one.orders, one.ordered, one.invoiced) for one in shown.years] == [(3, total, Decimal("20.00"))]
    merging.undo(DORA, merging.merges_of(made.a1)[0].merge_id)
    shown = activity(made.a1)
    assert (shown.months[-1].ordered, shown.years[0].invoiced, shown.merged) == (own.gross, 0, ())
