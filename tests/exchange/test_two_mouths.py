"""One reading, two mouths: what the profile takes of a customer a file takes, of the same value, and nothing else."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from custtui.domain.address import Address
from custtui.domain.contact import checked_contact, contact_oddities
from custtui.domain.customer import CheckedCustomer, checked, of_nobody, warnings
from custtui.domain.errors import Refused
from custtui.domain.numbers import Unreadable
from custtui.domain.records.account import ACCOUNT, AccountTexts
from custtui.domain.records.contact import ContactFields
from custtui.domain.records.contract import ContractFields, ContractLineFields
from custtui.domain.records.credit import CreditFields
from custtui.domain.records.customer import CustomerFields
from custtui.domain.records.exemption import ExemptionFields
from custtui.domain.records.fact import Fact, Sort, fields_of
from custtui.domain.records.note import ActionFields, NoteFields
from custtui.domain.records.place import PLACE, AddressFields
from custtui.domain.records.price import PriceFields
from custtui.domain.records.product import ProductFields
from custtui.domain.records.reach import Points
from custtui.domain.records.reading import FORGIVEN, Ways, read_amount, read_value
from custtui.domain.records.site import SiteFields
from custtui.domain.relations import ORGANIZATION, PERSON
from custtui.domain.site_fields import FIELDS as SITE
from custtui.domain.site_fields import checked_site
from custtui.domain.text import is_blank
from custtui.domain.who import Who
from custtui.exchange import export_file
from custtui.exchange.cells import cell_of, join
from custtui.exchange.kinds import kind_of
from custtui.exchange.kinds.customers import CustomerEntry
from custtui.exchange.listed import LISTS
from custtui.exchange.readers import Raw
from custtui.exchange.rows import RowReader
from custtui.exchange.stands import odd_rows
from custtui.models.account import ActionNote, Contact, CustomerAccount, CustomerNote, CustomerSite, TaxStatus
from custtui.models.party import Location, Party
from custtui.services.bulk.values import NewCustomer
from custtui.services.customer.view import customer
from custtui.services.notes import action_notes, notes
from custtui.services.people import contacts
from custtui.services.profile import customers
from custtui.services.sites import sites, states
from custtui.services.terms import credit, detail
from tests.exchange.files import House
from tests.exchange.files import house as set_up_house
from tests.exchange.rich import key_all

FIXTURES = Path(__file__).parents[2] / "fixtures"
HOUSE = ("USD", "US")
CARD = "4111 1111 1111 1111"
UNSEEN = "\u200b"
BELL = "Bell\ufffdAcme"
"""As it is pasted with a bell in it."""
LONG = {f"{letter}" * length for letter, length in zip("wxyz", (21, 41, 81, 201), strict=True)}
TEXTS = st.sampled_from(
    ["", "Acme", BELL, "  Two  blanks ", CARD, "a\x00b", "é", "Zo\u0308e", "a\u200bb", UNSEEN, "Ünï 7", *LONG]
)
PHONES = st.sampled_from(["", "(212) 555-0100", "none", "4" * 13, "1" * 61, CARD])
MAILS = st.sampled_from(["", "a@example.com", "not-a-mail", "b" * 201, CARD])
AMOUNTS = st.sampled_from(["", "0", "1000", "1000.50", "10.005", "999999999999", "0.001"])
COUNTRIES = st.sampled_from(["", UNSEEN, "US", "de", "JP", "XX", "USA"])
STATES = st.sampled_from(["", "NY", "new york", "Nowhere", CARD])
CODES = st.sampled_from(["", "k1a 0b1", "10001", "p" * 21, CARD])
PLACES = st.builds(AddressFields, TEXTS, TEXTS, STATES, CODES, COUNTRIES) | st.just(AddressFields())
GOOD = st.builds(
    CustomerFields,
    name=st.just("Acme"),
    alias=st.just("Dock"),
    contact=st.sampled_from(["", "Ann"]),
    billing=st.sampled_from([AddressFields(), AddressFields("1 Elm", "Troy", "NY", "12180", "US")]),
    shipping=st.sampled_from([AddressFields(), AddressFields("2 Elm\nDoor 3", "Troy", "new york", "", "")]),
)
ODD = {
    **dict.fromkeys(("name", "alias", "account_name", "line_of_business", "contact"), TEXTS),
    **dict.fromkeys(("tax_number", "contact_phone", "phone"), PHONES),
    **dict.fromkeys(("contact_email", "email", "alt_email"), MAILS),
    **dict.fromkeys(("credit_limit", "threshold"), AMOUNTS),
    **dict.fromkeys(("billing", "shipping"), PLACES),
    "kind": st.sampled_from([ORGANIZATION, PERSON]),
    "currency": st.sampled_from(["", "USD", "JPY", "KWD", "QQQ"]),
    "commercial": st.booleans(),
}
CHANGES = st.lists(st.sampled_from([*ODD]), max_size=4, unique=True).flatmap(
    lambda names: st.fixed_dictionaries({name: ODD[name] for name in names})
)
RECORDS = st.builds(lambda one, odd: replace(one, **odd), GOOD, CHANGES)


def typed(one: CustomerFields) -> CheckedCustomer | None:
    """As the profile takes it; what a file is forgiven is none of its faults here."""
    try:
        return checked(one, *HOUSE, _without_site(one), forgiven=FORGIVEN)
    except Refused:
        return None


def _without_site(one: CustomerFields) -> CustomerFields | None:
    """A new customer gets a site; one who has none came by a file, and the form takes him as he stands."""
    siteless = one.billing.is_empty and one.shipping.is_empty and is_blank(one.alias)
    return CustomerFields(name="He stands", currency="CHF", kind="?", account_name="Here") if siteless else None


def filed(one: CustomerFields) -> NewCustomer | None:
    """As a file takes it."""
    cells = {field.in_files: getattr(one, name) for name, field in ACCOUNT.items()}
    cells |= {
        "name": one.name,
        "kind": one.kind,
        "contact": one.contact,
        "commercial": "Y" if one.commercial else "N",
    }
    cells |= {"credit_limit": one.credit_limit, "accept_threshold": one.threshold or "", "alt_email": one.alt_email}
    several = {"contact_phone": one.contact_phone, "contact_email": one.contact_email, "phone": one.phone}
    cells |= {name: join([value]) if value else "" for name, value in (several | {"email": one.email}).items()}
    two = not one.shipping.is_empty
    cells |= {"ship_alias" if two else "alias": one.alias}
    for prefix, place in (("", one.billing), ("ship_", one.shipping)):
        if not place.is_empty:
            cells |= {prefix + part: getattr(place, part) for part in PLACE}
    told: list[object] = []
    kind = kind_of("customers")
    row = RowReader(kind, lambda *fault: told.append(fault)).read(Raw(2, cells))
    item = row and kind.make([row], lambda *fault: told.append(fault))
    return None if told or item is None else item.customer


def brought(kind_name: str, cells: dict[str, str]) -> Any:
    """What a row of a kind becomes, None where something of it is refused."""
    told: list[object] = []
    kind = kind_of(kind_name)
    row = RowReader(kind, lambda *fault: told.append(fault)).read(Raw(2, cells))
    item = row and kind.make([row], lambda *fault: told.append(fault))
    return None if told else item


def kept(read: Callable[[], Any]) -> Any:
    """What a form keeps, None where it refuses."""
    try:
        return read()
    except Refused:
        return None


WRITTEN = {"state": STATES, "postal_code": CODES, "country": COUNTRIES}
SITE_ROWS = st.builds(SiteFields, **{**dict.fromkeys(SITE, TEXTS), **WRITTEN})
GOOD_SITE = SiteFields("Dock", "", street="1 Elm", city="Troy", state="NY", postal_code="12180", country="US")
ODD_SITES = st.lists(st.sampled_from([*SITE]), max_size=3, unique=True).flatmap(
    lambda names: st.builds(lambda odd: replace(GOOD_SITE, **{name: getattr(odd, name) for name in names}), SITE_ROWS)
)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(ODD_SITES)
def test_a_file_takes_a_site_that_its_form_takes_with_the_same_values(one: SiteFields) -> None:
    by_keys = kept(lambda: checked_site(one, "US", forgiven=FORGIVEN))
    by_file = brought("sites", {"customer": "A", **{name: getattr(one, name) for name in SITE}})
    assert (by_keys is None) == (by_file is None)
    if by_keys is not None:
        assert (by_file.alias, by_file.attention) == (by_keys.alias, by_keys.attention)
        assert by_file.address == by_keys.address


LABELS = {"phone": "Phone", "fax": "Fax"}
POINTS = st.lists(st.sampled_from(["(212) 555-0100", "none", "a@example.com", "not-a-mail", "www.example.com"]))
PERSONS = st.builds(
    ContactFields,
    name=st.sampled_from(["Ann", "Ann", "Ann", "", CARD, "y" * 201]),
    title=st.sampled_from(["", "Buyer", CARD, "x" * 81]),
    department=st.sampled_from(["", "", "a\x00b"]),
    roles=st.sampled_from(["", UNSEEN, "finance", "finance, orderer"]),
    **{name: POINTS.map(tuple) for name in ("phone", "email", "fax", "web")},
    street=st.sampled_from(["", "1 Elm", "2 Elm\nDoor 3"]),
    state=st.sampled_from(["", "NY", "Nowhere"]),
    country=st.sampled_from(["", UNSEEN, "US", "XX"]),
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(PERSONS)
def test_a_file_takes_a_contact_that_its_form_takes_with_the_same_values(one: ContactFields) -> None:
    roles = ("finance", "orderer")
    lists = {name: "; ".join(getattr(one, name)) for name in ("phone", "email", "fax", "web")}
    by_keys = kept(lambda: checked_contact(replace(one, **lists), roles, (), "US", forgiven=FORGIVEN))
    texts = ("name", "title", "department", "street", "state", "country")
    cells = {name: getattr(one, name) for name in texts} | {"roles": join(str(one.roles).split(", "))}
    cells |= {name: join(list(getattr(one, name))) for name in lists}
    by_file = brought("contacts", {"customer": "A", **cells})
    assert (by_keys is None) == (by_file is None)
    if by_keys is not None:
        for name in ("name", "title", "department", "roles", "points"):
            assert getattr(by_file, name) == getattr(by_keys, name), name
        assert by_file.address == by_keys.address
        odd = {f"{fault.text}" for fault in contact_oddities(by_keys, "US") if fault.field in ("phone", "fax")}
        found = {f"{LABELS[name]}: {text}" for name, text in kind_of("contacts").odd(by_file) if name in LABELS}
        assert found == odd


RECORDS_OF_FILES = (
    *(AccountTexts, CreditFields, SiteFields, ContactFields, Points, ExemptionFields, NoteFields, ActionFields),
    *(ProductFields, PriceFields, ContractFields, ContractLineFields),
)
NUMBERS = st.sampled_from(
    ["0", "-0.0", "-0", "1", "12.5", "0.1234", "0.12345", "-1", "1000000000", "1.5", "3661", "0.5"]
)
TRIED = {
    **dict.fromkeys((Sort.TEXT, Sort.LINES, Sort.MAIL), TEXTS),
    Sort.NUMBER: PHONES,
    **dict.fromkeys((Sort.PRICE, Sort.QUANTITY, Sort.RATE, Sort.DAYS), NUMBERS),
}
FIELDS = [
    one
    for record in RECORDS_OF_FILES
    for one in fields_of(record).values()
    if one.file and one.sort in TRIED and not one.several
]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(FIELDS).flatmap(lambda one: st.tuples(st.just(one), TRIED[one.sort])))
def test_every_field_of_every_record_is_read_alike_from_a_cell_and_as_typed(tried: tuple[Fact, str]) -> None:
    one, text = tried
    ways = Ways()
    typed = read_value(one, text, ways)
    if not text:
        return
    try:
        cell = cell_of(one).read(text)
    except ValueError:
        assert ways.faults, (one.label, text)
    else:
        assert {fault.code for fault in ways.faults} <= FORGIVEN and cell == typed, (one.label, text)


@pytest.fixture(scope="module", autouse=True)
def seller() -> Iterator[None]:
    """The house, without a database: nothing else of it is asked."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("customers", "places", "contacts"):
            patch.setattr(f"custtui.exchange.kinds.{name}.house", lambda: HOUSE)
        for name in ("roles", "events", "terms", "methods", "lists"):
            patch.setitem(LISTS, name, lambda: ())
        yield


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(RECORDS)
def test_a_file_takes_what_the_profile_takes_with_the_same_values_and_nothing_else(one: CustomerFields) -> None:
    if one.billing.is_empty and not one.shipping.is_empty:
        one = replace(one, billing=one.shipping)  # a file has no second site without a first
    by_keys, by_file = typed(one), filed(one)
    assert (by_keys is None) == (by_file is None)
    if by_keys is None or by_file is None:
        return
    for name, field in ACCOUNT.items():
        if name != "currency":
            assert getattr(by_file, name) == by_keys[name], field.label
    assert (by_file.name, by_file.kind, by_file.held) == (by_keys["name"], by_keys.kind, by_keys.held)
    assert (by_file.currency or HOUSE[0]) == by_keys.currency
    places = [Address(**site.address.columns()) for site in by_file.sites]
    assert [place for place in places if place != Address()] == [
        place for place in (by_keys.billing, by_keys.shipping) if place is not None
    ]
    if by_file.sites:
        assert by_file.sites[-1].alias == by_keys["alias"]
    assert [contact.name for contact in by_file.contacts] == [by_keys["contact"]] * bool(by_keys["contact"])
    reached = {kind: [value for sort, value in by_file.points if sort == kind] for kind in ("PHONE", "EMAIL")}
    assert reached["PHONE"] == [text for text in (by_keys["phone"],) if text]
    assert reached["EMAIL"] == [text for text in (by_keys["email"], by_keys["alt_email"]) if text]
    assert of_nobody(one) == one or by_keys["phone"] or by_keys["email"]
    looked_at = ("phone", "contact_phone", "tax_number")
    typed_odd = {fault.field for fault in warnings(one, *HOUSE) if fault.field in looked_at}
    filed_odd = {name for name, _ in kind_of("customers").odd(CustomerEntry(by_file, "")) if name in looked_at}
    assert not warnings(one, *HOUSE) or filed_odd == typed_odd


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("name,alias,street\n4111 1111 1111 1111,Dock,1 Elm", "name"),
        ("name,alias,street\nAcme,,1 Elm", "alias"),
        ("name,alias,street,ship_street,ship_city\nAcme,Dock,1 Elm,2 Elm,Troy", "ship_alias"),
        ("name,street,ship_alias,ship_street\nAcme,1 Elm,Dock,2 Elm", "ship_city"),
        ("name,street,ship_alias,ship_city\nAcme,1 Elm,Dock,Newark", "ship_street"),
        ("name,currency,credit_limit\nAcme,USD,10.005", "credit_limit"),
        ("name,currency,accept_threshold\nAcme,JPY,10.5", "accept_threshold"),
        ("name,party_credit_limit\nAcme,10.005", "party_credit_limit"),
        ("name,account_name\nAcme," + "x" * 81, "account_name"),
        ("name,alias,street,city\nAcme,Dock,1 Elm," + "x" * 81, "city"),
        ("name,contact_title\nAcme,Buyer", "contact"),
        ("name,phone,contact_phone\nAcme,1234567,7654321", "contact"),
    ],
)
def test_what_the_profile_refuses_a_file_is_refused_with_its_column(house: House, row: str, column: str) -> None:
    report = house.bring("customers", row + "\n")
    assert [(one.line, one.column) for one in report.rejects] == [(2, column)]
    assert not report.written


