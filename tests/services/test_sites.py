"""Sites: new ones, other addresses, their history, who shares them (F-26, F-34 … F-36, F-45, R-10, R-40, C-19)."""

import pytest

from custtui.domain.errors import Confirm, Conflict, Refused
from custtui.domain.records.typed_address import AddressText
from custtui.domain.site_fields import SiteFields
from custtui.models.account import ContactPoint, CustomerAccount, CustomerSite
from custtui.models.order import OrderRevision, OrderShipTo, RevisionState
from custtui.models.party import AddressChange, Location, PartySite
from custtui.services import lookup
from custtui.services import order_entry as desk
from custtui.services.profile import customers
from custtui.services.sites import sites
from custtui.services.sites.address_roles import address_roles
from custtui.services.sites.roles import give_role
from tests.services import house
from tests.services.house import ANN, BEN, House
from tests.services.keying import keyed, ordered

STORE = SiteFields(
    "Old store", "Ann Lee", street="4 Elm St\nFloor 2", city="Trenton", state="NJ", postal_code="08608", country="US"
)
DOCK = SiteFields(
    "HJ Warehouse", "", street="9 Dock Rd", city="Newark", state="NJ", postal_code="07102", country="US"
)
QUAY = SiteFields(
    "HJ Warehouse", "", street="7 Quay St", city="Newark", state="NJ", postal_code="07105", country="US"
)


@pytest.fixture
def stand(database) -> House:
    """The examples of the rules."""
    return house.stand()


def rows() -> list[int]:
    return [table.select().count() for table in (CustomerSite, PartySite, Location, AddressChange)]


def faults(fields: SiteFields, account: int) -> dict[str, str]:
    """What is refused, by field; nothing is stored."""
    before = rows()
    with pytest.raises(Refused) as refused:
        sites.create_site(ANN, account, fields)
    assert rows() == before
    return {fault.field: fault.text for fault in refused.value.faults}


def test_a_new_site_is_shown_printed_and_found(stand: House) -> None:
    """F-30, F-36."""
    shown = sites.create_site(ANN, stand.a1, STORE)
    one = next(row for row in shown.sites if row.site_id == shown.site_id)
    assert (one.alias, one.attention, one.address) == ("Old store", "Ann Lee", STORE.address)
    assert one.printed == ("4 Elm St", "Floor 2", "Trenton, NJ 08608")
    assert (one.uses, one.identifying, one.changed_by) == ({}, False, "ann")
    assert lookup.find("trenton", limit=3).hits[0].code == "3897-5"
    give_role(ANN, one.site_id, "SHIP_TO")
    assert f"site:{one.site_id}" in [choice.key for choice in desk.ship_tos(keyed(stand.a1, "ITEM1").id, "")]


def test_an_address_is_printed_as_its_country_prints_it(stand: House) -> None:
    berlin = SiteFields("Lager", "", street="Hauptstr. 5", city="Berlin", state="", postal_code="10115", country="de")
    shown = sites.create_site(ANN, stand.a1, berlin)
    assert shown.sites[-1].printed == ("Hauptstr. 5", "10115 Berlin")


def test_the_first_site_is_identifying_bills_and_is_shipped_to(stand: House) -> None:
    """C-19."""
    fresh = house.account(house.party("New Corp"), "3897-70")
    (first,) = sites.create_site(ANN, fresh, STORE).sites
    assert (first.identifying, first.uses) == (True, {"BILL_TO": True, "SHIP_TO": True})
    second = sites.create_site(ANN, fresh, DOCK).sites[1]
    assert (second.identifying, second.uses) == (False, {})


def test_all_faults_of_a_site_come_at_once_each_at_its_field(stand: House) -> None:
    """F-11 for sites, S-5, X-14."""
    bad = SiteFields("", "4111 1111 1111 1111", street=" ", city="x" * 81, state="", postal_code="", country="XX")
    assert faults(bad, stand.a1) == {
        "alias": "Alias is required",
        "attention": "Attention: a card number is never stored",
        "street": "Street is required",
        "city": "City: 81 characters, at most 80 are saved",
        "country": "Country: XX is not a country's code",
    }
    assert "control character" in faults(SiteFields("a\x00", "", street="1 Elm St", city="Troy"), stand.a1)["alias"]


def test_two_sites_have_two_aliases(stand: House) -> None:
    """F-34: a clash is refused, naming the other one."""
    clash = SiteFields("hj warehouse", "", street="4 Elm St", city="Trenton", state="NJ", postal_code="08608")
    assert faults(clash, stand.a1) == {
        "alias": "Alias: HJ Warehouse is the site at 9 Dock Rd, Newark NJ 07102 already"
    }
    assert sites.create_site(ANN, stand.hq, clash)  # of another customer it is no clash


