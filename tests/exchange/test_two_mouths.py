"""One reading, two mouths: what the profile takes of a customer a file takes, of the same value, and nothing else."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from custtui.domain.address import Address
from custtui.domain.customer import CheckedCustomer, checked, of_nobody
from custtui.domain.errors import Refused
from custtui.domain.numbers import Unreadable
from custtui.domain.records.account import ACCOUNT
from custtui.domain.records.customer import ORGANIZATION, PERSON, CustomerFields
from custtui.domain.records.place import PLACE, AddressFields
from custtui.domain.records.reading import FORGIVEN, read_amount
from custtui.exchange.cells import join
from custtui.exchange.kinds import kind_of
from custtui.exchange.readers import Raw
from custtui.exchange.rows import RowReader
from custtui.models.account import CustomerAccount, CustomerSite
from custtui.models.party import Location
from custtui.services.bulk.values import NewCustomer
from custtui.services.profile import customers
from tests.exchange.files import House
from tests.exchange.files import house as set_up_house
from tests.exchange.rich import key_all

FIXTURES = Path(__file__).parents[2] / "fixtures"
HOUSE = ("USD", "US")
CARD = "4111 1111 1111 1111"
LONG = {f"{letter}" * length for letter, length in zip("wxyz", (21, 41, 81, 201), strict=True)}
TEXTS = st.sampled_from(["", "Acme", "  Two  blanks ", CARD, "a\x00b", "é", "Zo\u0308e", "a\u200bb", "Ünï 7", *LONG])
PHONES = st.sampled_from(["", "(212) 555-0100", "none", "4" * 13, "1" * 61, CARD])
MAILS = st.sampled_from(["", "a@example.com", "not-a-mail", "b" * 201, CARD])
AMOUNTS = st.sampled_from(["", "0", "1000", "1000.50", "10.005", "999999999999", "0.001"])
COUNTRIES = st.sampled_from(["", "US", "de", "JP", "XX", "USA"])
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
        return checked(one, *HOUSE, forgiven=FORGIVEN)
    except Refused:
        return None


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


@pytest.fixture(scope="module", autouse=True)
def seller() -> Iterator[None]:
    """The house, without a database: nothing else of it is asked."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("customers", "places"):
            patch.setattr(f"custtui.exchange.kinds.{name}.seller", lambda: HOUSE)
        yield


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(RECORDS)
def test_a_file_takes_what_the_profile_takes_with_the_same_values_and_nothing_else(one: CustomerFields) -> None:
    if one.billing.is_empty and one.shipping.is_empty and not one.alias.strip():
        one = replace(one, alias="Dock")  # a file may bring a customer without any site
    if one.billing.is_empty and not one.shipping.is_empty:
        one = replace(one, billing=one.shipping)  # a file has no second site without a first
    by_keys, by_file = typed(one), filed(one)
    assert (by_keys is None) == (by_file is None)
    if by_keys is None or by_file is None:
        return
    for name, field in ACCOUNT.items():
        if name != "currency":
            assert getattr(by_file, name) == by_keys[name], field.label
    assert (by_file.name, by_file.kind, by_file.commercial) == (by_keys["name"], by_keys.kind, by_keys.commercial)
    assert (by_file.currency or HOUSE[0]) == by_keys.currency
    assert (by_file.credit_limit, by_file.accept_threshold) == (by_keys.credit_limit, by_keys.threshold)
    places = [Address(**site.address.columns()) for site in by_file.sites]
    assert [place for place in places if place != Address()] == [
        replace(place, country=place.country if getattr(one, owner).country.strip() else "")
        for owner in ("billing", "shipping")
        if (place := getattr(by_keys, owner)) is not None
    ]
    if by_file.sites:
        assert by_file.sites[-1].alias == by_keys["alias"]
    assert [contact.name for contact in by_file.contacts] == [by_keys["contact"]] * bool(by_keys["contact"])
    reached = {kind: [value for sort, value in by_file.points if sort == kind] for kind in ("PHONE", "EMAIL")}
    assert reached["PHONE"] == [text for text in (by_keys["phone"],) if text]
    assert reached["EMAIL"] == [text for text in (by_keys["email"], by_keys["alt_email"]) if text]
    assert of_nobody(one) == one or by_keys["phone"] or by_keys["email"]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("name,alias,street\n4111 1111 1111 1111,Dock,1 Elm", "name"),
        ("name,alias,street\nAcme,,1 Elm", "alias"),
        ("name,alias,street,ship_street\nAcme,Dock,1 Elm,2 Elm", "ship_alias"),
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


def test_a_file_is_forgiven_what_only_looks_odd(house: House) -> None:
    head = "code,name,alias,street,postal_code,country,phone,email,contact,contact_email\n"
    report = house.bring("customers", f"{head}A,Acme,Dock,1 Elm,ABC,US,12,no-mail,Ann,nor-this\n")
    assert report.written
    assert {one.column for one in report.warnings} >= {"postal_code", "phone", "email", "contact_email"}


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
        if fields.alias:
            kept = customers.update(house.who, account, version, replace(fields, alias=f"{fields.alias} 2"))
            assert kept.alias == f"{fields.alias} 2"
            after = customers.editable(account)[1]
            assert replace(after, alias=fields.alias) == fields


@given(st.decimals(0, 10**6, places=3), st.sampled_from(["USD", "JPY", "KWD"]))
def test_an_amount_is_one_of_its_currency_or_none(amount: Decimal, currency: str) -> None:
    try:
        assert read_amount(f"{amount:f}0", currency) == amount
    except Unreadable:
        assert amount % {"USD": Decimal("0.01"), "JPY": 1, "KWD": Decimal("0.001")}[currency]
