"""An address without a country is in the seller's (C-17), by files as by keys; what stands so goes out with one."""

from dataclasses import replace
from pathlib import Path

import pytest

from custtui.exchange import export_file
from custtui.models.account import Contact, CustomerSite
from custtui.models.order import OrderRevision, OrderShipTo
from custtui.models.party import Location, PartySite
from custtui.services.sites import sites
from tests.exchange.files import House
from tests.exchange.files import house as set_up_house

PLACE = "1 Elm,Troy,new york,12180"
CUSTOMER = (
    "code,name,alias,street,city,state,postal_code,ship_alias,ship_street,ship_city,ship_state,ship_postal_code\n"
    f"A,Acme,Office,{PLACE},Dock,2 Elm,Troy,NY,12180\n"
)
SITE = f"customer,alias,street,city,state,postal_code\nA,Third,{PLACE.replace('1', '3')}\n"
CONTACT = f"customer,name,street,city,state,postal_code\nA,Ann,{PLACE.replace('1', '4')}\n"
ORDER = (
    "number,customer,order_date,product,quantity,price,bill_to_name,bill_to_street,bill_to_city,ship_street,ship_city,ship_state,"
    "ship_postal_code\n1,A,2026-05-01,P,1,1,Acme,9 Oak,Troy,2 Elm,Troy,NY,12180\n2,A,2026-05-02,P,1,1,,,,,,,\n"
)
KINDS = {"customers": CUSTOMER, "sites": SITE, "contacts": CONTACT, "orders": ORDER}


@pytest.fixture
def house(sqlite_database: object, tmp_path: Path) -> House:
    house = set_up_house(tmp_path)
    house.put("products", "code,name\nP,Pear\n")
    for kind, text in KINDS.items():
        house.put(kind, text)
    return house


def countries() -> dict[str, set[str]]:
    """The countries that stand, wherever an address does."""
    return {
        "locations": {row.country for row in Location.select()},
        "bill-tos": {row.bill_to_country for row in OrderRevision.select()},
        "ship-tos": {row.country for row in OrderShipTo.select()},
    }


def out(house: House, folder: Path) -> dict[str, bytes]:
    """What goes out."""
    folder.mkdir()
    for kind in KINDS:
        export_file(house.who, kind, folder / f"{kind}.csv")
    return {kind: (folder / f"{kind}.csv").read_bytes() for kind in KINDS}


def test_every_address_of_a_file_is_in_the_sellers_country_where_it_names_none(house: House) -> None:
    assert Contact.select().where(Contact.location.is_null(False)).exists() and PartySite.select().count() == 3
    assert countries() == {where: {"US"} for where in countries()}


def test_what_stands_without_a_country_goes_out_with_it_and_comes_in_the_same(
    house: House, tmp_path: Path, sqlite_database: object
) -> None:
    """As a version before this one wrote it; the same places are the same with and without."""
    first = out(house, tmp_path / "first")
    Location.update(country="").execute()
    assert out(house, tmp_path / "second") == first
    house.put("orders", ORDER.replace("\n1,", "\n3,").replace("\n2,", "\n4,"))
    kinds = {row.kind for row in OrderShipTo.select().where(OrderShipTo.street == "2 Elm")}
    assert kinds == {"PERMANENT"}, "a site of the customer, not a place of one order"
    assert countries()["ship-tos"] == {"US"}


def test_a_site_of_before_is_saved_unchanged_and_changed_into_the_sellers_country(house: House) -> None:
    Location.update(country="").execute()
    site = CustomerSite.get(CustomerSite.alias == "Third")
    form = sites.site_form(site.id).fields
    sites.change_site(house.who, site.id, form, form)
    assert sites.site_form(site.id).fields.country == ""
    sites.change_site(house.who, site.id, form, replace(form, street="5 Elm"))
    assert sites.site_form(site.id).fields.country == "US"