def test_two_addresses_get_the_same_purposes_by_keys_and_files(house: House) -> None:
    """C-19: the first site is billed and may be shipped to; goods go to the second one before it."""
    places = (
        AddressFields("1 Main St", "New York", "NY", "10001", "US"),
        AddressFields("9 Dock Rd", "Newark", country="US"),
    )
    keyed = customers.create(
        house.who, CustomerFields(name="Keyed", alias="Dock", billing=places[0], shipping=places[1])
    )
    house.put(
        "customers",
        "code,name,alias,street,city,country,ship_alias,ship_street,ship_city,ship_country\n"
        "9,Filed,Filed,1 Main St,NYC,US,Dock,2 Pier,NYC,US\n",
    )
    filed = customer("9")
    assert [site.uses for site in filed.sites] == [site.uses for site in keyed.sites]
    assert [site.uses for site in keyed.sites] == [{"BILL_TO": True, "SHIP_TO": False}, {"SHIP_TO": True}]


@pytest.mark.parametrize(
    ("place", "missing"),
    [
        (AddressFields("2 Oak"), ["city"]),
        (AddressFields("", "Newark"), ["street"]),
        (AddressFields("", "", "NJ", "07102"), ["street", "city"]),
        (AddressFields("2 Oak", country="SG"), []),
    ],
)
def test_a_ship_to_has_street_and_city_on_every_form(house: House, place: AddressFields, missing: list[str]) -> None:
    """And may stay without where it came so."""
    billing = AddressFields("1 Elm", "Troy", "NY", "12180", "US")
    fields = CustomerFields(name="Acme", alias="Dock", billing=billing, shipping=place)
    told = list[str]()
    try:
        customers.create(house.who, fields)
    except Refused as refused:
        told += [fault.field for fault in refused.faults]
    assert told == [f"shipping.{one}" for one in missing]
    customers.create(house.who, replace(fields, name="Bolt", shipping=AddressFields("2 Oak", "Newark")), ("twin",))
    account = CustomerAccount.select().order_by(CustomerAccount.id.desc()).get()
    Location.update(city="").where(Location.city == "Newark").execute()
    version, stands = customers.editable(account.id)
    state = replace(stands, shipping=replace(stands.shipping, state="NJ"))
    assert customers.update(house.who, account.id, version, state)


