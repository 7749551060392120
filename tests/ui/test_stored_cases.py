"""What must not be stored, played by keys in a burst; the database is asked afterwards (X-14, C-38, D-01)."""

from __future__ import annotations

import pytest

from custtui.models.account import TaxStatus
from custtui.models.operator import TaxRate
from custtui.models.order import Hold, OrderLine, OrderShipTo, SalesOrder
from custtui.models.product import Product
from custtui.services import clock
from tests.services import house
from tests.ui.keyplay import Player, run


def played(*bursts: str) -> tuple[str, str]:
    """Message and screen after the bursts."""
    left: list[str] = []

    async def scene(player: Player) -> None:
        for burst in bursts:
            await player.burst(burst)
        left[:] = player.message, player.screen

    run(scene)
    return left[0], left[1]


@pytest.mark.parametrize("field", ["Hotel 4111 1111 1111 1111", "Hotel X<tab>4111.1111.1111.1111"])
def test_a_card_number_in_a_one_time_address_is_refused(counter: house.House, field: str) -> None:
    message, _ = played(f"3897-5<f7>ITEM1<enter>5<enter><f7><insert>{field}<f9>")
    assert "card number is never stored" in message
    assert not SalesOrder.select().exists()


@pytest.mark.parametrize("state", ["New York", "new york", "NY"])
def test_a_state_by_its_name_is_taxed_as_its_code(counter: house.House, state: str) -> None:
    house.tax("0.07", state="NJ")
    house.tax("0.08875", state="NY")
    address = f"Hotel X<tab><tab><tab>9 Bay Rd<tab>Buffalo<tab>{state}<tab>14201<tab>US<tab>N<f9>"
    played(f"3897-5<f7>ITEM1<enter>10<enter><f7><insert>{address}", "<f9>")
    assert OrderShipTo.get(OrderShipTo.header).state == "NY"
    line = OrderLine.get()
    assert (str(line.net), str(line.tax)) == ("100.000", "8.880")


def test_an_exemption_by_the_states_name_holds_in_the_state(counter: house.House) -> None:
    house.tax("0.07", state="NJ")
    TaxStatus.create(account=counter.a1, state="NEW JERSEY", made_by="ann", changed_by="ann")
    played("3897-5<f7>ITEM1<enter>10<enter><f9>")
    assert OrderLine.get().tax == 0 and not Hold.select().exists()


def test_a_line_without_a_rate_is_told_and_waits(counter: house.House) -> None:
    house.tax("0.07", state="NJ")
    Product.update(tax_category="food").where(Product.code == "ITEM2").execute()
    _, screen = played("3897-5<f7>ITEM1<enter>1<enter>ITEM2<enter>1<enter>")
    assert "will wait: no tax rate for food in NJ, US" in " ".join(screen.split())
    played("3897-5<f7>ITEM2<enter>1<enter><f9>")
    assert Hold.get().code == "TAX"


def test_a_rate_of_before_by_the_states_name_holds(counter: house.House) -> None:
    house.tax("0.09", state="New Jersey", category="Standard")
    played("3897-5<f7>ITEM1<enter>10<enter><f9>")
    assert str(OrderLine.get().tax_rate) == "0.090000"
    assert TaxRate.get().state == "New Jersey"


@pytest.mark.parametrize(("burst", "told"), [
    ("ITEM1<enter>99999<tab>1000000000<enter>", "too much for a price"),
    ("ITEM1<enter>100000<enter>", "100000"),
    ("ITEM1<enter>99999<tab>999999999<tab>GOODWILL<enter>", "must be less than 1,000,000,000,000"),
    ("ITEM1<enter>1<tab><tab>10.01<tab>GOODWILL<enter>", "more than the line"),
])  # fmt: skip
def test_numbers_beyond_the_database_are_parked_and_refused(counter: house.House, burst: str, told: str) -> None:
    message, screen = played(f"3897-5<f7>{burst}<f9>")
    assert told in f"{message} {screen}"
    assert "Something went wrong" not in screen
    assert not SalesOrder.select().exists()


def test_the_sum_of_lines_that_each_fit_is_bounded_too(counter: house.House) -> None:
    line = "ITEM1<enter>990<tab>999999999<enter>GOODWILL<enter>"
    message, screen = played(f"3897-5<f7>{line}{line}", "<f9>")
    assert "Something went wrong" not in screen
    assert not SalesOrder.select().exists()
    assert message


@pytest.mark.parametrize("day", ["+9999", "2099-01-01"])
def test_a_wanted_day_beyond_ten_years_is_refused(counter: house.House, day: str) -> None:
    message, screen = played(f"3897-5<f7>ITEM1<enter>1<tab><tab><tab>{day}<enter><f9>")
    assert "ten years" in f"{message} {screen}"
    assert not SalesOrder.select().exists() and clock.today()


@pytest.mark.parametrize(("state", "kept"), [("New Jersey", ["NJ"]), ("nj", ["NJ"]), ("Nwe Jersey", [])])
def test_an_exemption_typed_on_the_profile_is_kept_by_the_states_code(
    counter: house.House, state: str, kept: list[str]
) -> None:
    message, _ = played(f"3897-5<enter><f10>T<enter><tab><tab>{state}<tab>EX-1<f9>")
    assert [one.state for one in TaxStatus.select()] == kept
    assert kept or "is not a state of US" in message
