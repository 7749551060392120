"""Customer maintenance: create, change, (de)activate; everything checked at once (F-10 … F-18, X-13)."""

import threading
from dataclasses import replace
from decimal import Decimal

import pytest

from custtui.domain.customer import PERSON, AddressFields, CustomerFields
from custtui.domain.errors import Confirm, Conflict, Refused
from custtui.domain.site_fields import SiteFields
from custtui.models.account import BillToAccount, Contact, ContactPoint, CustomerAccount, CustomerSite, SiteUse
from custtui.models.base import db
from custtui.models.operator import Counter
from custtui.models.order import RevisionState, SalesOrder
from custtui.models.party import AddressChange, Location, Party, PartySite
from custtui.services import lookup, orders
from custtui.services.check_chain import chain_faults, link_faults
from custtui.services.lookup.duplicates import TWIN
from custtui.services.people import contacts
from custtui.services.profile import customers
from custtui.services.sites.moved_address import site_history
from custtui.services.sites.open_orders import counts, open_orders_of
from custtui.services.sites.roles import give_role, make_site_primary
from custtui.services.sites.sites import create_site
from custtui.services.views import Customer
from tests.rows import an_order
from tests.services import house
from tests.services.house import BEN, DORA

MAIN = AddressFields("1 Main St\nFloor 2", "New York", "NY", "10001", "US")
DOCK = AddressFields("9 Dock Rd", "Newark", "NJ", "07102", "US")
JUICES = CustomerFields(
    name="Healthy Juices Inc.",
    alias="HJ Warehouse",
    contact="Robert Green",
    phone="(212) 555-0100",
    email="r.green@hj.example",
    alt_email="office@hj.example",
    tax_number="12-3456789",
    terms="NET30",
    payment_method="CHECK",
    credit_limit="10000",
    threshold="500",
    billing=MAIN,
    shipping=DOCK,
)


@pytest.fixture(autouse=True)
def seller(database: object) -> None:
    """A house with a seller, terms and methods."""
    house.seller()


def rows_of_all() -> list[int]:
    tables = (Party, Location, PartySite, CustomerAccount, CustomerSite, SiteUse, Contact, ContactPoint, Counter)
    return [table.select().count() for table in tables]


def refusal(fields: CustomerFields) -> list[tuple[str, str]]:
    before = rows_of_all()
    with pytest.raises(Refused) as refused:
        customers.create(DORA, fields)
    assert rows_of_all() == before
    return [(fault.field, fault.text) for fault in refused.value.faults]


def test_a_customer_is_created_without_an_order_and_shown_again() -> None:
    """F-10, F-14."""
    made = customers.create(DORA, JUICES)
    assert SalesOrder.select().count() == 0
    again = customers.customer(made.code)
    assert again == made
    assert (again.code, again.name, again.alias) == ("3897-1", "Healthy Juices Inc.", "HJ Warehouse")
    assert (again.phone, again.email, again.alt_email) == (
        "(212) 555-0100",
        "r.green@hj.example",
        "office@hj.example",
    )
    assert (again.terms, again.payment_method, again.currency, again.tax_number) == (
        *("NET30", "CHECK", "USD", "12-3456789"),
    )
    assert (again.credit_limit, again.threshold) == (Decimal(10000), Decimal(500))
    assert [(one.name, one.primary) for one in again.contacts] == [("Robert Green", True)]
    assert again.changed_by == "dora"
    assert lookup.find("2125550100", limit=5).hits[0].code == "3897-1"


def test_the_first_site_is_identifying_and_bills_the_shipping_address_ships() -> None:
    made = customers.create(DORA, JUICES)
    first, second = made.sites
    assert (first.identifying, first.uses) == (True, {"BILL_TO": True, "SHIP_TO": False})
    assert (first.address.street, first.address.city) == ("1 Main St\nFloor 2", "New York")
    assert (second.identifying, second.uses, second.alias) == (False, {"SHIP_TO": True}, "HJ Warehouse")
    alone = customers.create(DORA, replace(JUICES, shipping=AddressFields()), {TWIN})
    assert [(site.identifying, site.uses) for site in alone.sites] == [(True, {"BILL_TO": True, "SHIP_TO": True})]
    same = customers.create(DORA, replace(JUICES, shipping=MAIN), {TWIN})
    assert len(same.sites) == 1


def test_business_name_and_alias_are_required() -> None:
    """F-11: nothing is stored, each names its field."""
    assert refusal(replace(JUICES, name=" ", alias="")) == [
        ("name", "Business name is required"),
        ("alias", "Alias is required"),
    ]


