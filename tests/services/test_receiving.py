"""Where an order goes (R-08, R-09, R-16, R-43, F-36, F-37, X-04)."""

from dataclasses import replace

import pytest

from custtui.domain.errors import Refused
from custtui.domain.records.typed_address import AddressText
from custtui.models.account import CustomerSite, SiteUse
from custtui.models.order import OrderShipTo
from custtui.models.party import Location, PartySite
from custtui.services import lookup
from custtui.services import order_entry as desk
from tests.services import house
from tests.services.house import ANN
from tests.services.keying import keyed

HOTEL = {"street": "1 Beach Rd", "city": "Miami", "state": "FL", "postal_code": "33101", "country": "US"}


def labels(draft) -> list[str]:
    return [choice.label for choice in desk.ship_tos(draft.id)]


def test_a_one_time_address_stays_on_its_order(database) -> None:
    made = house.stand()
    first = keyed(made.a1, "ITEM1")
    view = desk.new_address(ANN, first.id, "SHIP_TO", AddressText(name="Hotel X", attention="Ann Lee", **HOTEL))
    assert view.ship_to and (view.ship_to.kind, view.ship_to.name) == ("ONE_TIME", "Hotel X")
    assert "Hotel X" in labels(first)
    second = keyed(made.a1, "ITEM1")
    assert "Hotel X" not in labels(second)
    with pytest.raises(Refused, match="not on this order"):
        desk.choose_ship_to(ANN, second.id, f"address:{view.ship_to.address_id}")
    sites = CustomerSite.select().count()
    desk.place(ANN, first.id)
    assert "Hotel X" not in labels(second) and CustomerSite.select().count() == sites
    snapshot = OrderShipTo.get()
    assert (snapshot.kind, snapshot.name, snapshot.attention, snapshot.site_id) == (
        "ONE_TIME",
        "Hotel X",
        "Ann Lee",
        None,
    )


def test_a_permanent_ship_to_made_on_the_way_is_there_for_the_next_order(database) -> None:
    made = house.stand()
    before = [table.select().count() for table in (Location, PartySite, CustomerSite, SiteUse)]
    draft = keyed(made.a1, "ITEM1")
    view = desk.new_address(
        ANN, draft.id, "SHIP_TO", AddressText(name="Beach bar", alias="Beach", keep=True, **HOTEL)
    )
    assert view.ship_to and view.ship_to.kind == "PERMANENT"
    assert [table.select().count() for table in (Location, PartySite, CustomerSite, SiteUse)] == before
    desk.place(ANN, draft.id)
    assert "Beach" in labels(keyed(made.a1, "ITEM1"))
    assert [hit.code for hit in lookup.find("beach", limit=5).hits] == ["3897-5"]
    site = CustomerSite.get(CustomerSite.alias == "Beach")
    assert OrderShipTo.get().site_id == site.id
    use = SiteUse.get(SiteUse.site == site)
    assert use.purpose == "SHIP_TO" and not use.is_primary  # the warehouse stays the primary one


def test_a_one_time_address_is_promoted_by_one_key(database) -> None:
    made = house.stand()
    draft = keyed(made.a1, "ITEM1")
    view = desk.new_address(ANN, draft.id, "SHIP_TO", AddressText(name="Hotel X", **HOTEL))
    assert view.ship_to
    kept = desk.promote(ANN, draft.id, view.ship_to.address_id or 0)
    assert kept.ship_to and kept.ship_to.kind == "PERMANENT"
    desk.place(ANN, draft.id)
    assert "Hotel X" in labels(keyed(made.a1, "ITEM1"))


def test_an_address_typed_but_not_used_leaves_nothing_behind(database) -> None:
    made = house.stand()
    draft = keyed(made.a1, "ITEM1")
    desk.new_address(ANN, draft.id, "SHIP_TO", AddressText(name="Beach bar", keep=True, **HOTEL))
    desk.choose_ship_to(ANN, draft.id, f"site:{made.s2}")
    sites = CustomerSite.select().count()
    desk.place(ANN, draft.id)
    assert CustomerSite.select().count() == sites


def test_an_address_needs_street_city_and_country_all_told_at_once(database) -> None:
    draft = keyed(house.stand().a1, "ITEM1")
    with pytest.raises(Refused) as refused:
        desk.new_address(ANN, draft.id, "SHIP_TO", AddressText(name="x\x1b[2J"))
    assert [fault.field for fault in refused.value.faults] == ["name", "street", "city", "country"]
    with pytest.raises(Refused, match="NARNIA is not a country's code"):
        desk.new_address(ANN, draft.id, "SHIP_TO", AddressText(street="x", city="y", country="Narnia"))


