"""Postal codes that a release before stored in small letters stand in their country's form once it is migrated."""

import pytest

from custtui.domain.address import Address
from custtui.domain.records.typed_address import AddressText
from custtui.models.account import CustomerAccount, CustomerSite, SiteUse
from custtui.models.base import db
from custtui.models.draft import DraftAddress
from custtui.models.migrate import HISTORY, SCRIPTS, migrate
from custtui.models.operator import Seller
from custtui.models.order import OrderShipTo
from custtui.models.party import Location
from custtui.models.search import engine as search
from custtui.services import lookup
from custtui.services import order_entry as desk
from custtui.services.check import check
from custtui.services.sites.address_roles import address_roles
from tests.rows import trigger_faults
from tests.services import house
from tests.services.house import ANN, House
from tests.services.keying import keyed, ordered

pytestmark = pytest.mark.usefixtures("one_step_back")

SMALL = "k1a 0b1"
HOTEL = AddressText(name="Hotel X", street="9 Bay Rd", city="Ottawa", postal_code="K1A0B1", country="CA")


@pytest.fixture
def before(database) -> House:
    """A database of the release before: an order placed, a draft and sites in small letters."""
    made = house.stand()
    place = {"city": "Ottawa", "postal_code": SMALL, "state": "ON", "country": "CA"}
    house.site(made.a1, "Ottawa", "SHIP_TO", **place)
    house.site(made.a1, "No blank", "SHIP_TO", **{**place, "postal_code": "K2B7C3"})
    house.site(made.a1, "No country", "SHIP_TO", **{**place, "country": ""})
    house.site(made.a1, "No code", "SHIP_TO", **{**place, "postal_code": "near the church"})
    Location.update(postal_code=SMALL, country="CA").where(Location.street == "9 Dock Rd").execute()
    search.index_accounts([made.a1])
    ordered(made.a1, "ITEM1")
    desk.new_address(ANN, keyed(made.a1, "ITEM1").id, "SHIP_TO", HOTEL)
    DraftAddress.update(postal_code="k1a0b1").execute()
    Seller.update(country="CA", postal_code=SMALL).execute()
    assert list(check()) == []
    script = next(SCRIPTS.glob("*_postal_codes.py")).stem
    db.execute_sql(f"DELETE FROM {HISTORY} WHERE name = '{script}'")
    return made


def codes(made: House) -> dict[str, str]:
    return {row.alias: row.address.postal_code for row in address_roles(made.a1).sites}


def test_small_letters_become_their_countrys_form(before: House) -> None:
    """Blank is the seller's country; what is no postal code stays."""
    assert migrate(db.obj)
    assert codes(before) == {
        "New York office": "10001",
        "HJ Warehouse": "K1A 0B1",
        "Ottawa": "K1A 0B1",
        "No blank": "K2B 7C3",
        "No country": "K1A 0B1",
        "No code": "near the church",
    }
    assert (Seller.get().postal_code, DraftAddress.get().postal_code) == ("K1A 0B1", "K1A 0B1")


def test_the_lookup_follows_and_check_is_silent(before: House) -> None:
    migrate(db.obj)
    assert list(check()) == trigger_faults() == []
    for text in ("k1a 0b1", "K2B 7C3", "k2b7c3", "7c3"):
        (hit,) = lookup.find(text, limit=5).hits
        assert hit.reason in ("postal code K1A 0B1", "postal code K2B 7C3")
    CustomerAccount.update(active=False).execute()
    search.index_accounts([before.a1])
    SiteUse.delete().where(SiteUse.site == CustomerSite.get(CustomerSite.alias == "No blank")).execute()
    CustomerSite.delete().where(CustomerSite.alias == "No blank").execute()
    search.index_accounts([before.a1])
    assert lookup.find("K2B 7C3", limit=5, inactive=True).count == 0


def test_an_order_keeps_what_it_was_placed_with_and_none_is_said_to_keep_an_older_address(before: House) -> None:
    """X-05, R-40."""
    migrate(db.obj)
    assert OrderShipTo.get().postal_code == SMALL
    row = next(row for row in address_roles(before.a1).sites if row.alias == "HJ Warehouse")
    assert (row.orders, row.older) == (1, 0)
    Location.update(street="10 Dock Rd").where(Location.street == "9 Dock Rd").execute()
    row = next(row for row in address_roles(before.a1).sites if row.alias == "HJ Warehouse")
    assert (row.orders, row.older) == (1, 1)


def test_without_a_country_it_is_the_sellers(database) -> None:
    """In its form and its country; a code that is none of it stays as it was written."""
    from custtui.exchange.kinds.places import address_of

    house.seller()
    Seller.update(country="CA").execute()
    typed = {"street": "1 Elm St", "city": "Ottawa", "state": "Ontario", "postal_code": SMALL}
    assert address_of(typed) == Address("1 Elm St", "Ottawa", "ON", "K1A 0B1", "CA")
    assert address_of({"postal_code": "near it"}) == Address(postal_code="near it", country="CA")
