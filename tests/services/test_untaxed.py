"""Where no tax rate is found the order waits, or says that the seller is not registered there (C-38)."""

from decimal import Decimal

import pytest

from custtui.domain.acceptance import untaxed
from custtui.domain.numbers import Unreadable
from custtui.domain.tax_places import read_places, taxes_there, told_untaxed
from custtui.models.account import TaxStatus
from custtui.models.operator import TaxRate
from custtui.models.order import Hold, OrderLine
from custtui.models.party import Location
from custtui.models.product import Product
from custtui.services import order_entry as desk
from custtui.services.order_entry.views import DraftView, Placed
from tests.services import house
from tests.services.house import ANN, EVER, House
from tests.services.keying import keyed


@pytest.mark.parametrize(("place", "state", "there"), [
    ("US-NJ", "NJ", True),
    ("US-NJ", "New Jersey", True),
    ("us-new", "NJ", False),
    ("US-NJ, US-NY;DE", "NY", True),
    ("US-new jersey  US-New York DE", "NY", True),
    ("US-NJ", "CA", False),
    ("US-NJ", "", True),
    ("US-NJ", "Nwe Jersey", True),
    ("US", "CA", True),
    ("DE", "NJ", False),
])  # fmt: skip
def test_the_seller_taxes_where_it_is_registered(place: str, state: str, there: bool) -> None:
    if place == "us-new":
        with pytest.raises(Unreadable, match='"new" is not a state of US'):
            read_places(place)
    else:
        assert taxes_there(read_places(place), "US", state) is there


@pytest.mark.parametrize("text", ["XX", "USA", "U", "US-", "US-XX", "DE-", "1"])
def test_what_is_no_place_is_told(text: str) -> None:
    if text in ("US-", "DE-"):
        assert read_places(text)
        return
    with pytest.raises(Unreadable):
        read_places(text)


def test_many_lines_make_one_reason() -> None:
    told = told_untaxed("food", "us", "nj")
    assert told == "no tax rate for food in NJ, US"
    (reason,) = untaxed((position, told) for position in range(10, 110, 10))
    assert (reason.code, reason.short) == ("TAX", told)
    assert reason.text == f"{told} (line 10, 20, 30, 40, 50 and 5 more)"
    assert not untaxed([])


@pytest.fixture
def food(database) -> House:
    """ITEM2 is of a category that no rate names; the house ships to New Jersey, which has a rate."""
    made = house.stand()
    house.tax("0.07", state="NJ")
    Product.update(tax_category="food").where(Product.code == "ITEM2").execute()
    return made


def placed(made: House, *items: str) -> tuple[DraftView, Placed]:
    view = keyed(made.a1, *items)
    return view, desk.place(ANN, view.id)


def test_no_rate_is_told_on_its_line_and_holds_the_order(food: House) -> None:
    view, order = placed(food, "ITEM1", "ITEM2")
    assert view.lines[1].notes[-1] == "no tax rate for food in NJ, US"
    assert "no tax rate" in view.outcome
    assert not view.lines[0].notes or "tax" not in view.lines[0].notes[-1]
    assert not order.accepted
    hold = Hold.get(Hold.code == "TAX")
    assert hold.text == "no tax rate for food in NJ, US (line 20)"
    assert [line.tax_rate for line in OrderLine.select().order_by(OrderLine.id)] == [Decimal("0.07"), 0]


def test_a_rate_of_nothing_is_a_rate(food: House) -> None:
    house.tax("0", category="food", state="NJ")
    view, order = placed(food, "ITEM2")
    assert order.accepted and "tax" not in " ".join(view.lines[0].notes)


def test_an_exempt_account_is_not_asked(food: House) -> None:
    TaxStatus.create(account=food.a1, state="", made_by="ann", changed_by="ann")
    view, order = placed(food, "ITEM2")
    assert order.accepted and "tax" not in " ".join(view.lines[0].notes)


def test_a_house_without_rates_is_never_asked(food: House) -> None:
    TaxRate.delete().execute()
    view, order = placed(food, "ITEM2")
    assert order.accepted and "tax" not in " ".join(view.lines[0].notes)


@pytest.mark.parametrize("control", ["", "US-NY", "US-NY, DE"])
def test_where_the_seller_does_not_tax_that_is_told_and_nothing_waits(food: House, control: str) -> None:
    TaxRate.update(state="NY").execute()
    if control:
        house.control("tax_places", control)
    view, order = placed(food, "ITEM1")
    assert view.lines[0].notes[-1] == "not taxed: no registration"
    assert order.accepted


def test_no_rate_in_the_country_at_all_asks_where_the_control_says_the_seller_taxes(food: House) -> None:
    TaxRate.update(country="DE", state="").execute()
    assert placed(food, "ITEM1")[1].accepted
    house.control("tax_places", "US")
    assert not placed(food, "ITEM1")[1].accepted
    assert Hold.get(Hold.code == "TAX").text.startswith("no tax rate for standard in NJ, US")


def test_a_copy_is_asked_anew(food: House) -> None:
    placed(food, "ITEM2")
    house.tax("0", category="food", state="NJ")
    assert "no tax rate" not in desk.repeat_last(ANN, food.a1).outcome
    TaxRate.delete().where(TaxRate.category == "food").execute()
    assert "no tax rate" in desk.start(ANN, food.a1, copy_of="SO-1001").outcome


def test_a_rate_that_ended_asks(food: House) -> None:
    TaxRate.update(last_day=EVER).execute()
    assert not placed(food, "ITEM1")[1].accepted


@pytest.mark.parametrize("blank", ["", " "])
def test_an_address_without_a_country_is_in_the_sellers(food: House, blank: str) -> None:
    """Files of earlier versions brought such: they are taxed, exempt and asked as any other of the house (C-17)."""
    Location.update(country=blank).execute()
    view, order = placed(food, "ITEM1", "ITEM2")
    assert [line.tax_rate for line in OrderLine.select().order_by(OrderLine.id)] == [Decimal("0.07"), 0]
    assert view.lines[1].notes[-1] == "no tax rate for food in NJ, US"
    assert not order.accepted and Hold.get(Hold.code == "TAX").text == "no tax rate for food in NJ, US (line 20)"
    TaxStatus.create(account=food.a1, state="NJ", made_by="ann", changed_by="ann")
    assert placed(food, "ITEM1", "ITEM2")[1].accepted