def aliases(account: int) -> list[str]:
    """Of the sites of an account."""
    return [
        one.alias for one in CustomerSite.select().where(CustomerSite.account == account).order_by(CustomerSite.id)
    ]


def test_two_sites_of_a_customer_in_use_have_two_aliases_whoever_makes_them(house: House) -> None:
    """F-34: who is called as the customer lets the first site be told apart; another alias twice is refused."""
    elm, oak = AddressFields("1 Elm", "Troy"), AddressFields("2 Oak", "Troy")
    head = "code,name,alias,street,city,ship_alias,ship_street,ship_city,site_active\n"
    report = house.bring("customers", f"{head}A,Acme,dock,1 Elm,Troy,Dock,2 Oak,Troy,\n")
    assert [(one.column, one.text) for one in report.rejects] == [("ship_alias", "Dock is the first site already")]
    house.put("customers", f"{head}A,Acme,,1 Elm,Troy,acme,2 Oak,Troy,\nB,Bolt,Dock,3 Elm,Troy,Dock,4 Oak,Troy,N\n")
    by_keys = customers.create(
        house.who, CustomerFields(name="Acme", alias="acme", billing=elm, shipping=oak), ("twin",)
    ).account_id
    by_file = CustomerAccount.get(CustomerAccount.code == "A").id
    assert aliases(by_keys) == aliases(by_file) == ["Acme (bill-to)", "acme"]
    version, stands = customers.editable(by_keys)
    with pytest.raises(Refused, match=r"^Alias: Acme \(bill-to\) is the site at 1 Elm, Troy already$") as refused:
        customers.update(house.who, by_keys, version, replace(stands, alias="ACME (BILL-TO)"))
    assert refused.value.faults[0].field == "alias"
    off = CustomerSite.get(CustomerSite.alias == "Dock", ~CustomerSite.active)
    with pytest.raises(Refused, match=r"^Alias: Dock is the site at 4 Oak, Troy already$"):
        states.set_site_active(house.who, off.id, True)
    one = customers.create(house.who, CustomerFields(name="Cole", alias="Cole", billing=elm), ("twin",)).account_id
    version, stands = customers.editable(one)
    with pytest.raises(Refused, match=r"^Alias: Cole is the site at 1 Elm, Troy already$"):
        customers.update(house.who, one, version, replace(stands, shipping=oak))
    customers.update(house.who, one, version, replace(stands, shipping=oak, alias="Yard"))
    assert aliases(one) == ["Cole", "Yard"]


