"""By keys: an order billed or shipped to an address without street and city is not placed (R-12); its draft stays."""

import pytest

from custtui.models.account import CustomerSite
from custtui.models.draft import Draft
from custtui.models.order import SalesOrder
from custtui.models.party import Location, PartySite
from tests.services import house
from tests.ui.keyplay import Player, run

ORDER = "ITEM1<enter>1<enter>"


def empty(site: int) -> None:
    """The site's address loses street and city."""
    place = PartySite.get_by_id(CustomerSite.get_by_id(site).party_site_id).location_id
    Location.update(street="", city="").where(Location.id == place).execute()


def refused(script: str, *, after: str = "") -> str:
    """What is said where the keys ended: nothing was placed and the draft is there."""
    said: list[str] = []

    async def scene(player: Player) -> None:
        await player.burst(script)
        said.append(player.message)
        assert player.app.desk.locked and SalesOrder.select().count() == 0
        assert Draft.select().count() == 1

    run(scene)
    return said[0]


def test_a_customer_made_in_three_keys_gets_no_order(counter) -> None:
    """The script of a clerk in a hurry: a name and an alias, nothing else."""
    assert "neither street nor city" in refused(f"x<f6><tab>A<f9><f7>{ORDER}<f9>")


def test_the_bill_to_alone_is_nowhere(counter: house.House) -> None:
    empty(counter.s1)
    said = refused(f"3897-5<f7>{ORDER}<f9>")
    assert "Bill-to New York office has neither street nor city" in said


def test_the_ship_to_alone_is_nowhere(counter: house.House) -> None:
    empty(counter.s2)
    assert "Ship-to" in refused(f"3897-5<f7>{ORDER}<f9>")


def test_the_ship_to_of_one_line_is_nowhere(counter: house.House) -> None:
    empty(house.site(counter.a1, "Annex", "SHIP_TO"))
    said = refused(f"3897-5<f7>{ORDER}ITEM2<enter>1<enter><up><f7>Annex<enter><f9>")
    assert "Line 20: Ship-to" in said and "neither street nor city" in said


@pytest.mark.parametrize("role", ["<f6>", "<f7>"])
def test_an_address_typed_into_the_order_has_street_and_city(counter, role: str) -> None:
    said = refused(f"3897-5<f7>{ORDER}{role}<insert>Hotel X<f9>")
    assert "Street is required" in said and "City is required" in said


def test_another_payer_is_nowhere(counter: house.House) -> None:
    house.default_bill_to(counter.a1, counter.hq)
    empty(counter.hq_site)
    assert "Bill-to H.Q. Corp has neither" in refused(f"3897-5<f7>{ORDER}<f9>")