def test_what_a_country_finds_odd_is_a_warning_and_kept(stand: House) -> None:
    odd = SiteFields("Odd", "", street="4 Elm St", city="Trenton", state="NJ", postal_code="ABC", country="US")
    assert [fault.field for fault in sites.oddities(odd)] == ["postal_code"]
    assert sites.faults(odd) == ()
    assert sites.create_site(ANN, stand.a1, odd).sites[-1].address.postal_code == "ABC"


def test_a_second_site_at_one_address_is_asked_for(stand: House) -> None:
    twin = SiteFields(
        "Dock office", "", street="9 Dock Rd", city="Newark", state="NJ", postal_code="07102", country="US"
    )
    before = rows()
    with pytest.raises(Confirm, match="HJ Warehouse is at this address already"):
        sites.create_site(ANN, stand.a1, twin)
    assert rows() == before
    shown = sites.create_site(ANN, stand.a1, twin, confirmed=[sites.SAME_ADDRESS])
    assert [row.alias for row in shown.sites] == ["New York office", "HJ Warehouse", "Dock office"]


def test_the_old_address_stays_with_who_and_when(stand: House) -> None:
    """F-26."""
    shown = sites.change_site(BEN, stand.s2, DOCK, QUAY)
    assert shown.told == "HJ Warehouse: address changed"
    form = sites.site_form(stand.s2)
    assert form.fields == QUAY
    (was,) = form.history
    assert (was.address, was.by) == (DOCK.address, "ben")
    assert was.until == AddressChange.get().made_at
    row = next(row for row in shown.sites if row.site_id == stand.s2)
    assert (row.changes, row.changed_by) == (1, "ben")
    assert Location.get(Location.street == "7 Quay St").changed_by == "ben"


def test_another_alias_alone_is_no_change_of_address(stand: House) -> None:
    """F-26, F-34."""
    renamed = SiteFields("Dock 9", "Ann Lee", **DOCK.address.columns())
    assert sites.change_site(ANN, stand.s2, DOCK, renamed).told == "Dock 9 saved"
    assert AddressChange.select().count() == 0
    assert customers.customer(stand.a1).alias == "Dock 9"


def test_open_orders_keep_the_old_address_and_the_clerk_is_told_how_many(stand: House) -> None:
    """R-40, X-05, R-10."""
    ordered(stand.a1, "ITEM1")
    ordered(stand.a1, "ITEM2")
    before = [row.street for row in OrderShipTo.select()]
    shown = sites.change_site(ANN, stand.s2, DOCK, QUAY)
    assert shown.told == "HJ Warehouse: address changed; 2 open orders keep the old address"
    assert [row.street for row in OrderShipTo.select()] == before == ["9 Dock Rd"] * 2
    ordered(stand.a1, "ITEM3")
    row = next(row for row in address_roles(stand.a1).sites if row.site_id == stand.s2)
    assert (row.orders, row.older) == (3, 2)


@pytest.mark.parametrize("status", ["finished", "cancelled"])
def test_an_order_that_is_over_is_none_that_keeps_the_old_address(stand: House, status: str) -> None:
    """R-40: what is told are the open ones."""
    ordered(stand.a1, "ITEM1")
    ordered(stand.a1, "ITEM2")
    RevisionState.update(status=status).where(RevisionState.revision == OrderRevision.select().first().id).execute()
    shown = sites.change_site(ANN, stand.s2, DOCK, QUAY)
    assert shown.told == "HJ Warehouse: address changed; 1 open order keeps the old address"


def test_an_order_billed_to_the_old_address_counts_too(stand: House) -> None:
    """R-40."""
    ordered(stand.a1, "ITEM1")
    office = sites.site_form(stand.s1).fields
    moved = SiteFields(
        office.alias, "", street="2 Main St", city="New York", state="NY", postal_code="10001", country="US"
    )
    assert "1 open order keeps the old address" in sites.change_site(ANN, stand.s1, office, moved).told
    assert OrderRevision.get().bill_to_street == "1 Main St"


def shared(made: House) -> int:
    """A second account of the party, at the same warehouse."""
    second = house.account(CustomerAccount.get_by_id(made.a1).party_id, "3897-60", name="Furniture")
    sites.create_site(ANN, second, DOCK)
    return second