def test_accounts_of_one_party_have_names_of_their_own_by_keys_and_files(house: House, tmp_path: Path) -> None:
    """What stood before goes out marked and comes in as it stood (F-16)."""
    head = "code,name,party,account_name\n"
    stood = "code,name,party,account_name,alias,street,city,country\nA,Acme,,Office,A,1 Elm,Troy,SG\n"
    house.put("customers", f"{stood}B,,A,Shop,B,1 Elm,Troy,SG\n")
    rows = "C,,A,\nD,,A, shop \nE,,B,OFFICE\nF,,A,Dock\nG,,A,dock\nH,Hay,,X\nI,,H,x\n"
    wrong = house.bring("customers", head + rows)
    assert [(one.line, one.column) for one in wrong.rejects] == [(line, "account_name") for line in (2, 3, 4, 6, 8)]
    one = CustomerAccount.get(CustomerAccount.code == "B")
    version, fields = customers.editable(one.id)
    for name in ("", "office"):
        with pytest.raises(Refused, match="Account name"):
            customers.update(house.who, one.id, version, replace(fields, account_name=name))
        with pytest.raises(Refused, match="Account name"):
            customers.create(
                house.who, CustomerFields(name="", alias="Z", account_name=name, share_party="B"), ("twin",)
            )
    for name in ("Office", ""):
        CustomerAccount.update(name=name).where(CustomerAccount.id == one.id).execute()
        path = tmp_path / f"out{name}.csv"
        export_file(house.who, "customers", path)
        with path.open(newline="", encoding="utf-8") as file:
            assert {row["code"]: row["kept"] for row in csv.DictReader(file)} == {"A": "", "B": "Y"}
        assert [text for text in odd_rows() if "account_name" in text and "marked as it stands" in text]
        customers.update(house.who, one.id, version, replace(customers.editable(one.id)[1], line_of_business=name))
        version = customers.editable(one.id)[0]