def test_a_country_typed_alone_is_kept_or_refused_and_never_becomes_the_sellers() -> None:
    """X-19: nothing typed vanishes; the seller's own, which the form begins with, says nothing."""
    alone = replace(JUICES, billing=AddressFields(country="ZZ"), shipping=AddressFields(country="us"))
    assert refusal(alone) == [("billing.country", "Billing country: ZZ is not a country's code")]
    made = customers.create(DORA, replace(alone, billing=AddressFields(country="de")))
    assert [one.country for one in Location.select().order_by(Location.id)] == ["DE"]
    assert customers.editable(made.account_id)[1].billing == AddressFields(country="DE")


def test_all_faults_come_at_once_each_naming_its_field() -> None:
    fields = replace(
        JUICES,
        name="",
        email="nobody",
        phone="a\0b",
        terms="NEVER",
        payment_method="SHELLS",
        credit_limit="much",
        threshold="1.005",
        billing=replace(MAIN, country="XX"),
        line_of_business="4111 1111 1111 1111",
    )
    assert [name for name, _ in refusal(fields)] == [
        *("name", "credit_limit", "threshold", "phone", "email", "line_of_business", "terms", "payment_method"),
        "billing.country",
    ]


def test_what_looks_odd_is_a_warning_and_is_kept() -> None:
    odd = replace(JUICES, phone="030-0074321", tax_number="999", billing=replace(MAIN, postal_code="ABC"))
    names = [fault.field for fault in customers.oddities(odd)]
    assert names == ["phone", "tax_number", "billing.postal_code"]
    made = customers.create(DORA, odd)
    assert (made.phone, made.sites[0].address.postal_code) == ("030-0074321", "ABC")
    assert customers.oddities(replace(JUICES, phone="(212) 736-5000", tax_number="91-1144442")) == []


def test_codes_are_consecutive_and_an_aborted_creation_stores_nothing() -> None:
    """F-12, R-21: one that came with its code keeps it, and is not met by those made after it."""
    assert customers.create(DORA, JUICES).code == "3897-1"
    refusal(replace(JUICES, name=""))
    assert customers.create(DORA, JUICES, {TWIN}).code == "3897-2"
    house.customer("3897-3", "Came with its code")
    assert customers.create(BEN, JUICES, {TWIN}).code == "3897-4"