def test_an_address_used_by_two_accounts_is_changed_for_both_once_confirmed(stand: House) -> None:
    """F-45, R-10: one location row, asked for, both accounts and the lookup follow."""
    second = shared(stand)
    assert Location.select().where(Location.street == "9 Dock Rd").count() == 1
    assert [row.shared for row in address_roles(stand.a1).sites] == [(), ("3897-60",)]
    with pytest.raises(Confirm, match="Also the address of 3897-60: change it for all of them") as asked:
        sites.change_site(ANN, stand.s2, DOCK, QUAY)
    assert address_roles(second).sites[0].address == DOCK.address
    version = CustomerAccount.get_by_id(second).version
    shown = sites.change_site(ANN, stand.s2, DOCK, QUAY, [asked.value.code])
    assert shown.told == "HJ Warehouse: address changed; for 3897-60 too"
    assert address_roles(second).sites[0].address == QUAY.address
    assert CustomerAccount.get_by_id(second).version > version
    assert {hit.code for hit in lookup.find("quay", limit=5).hits} == {"3897-5", "3897-60"}


def test_two_clerks_at_one_site_see_both_values(stand: House) -> None:
    """X-13."""
    sites.change_site(BEN, stand.s2, DOCK, QUAY)
    mine = SiteFields(
        "Warehouse", "", street="9 Dock Road", city="Newark", state="NJ", postal_code="07102", country="US"
    )
    with pytest.raises(Conflict) as conflict:
        sites.change_site(ANN, stand.s2, DOCK, mine)
    assert [(fault.field, fault.text) for fault in conflict.value.faults] == [
        ("", "ben changed this site meanwhile"),
        ("street", 'Street: yours "9 Dock Road", ben made it "7 Quay St"'),
        ("postal_code", 'Postal code: yours "07102", ben made it "07105"'),
    ]
    assert sites.site_form(stand.s2).fields == QUAY


def test_a_form_of_the_profile_open_meanwhile_is_told_of_the_other_address(stand: House) -> None:
    """X-13: the profile shows primary addresses; without this the old one would be written over the new."""
    version, seen = customers.editable(stand.a1)
    sites.change_site(BEN, stand.s2, DOCK, QUAY)
    with pytest.raises(Conflict):
        customers.update(ANN, stand.a1, version, seen)


def test_an_order_to_the_customers_own_address_adds_none(stand: House) -> None:
    """F-35, R-08, C-18."""
    before = rows()
    draft = keyed(stand.a1, "ITEM1")
    desk.choose_ship_to(ANN, draft.id, "same")
    desk.place(ANN, draft.id)
    assert rows() == before


def test_a_ship_to_kept_in_order_entry_stands_on_the_matrix(stand: House) -> None:
    """F-36."""
    draft = keyed(stand.a1, "ITEM1")
    depot = AddressText(name="Depot", alias="Bay depot", street="9 Bay Rd", city="Reno", state="NV", country="US")
    desk.new_address(ANN, draft.id, "SHIP_TO", AddressText(**{**as_dict(depot), "keep": True}))
    desk.place(ANN, draft.id)
    made = address_roles(stand.a1).sites[-1]
    assert (made.alias, made.uses) == ("Bay depot", {"SHIP_TO": False})
    assert f"site:{made.site_id}" in [one.key for one in desk.ship_tos(keyed(stand.a1, "ITEM1").id, "")]


def as_dict(text: AddressText) -> dict[str, object]:
    return {name: getattr(text, name) for name in text.__slots__}


def test_a_phone_changes_in_one_row_and_orders_keep_what_they_had(stand: House) -> None:
    """R-10."""
    from dataclasses import replace

    version, form = customers.editable(stand.a1)
    customers.update(ANN, stand.a1, version, replace(form, phone="(212) 555-0100"))
    ordered(stand.a1, "ITEM1")
    name = OrderRevision.get().sold_to_name
    version, form = customers.editable(stand.a1)
    count = ContactPoint.select().count()
    customers.update(ANN, stand.a1, version, replace(form, phone="(212) 555-0199", name="Healthier Juices Inc."))
    assert ContactPoint.select().count() == count
    assert OrderRevision.get().sold_to_name == name == "Healthy Juices Inc."


def test_unknown_sites_and_customers_are_refused(stand: House) -> None:
    for service in (lambda: sites.site_form(99_999), lambda: sites.change_site(ANN, 99_999, DOCK, QUAY)):
        with pytest.raises(Refused, match="There is no such site"):
            service()
    with pytest.raises(Refused, match="There is no such customer"):
        sites.create_site(ANN, 99_999, STORE)