def test_a_file_is_forgiven_what_only_looks_odd(house: House) -> None:
    head = "code,name,alias,street,postal_code,country,phone,email,contact,contact_email\n"
    report = house.bring("customers", f"{head}A,Acme,Dock,1 Elm,ABC,US,12,no-mail,Ann,nor-this\n")
    assert report.written
    assert {one.column for one in report.warnings} >= {"postal_code", "phone", "email", "contact_email"}


def test_a_phone_without_digits_is_kept_with_the_same_warning_by_every_mouth(house: House) -> None:
    told = '"none" is not a US phone number'
    report = house.bring(
        "customers", "code,name,alias,phone,contact,contact_phone,site_phone\nA,Acme,Dock,none,Ann,none,none\n"
    )
    assert {(one.column, one.text) for one in report.warnings if one.text == told} == {
        (column, told) for column in ("phone", "contact_phone", "site_phone")
    }
    report = house.bring("contacts", "customer,name,phone,fax\nA,Ben,none,none\n")
    assert report.written and [(one.column, one.text) for one in report.warnings] == [
        ("phone", told),
        ("fax", told),
    ]
    report = house.bring("sites", "customer,alias,street,city,phone\nA,Shop,1 Elm,Troy,none\n")
    assert report.written and ("phone", told) in [(one.column, one.text) for one in report.warnings]
    account = CustomerAccount.get(CustomerAccount.code == "A").id
    typed = ContactFields(name="Cleo", phone="none; 5551212", fax="none")
    assert contacts.faults(typed)[0] == ()
    assert contacts.create_contact(house.who, account, typed).of_kind("PHONE") == ("none", "5551212")