def test_what_the_address_library_finds_odd_is_told_and_kept(database) -> None:
    draft = keyed(house.stand().a1, "ITEM1")
    odd = AddressText(name="Hotel X", **{**HOTEL, "postal_code": "1"})
    view = desk.new_address(ANN, draft.id, "SHIP_TO", odd)
    assert any(note.startswith("address:") for note in view.notes)
    assert desk.place(ANN, draft.id).accepted


def test_goods_go_to_a_related_account_only_with_the_ship_to_flag(database) -> None:
    made = house.stand()
    child = house.customer("3897-60", "HJ Retail")
    relation = house.related(made.a1, child, bill_to=True)
    draft = keyed(child, "ITEM1")
    with pytest.raises(Refused, match="may not receive"):
        desk.choose_ship_to(ANN, draft.id, f"site:{made.s2}")
    relation.ship_to = True
    relation.save()
    assert "3897-5 HJ Warehouse" in labels(draft)
    view = desk.choose_ship_to(ANN, draft.id, f"site:{made.s2}")
    assert view.ship_to and view.ship_to.code == "3897-5"
    relation.active = False
    relation.save()
    with pytest.raises(Refused, match="may not receive"):
        desk.place(ANN, draft.id)


def test_all_lines_and_the_lines_from_here_on_take_a_ship_to(database) -> None:
    made = house.stand()
    store = house.site(made.a1, "Store", "SHIP_TO")
    draft = keyed(made.a1, "ITEM1", "ITEM2", "ITEM3")
    desk.choose_ship_to(ANN, draft.id, f"site:{store}", scope="line", position=10)
    view = desk.choose_ship_to(ANN, draft.id, "same")
    assert [line.ship_to and line.ship_to.alias for line in view.lines] == ["Store", None, None]
    view = desk.choose_ship_to(ANN, draft.id, f"site:{store}", scope="all")
    assert view.ship_to and view.ship_to.alias == "Store" and not any(line.ship_to for line in view.lines)
    address = AddressText(name="Hotel X", **HOTEL)
    view = desk.new_address(ANN, draft.id, "SHIP_TO", address, scope="from", position=20)
    assert [line.ship_to and line.ship_to.name for line in view.lines] == [None, "Hotel X", "Hotel X"]


def test_the_contact_of_the_site_else_of_the_account_is_named(database) -> None:
    made = house.stand()
    assert keyed(made.a1, "ITEM1").ship_to.attention == "Robert Green"
    house.contact(made.a1, "Ann Heath", site_id=made.s2)
    assert keyed(made.a1, "ITEM1").ship_to.attention == "Ann Heath"


def test_the_sold_to_itself_is_offered_once(database) -> None:
    made = house.stand()
    only = house.customer("3897-41", "Heath & Sons")
    assert labels(keyed(made.a1)) == ["same: Healthy Juices Inc.", "HJ Warehouse"]
    draft = keyed(only)
    assert [(one.label, one.marked) for one in desk.ship_tos(draft.id)] == [("same: Heath & Sons", True)]
    assert draft.ship_to and draft.ship_to.kind == "SAME"


def test_a_kept_address_is_not_called_as_another_site(database) -> None:
    """F-34: an alias that another site has is refused; where none is typed a name is found that is free."""
    made = house.stand()
    draft = keyed(made.a1, "ITEM1")
    taken = AddressText(name="Hotel X", alias="hj warehouse", **HOTEL)
    with pytest.raises(Refused, match=r"^Alias: HJ Warehouse is the site at .* already"):
        desk.new_address(ANN, draft.id, "SHIP_TO", replace(taken, keep=True))
    once = desk.new_address(ANN, draft.id, "SHIP_TO", taken).ship_to
    assert once and once.kind == "ONE_TIME"
    with pytest.raises(Refused, match=r"^Alias: HJ Warehouse"):
        desk.promote(ANN, draft.id, once.address_id or 0)
    for street in ("1 Beach Rd", "2 Beach Rd", "2 Beach Rd"):
        draft = keyed(made.a1, "ITEM1")
        desk.new_address(ANN, draft.id, "SHIP_TO", AddressText(**{**HOTEL, "street": street}, keep=True))
        desk.place(ANN, draft.id)
    new = [one.alias for one in CustomerSite.select().order_by(CustomerSite.id.desc()).limit(3)]
    assert new == ["Miami, 2 Beach Rd 2", "Miami, 2 Beach Rd", "Miami"]
    draft = keyed(made.a1, "ITEM1")
    desk.new_address(ANN, draft.id, "SHIP_TO", AddressText(alias="Yard", keep=True, **HOTEL))
    CustomerSite.update(alias="Yard").where(CustomerSite.alias == "Miami").execute()  # meanwhile, at another counter
    with pytest.raises(Refused, match=r"^Alias: Yard is the site at"):
        desk.place(ANN, draft.id)