def test_two_clerks_creating_at_once_get_different_codes(database_url: str) -> None:
    codes, errors = list[str](), list[BaseException]()

    def clerk() -> None:
        try:
            for _ in range(4):
                codes.append(customers.create(DORA, JUICES, {TWIN}).code)
        except BaseException as error:
            errors.append(error)
        finally:
            db.close()

    threads = [threading.Thread(target=clerk) for _ in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert errors == []
    assert sorted(codes, key=lambda code: int(code[5:])) == [f"3897-{number}" for number in range(1, 13)]


def test_a_person_needs_no_company_name_but_a_name() -> None:
    """F-15, C-01: an organization does."""
    made = customers.create(DORA, CustomerFields(kind=PERSON, name="Rosa Diaz", alias="Rosa"))
    assert (made.kind, made.name) == ("PERSON", "Rosa Diaz")
    assert refusal(CustomerFields(kind=PERSON, alias="Rosa")) == [("name", "Full name is required")]
    assert refusal(CustomerFields(alias="Rosa")) == [("name", "Business name is required")]


def test_a_party_can_hold_several_accounts_with_terms_of_their_own() -> None:
    office = customers.create(DORA, replace(JUICES, account_name="Office supplies"))
    furniture = replace(JUICES, account_name="Furniture", terms="NET60", share_party=office.code)
    other = customers.create(DORA, furniture)
    assert Party.select().where(Party.kind == "ORGANIZATION").count() == 1
    assert [site.identifying for site in other.sites] == [False, False]
    version, fields = customers.editable(office.account_id)
    customers.update(DORA, office.account_id, version, replace(fields, name="Sour Juices Inc."))
    shown = [customers.customer(code) for code in (office.code, other.code)]
    assert [(one.name, one.terms, one.account_name) for one in shown] == [
        ("Sour Juices Inc.", "NET30", "Office supplies"),
        ("Sour Juices Inc.", "NET60", "Furniture"),
    ]
    assert {hit.code for hit in lookup.find("sour", limit=5).hits} == {office.code, other.code}


def test_new_customers_start_with_the_threshold_of_the_house() -> None:
    assert customers.create(DORA, replace(JUICES, threshold=None)).threshold is None
    house.control("new_customer_threshold", "250.00")
    assert customers.create(DORA, replace(JUICES, threshold=None), {TWIN}).threshold == Decimal(250)
    assert customers.create(DORA, replace(JUICES, threshold=""), {TWIN}).threshold is None
    assert customers.blank("zzyzx").threshold == "250.00"
    assert customers.blank("zzyzx").name == "zzyzx"


def edited(made: Customer, **changes: object) -> Customer:
    version, fields = customers.editable(made.account_id)
    return customers.update(BEN, made.account_id, version, replace(fields, **changes))


def test_an_edit_changes_what_was_changed_and_never_the_code() -> None:
    made = customers.create(DORA, JUICES)
    after = edited(made, name="Sour Juices Inc.", phone="212 555 0199", alt_email="", terms="NET60", credit_limit="")
    assert (after.code, after.name, after.phone, after.alt_email) == (
        "3897-1",
        "Sour Juices Inc.",
        "212 555 0199",
        "",
    )
    assert (after.terms, after.credit_limit, after.changed_by) == ("NET60", None, "ben")
    assert after.version == made.version + 1
    assert (after.sites, after.contacts) == (made.sites, made.contacts)
    assert [hit.code for hit in lookup.find("sour", limit=5).hits] == ["3897-1"]
    assert lookup.find("2125550100", limit=5).near


def test_changing_the_phone_changes_one_row() -> None:
    made = customers.create(DORA, JUICES)
    before = rows_of_all()
    edited(made, phone="212 555 0199")
    assert rows_of_all() == before
    assert ContactPoint.get(ContactPoint.kind == "PHONE").normal == "2125550199"


def test_an_edit_that_is_given_up_or_refused_leaves_every_column() -> None:
    """F-13."""
    made = customers.create(DORA, JUICES)
    with pytest.raises(Refused):
        edited(made, alias="", name="X")
    assert customers.customer(made.code) == made
    assert edited(made) == made


def test_another_contact_becomes_primary_and_the_first_remains() -> None:
    made = customers.create(DORA, JUICES)
    after = edited(made, contact="Ann Lee")
    assert [(one.name, one.primary) for one in after.contacts] == [("Ann Lee", True), ("Robert Green", False)]
    back = edited(after, contact="Robert Green")
    assert [(one.name, one.primary) for one in back.contacts] == [("Robert Green", True), ("Ann Lee", False)]
    assert Party.select().where(Party.kind == "PERSON").count() == 2


def test_a_person_who_was_a_contact_once_is_no_second_person() -> None:
    made = customers.create(DORA, JUICES)
    edited(made, contact="Ann Lee")
    lee = next(one for one in contacts.contacts(made.account_id) if one.name == "Ann Lee")
    contacts.set_contact_active(DORA, lee.contact_id, lee.version, False)
    again = edited(customers.customer(made.account_id), contact="Ann Lee")
    assert [(one.name, one.primary) for one in again.contacts] == [("Ann Lee", True), ("Robert Green", False)]
    assert Party.select().where(Party.name == "Ann Lee").count() == 1


def test_an_address_change_keeps_what_was() -> None:
    made = customers.create(DORA, JUICES)
    after = edited(made, shipping=replace(DOCK, street="10 Dock Rd"))
    assert [site.address.street for site in after.sites] == ["1 Main St\nFloor 2", "10 Dock Rd"]
    change = AddressChange.get()
    assert (change.street, change.city, change.made_by) == ("9 Dock Rd", "Newark", "ben")
    assert lookup.find("10 dock", limit=5).single is not None
    (old,) = site_history(made.sites[1].site_id)
    assert (old.address.one_line, old.by) == ("9 Dock Rd, Newark NJ 07102", "ben")
    assert old.until.tzinfo is not None
    assert list(chain_faults()) == list(link_faults()) == []


def test_open_orders_that_keep_an_address_are_counted() -> None:
    made = customers.create(DORA, JUICES)
    billed, shipped = made.sites
    revision = an_order(CustomerAccount.get(), bill_to_site=billed.site_id)
    both = open_orders_of([billed.site_id, shipped.site_id])
    assert [counts(both[site.site_id], site.address)[0] for site in (billed, shipped)] == [1, 0]
    RevisionState.update(status="finished").where(RevisionState.revision == revision.id).execute()
    assert not open_orders_of([billed.site_id])[billed.site_id]


def test_a_shipping_address_can_come_later_and_go_again() -> None:
    made = customers.create(DORA, replace(JUICES, shipping=AddressFields()))
    after = edited(made, shipping=DOCK, alias="The dock")
    assert [site.uses for site in after.sites] == [{"BILL_TO": True, "SHIP_TO": False}, {"SHIP_TO": True}]
    assert after.alias == "The dock"
    back = edited(after, shipping=AddressFields(), alias="Front door")
    assert [site.uses for site in back.sites] == [{"BILL_TO": True, "SHIP_TO": True}, {"SHIP_TO": False}]
    assert back.alias == "Front door"


def test_a_shared_address_is_changed_for_all_only_when_confirmed() -> None:
    made = customers.create(DORA, JUICES)
    other = house.account(Party.get(Party.name == JUICES.name).id, "TWIN")
    shared = PartySite.get(PartySite.identifying)
    CustomerSite.create(account=other, party_site=shared, alias="Twin")
    version, fields = customers.editable(made.account_id)
    moved = replace(fields, billing=replace(MAIN, street="2 Main St"))
    with pytest.raises(Confirm) as question:
        customers.update(DORA, made.account_id, version, moved)
    assert "TWIN" in question.value.text
    assert customers.customer(made.code) == made
    customers.update(DORA, made.account_id, version, moved, {question.value.code})
    assert customers.customer("TWIN").sites[0].address.street == "2 Main St"
    assert {hit.code for hit in lookup.find("2 main", limit=5).hits} == {made.code, "TWIN"}


def test_of_two_clerks_the_second_sees_both_values_and_loses_nothing() -> None:
    made = customers.create(DORA, JUICES)
    version, mine = customers.editable(made.account_id)
    customers.update(BEN, made.account_id, version, replace(mine, phone="212 555 0111"))
    with pytest.raises(Conflict) as conflict:
        customers.update(DORA, made.account_id, version, replace(mine, phone="212 555 0222", terms="NET60"))
    faults = {fault.field: fault.text for fault in conflict.value.faults}
    assert set(faults) == {"", "phone", "terms"}
    assert "ben" in faults[""]
    assert "212 555 0222" in faults["phone"]
    assert "212 555 0111" in faults["phone"]
    assert customers.customer(made.code).phone == "212 555 0111"


def test_the_commercial_flag_makes_exactly_one_bill_to_and_clearing_keeps_it() -> None:
    """F-18, R-07."""
    made = customers.create(DORA, JUICES)
    assert BillToAccount.select().count() == 0
    for commercial in (True, False, True, True):
        made = edited(made, commercial=commercial)
        assert made.commercial == commercial
        assert [row.account_id for row in BillToAccount.select()] == [made.account_id]
    customers.create(DORA, replace(JUICES, commercial=True), {TWIN})
    assert BillToAccount.select().count() == 2


def test_the_simple_view_is_the_account_with_its_primary_bill_to_and_ship_to() -> None:
    """C-17, C-19: nine fields of many; which of several sites they stand for follows the primary marks."""
    made = customers.create(DORA, JUICES)
    stored = replace(JUICES, currency="USD", credit_limit="10000.00", threshold="500.00")
    shop = AddressFields("4 Elm St", "Trenton", "NJ", "08608", "US")
    parts = {name: getattr(shop, name) for name in shop.__slots__}
    one = create_site(DORA, made.account_id, SiteFields("Shop", "", **parts))
    assert customers.editable(made.account_id)[1] == stored
    for purpose in ("BILL_TO", "SHIP_TO"):
        give_role(DORA, one.site_id, purpose)
        make_site_primary(DORA, one.site_id, purpose)
    simple = customers.editable(made.account_id)[1]
    assert simple == replace(stored, alias="Shop", billing=shop, shipping=AddressFields())


def test_an_inactive_customer_is_hidden_keeps_everything_and_comes_back() -> None:
    """F-17, R-15, R-20, C-20: its open order stays in force, listed and counted; who and when is kept."""
    made = customers.create(DORA, JUICES)
    order = an_order(CustomerAccount.get())
    before = rows_of_all()
    off = customers.set_active(BEN, made.account_id, False)
    assert (off.open_orders, [row.number for row in orders.orders_of(made.account_id)]) == (1, [order.order.number])
    assert RevisionState.get(RevisionState.revision == order.id).status == "accepted"
    assert orders.open_lines(made.account_id)
    assert CustomerAccount.get().active_at is not None
    assert not off.active
    assert rows_of_all() == before
    assert CustomerAccount.get().active_by == "ben"
    assert lookup.find("juices", limit=5).only_inactive
    assert Party.get(Party.kind == "PERSON").active
    assert customers.set_active(DORA, made.account_id, True).active
    assert not lookup.find("juices", limit=5).only_inactive


def test_an_unknown_customer_is_refused() -> None:
    for unknown in ("3897-99", 99):
        with pytest.raises(Refused, match="There is no customer"):
            customers.customer(unknown)
    with pytest.raises(Refused):
        customers.set_active(DORA, 99, False)