def test_a_character_that_cannot_be_read_is_told_with_its_place_by_every_mouth(house: House) -> None:
    """A form refuses it, a file is warned: what an export wrote for one that steers comes in again (S-5)."""
    told = "character 5 cannot be read (\ufffd)"
    typed = CustomerFields(name=BELL, alias="Dock", billing=AddressFields("1 Elm", "Troy"))
    with pytest.raises(Refused) as refused:
        customers.create(house.who, typed)
    assert [(one.field, one.text) for one in refused.value.faults] == [("name", f"Business name: {told}")]
    report = house.bring("customers", f"code,name,alias,street,city\nA,{BELL},Dock,1 Elm,Troy\n")
    assert report.written and ("name", told) in [(one.column, one.text) for one in report.warnings]
    account = CustomerAccount.get(CustomerAccount.code == "A").id
    version, fields = customers.editable(account)
    assert fields.name == BELL
    assert customers.update(house.who, account, version, replace(fields, line_of_business="Bells")).name == BELL
    with pytest.raises(Refused, match=r"^Attention: character 4 cannot be read"):
        sites.create_site(house.who, account, replace(GOOD_SITE, alias="B", attention="Ann\ufffd"))
    with pytest.raises(Refused, match=r"^Note: character 2 cannot be read"):
        notes.add_note(house.who, account, NoteFields("a\ufffdb"))


def test_what_stands_beside_no_contact_is_the_houses_in_files_too(house: House) -> None:
    house.put("customers", "code,name,contact_phone,contact_email\nA,Acme,(212) 555-0100,a@example.com\n")
    fields = customers.editable(CustomerAccount.get(CustomerAccount.code == "A").id)[1]
    assert (fields.phone, fields.email, fields.contact_phone) == ("(212) 555-0100", "a@example.com", "")


def _spoil(account: int) -> None:
    """As a version before this one let in by files, or others wrote."""
    CustomerAccount.update(
        name="x" * 150, credit_limit=Decimal("10.005"), tax_number=CARD, line_of_business="y" * 150
    ).where(CustomerAccount.id == account).execute()
    CustomerSite.update(alias="").where(CustomerSite.account == account).execute()
    Location.update(city="c" * 150, state="Nowhere", country="", postal_code="k1a 0b1").execute()
    Contact.update(title="t" * 150, department=CARD).execute()
    CustomerNote.update(text="n" * 1500 + "\nmore" + "x" * 1000).execute()
    ActionNote.update(assignee="nobody", reason="gone", text="a" * 600).execute()
    TaxStatus.update(certificate="c" * 150, state="Nowhere").where(TaxStatus.state == "NJ").execute()
    Party.update(credit_limit=Decimal("10.005")).execute()


def _save_all(who: Who, account: int) -> None:
    """Each form of a customer is opened and kept as it stands."""
    stands = credit.credit_form(account)
    credit.save_credit(who, account, stands.version, stands.fields)
    assert credit.credit_form(account).fields == stands.fields
    version, terms = detail.terms_form(account)
    detail.save_terms(who, account, version, terms)
    assert detail.terms_form(account)[1] == terms
    for note in notes.notes(account):
        again = notes.change_note(who, note.note_id, note.version, NoteFields(note.text, note.on_selection))
        assert (again.text, again.on_selection) == (note.text, note.on_selection)
    for one in action_notes.actions_of(account):
        assert action_notes.change_action(who, one.note_id, one.version, one.fields).fields == one.fields
    for site in CustomerSite.select().where(CustomerSite.account == account, CustomerSite.active):
        form = sites.site_form(site.id)
        sites.change_site(who, site.id, form.fields, form.fields)
        assert sites.site_form(site.id).fields == form.fields
    for contact in Contact.select().where(Contact.account == account, Contact.active):
        version, fields = contacts.contact_form(contact.id)
        contacts.update_contact(who, contact.id, version, fields)
        assert contacts.contact_form(contact.id)[1] == fields


def test_every_customer_that_stands_is_opened_and_saved_unchanged(sqlite_database: object, tmp_path: Path) -> None:
    """Whatever it came by, files of before included; what stands is not asked again where something else changes."""
    house = set_up_house(tmp_path)
    house.put("products", "code,name\nP,Pear\n")
    house.put("terms", (FIXTURES / "terms.csv").read_text())
    house.put("methods", (FIXTURES / "methods.csv").read_text())
    key_all(house.who)
    _spoil(CustomerAccount.select().order_by(CustomerAccount.id).first().id)
    standing = CustomerAccount.select().where(CustomerAccount.merged_into.is_null())
    for account in [row.id for row in standing]:
        version, fields = customers.editable(account)
        before = CustomerAccount.get_by_id(account).__data__
        customers.update(house.who, account, version, fields)
        assert CustomerAccount.get_by_id(account).__data__ == before
        other = "Another line of business"
        kept = customers.update(house.who, account, version, replace(fields, line_of_business=other))
        assert kept.line_of_business == other
        version, after = customers.editable(account)
        assert replace(after, line_of_business=fields.line_of_business) == fields
        if not fields.billing.is_empty:
            kept = customers.update(house.who, account, version, replace(after, alias=f"{fields.alias} 2".strip()))
            assert kept.alias == f"{fields.alias} 2".strip()
        _save_all(house.who, account)


@given(st.decimals(0, 10**6, places=3), st.sampled_from(["USD", "JPY", "KWD"]))
def test_an_amount_is_one_of_its_currency_or_none(amount: Decimal, currency: str) -> None:
    try:
        assert read_amount(f"{amount:f}0", currency) == amount
    except Unreadable:
        assert amount % {"USD": Decimal("0.01"), "JPY": 1, "KWD": Decimal("0.001")}[currency]


def test_an_address_of_which_nothing_is_seen_is_none() -> None:
    assert AddressFields("", UNSEEN, "", " ", "US").is_empty
    assert ExemptionFields(UNSEEN, "", " ", "").is_empty
