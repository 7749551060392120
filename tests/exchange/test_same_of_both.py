"""What a form refuses a file is refused too, and what it takes a file takes, with the same value: kind by kind."""

import csv
from collections.abc import Callable, Iterable
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from custtui.domain.coded import code_of, completed
from custtui.domain.contact import ContactFields
from custtui.domain.errors import Refused
from custtui.domain.records.fact import fields_of
from custtui.domain.records.reading import Ways, read_value
from custtui.domain.site_fields import SiteFields
from custtui.domain.who import SYSTEM
from custtui.exchange import export_file
from custtui.exchange.kinds import kind_of
from custtui.exchange.stands import odd_rows
from custtui.models.account import (
    Contact,
    ContactRole,
    CustomerAccount,
    CustomerSite,
    EventSubscription,
    PaymentExclusion,
)
from custtui.models.operator import PaymentMethod
from custtui.models.party import Location
from custtui.models.product import PriceList
from custtui.services.payers import party_relation_form
from custtui.services.payers.party_relation_form import RelationText
from custtui.services.people import contacts
from custtui.services.profile import customers
from custtui.services.sites import sites
from custtui.services.terms import credit
from custtui.services.terms.detail import TermsFields, save_terms
from tests.conftest import bound_copy
from tests.exchange.files import House
from tests.exchange.files import house as set_up_house

Act = Callable[[], object]


@pytest.fixture
def house(sqlite_database: object, tmp_path: Path) -> House:
    house = set_up_house(tmp_path)
    house.put("terms", "code,name,days\nNET30,30 days net,30\n")
    house.put("methods", "code,name,active\nCASH,Cash,Y\nCREDIT CARD,Card,Y\nWIRE,Wire,N\n")
    house.put("pricelists", "code,name,currency\nLIST,List,USD\n")
    house.put("customers", "code,name,alias,street,city\nX,Exe,Exe office,1 Main St,Newark\n")
    return house


def refused(act: Act) -> list[str]:
    """The fields a form refuses."""
    try:
        act()
    except Refused as fault:
        return [one.field for one in fault.faults]
    return []


def told(house: House, kind: str, head: str, row: str) -> list[str]:
    """The columns a file is refused for."""
    return [one.column for one in house.bring(kind, f"{head}\n{row}\n", dry_run=True).rejects]


def account() -> int:
    return int(CustomerAccount.get().id)


def change(house: House, **typed: str) -> None:
    """Change fields on the profile."""
    version, fields = customers.editable(account())
    customers.update(house.who, account(), version, replace(fields, **typed))  # type: ignore[arg-type]


def test_a_code_is_read_in_any_capitals_and_only_keys_complete_it() -> None:
    codes = ["NET30", "net30", "Finance", "Final"]
    assert [code_of(one, codes) for one in ("net30", "Net30", " finance ", "fin", "", "no")] == [
        *("net30", "NET30", "Finance", "", "", "")
    ]
    assert [completed(one, codes) for one in ("FINANC", "fin", "net30", "x")] == ["Finance", "", "net30", ""]


@pytest.mark.parametrize(("typed", "kept"), [("Finance", True), ("finance", True), ("bogus", False)])
def test_roles_and_events_are_those_of_the_lists(house: House, typed: str, kept: bool) -> None:
    wrong = ["roles", "events"] if not kept else []
    fields = ContactFields(name="Ann Lee", roles=typed, events="Invoicing" if kept else typed)
    assert refused(lambda: contacts.create_contact(house.who, account(), fields)) == wrong
    head, row = "customer,name,roles,events", f"X,Bo Day,{typed},{fields.events}"
    assert told(house, "contacts", head, row) == wrong
    head, row = "code,name,contact,contact_roles,contact_events", f"Y,Ypsilon,Bo Day,{typed},{fields.events}"
    assert told(house, "customers", head, row) == [f"contact_{one}" for one in wrong]
    if kept:
        house.put("contacts", f"customer,name,roles,events\nX,Bo Day,{typed},INVOICING\n")
        assert {row.role for row in ContactRole.select()} == {"finance"}
        assert {row.event for row in EventSubscription.select()} == {"invoicing"}


SITES = [
    ({"alias": "Dock", "street": "1 Elm St", "city": "Troy"}, []),
    ({"alias": "Dock", "city": "Troy"}, ["street"]),
    ({"alias": "Dock", "street": "1 Elm St"}, ["city"]),
    ({"alias": "Dock", "street": "1 Elm St", "country": "SG"}, []),
    ({"street": "1 Elm St", "city": "Troy"}, ["alias"]),
    ({"alias": "EXE OFFICE", "street": "1 Elm St", "city": "Troy"}, ["alias"]),
    ({"alias": "Dock"}, ["street", "city"]),
]


@pytest.mark.parametrize(("given", "wrong"), SITES)
def test_a_site_has_alias_street_and_city(house: House, given: dict[str, str], wrong: list[str]) -> None:
    head, row = ",".join(["customer", *given]), ",".join(["X", *given.values()])
    assert told(house, "sites", head, row) == wrong
    assert refused(lambda: sites.create_site(house.who, account(), SiteFields(**given))) == wrong


def test_codes_of_the_house_are_taken_in_any_capitals(house: House) -> None:
    head = "code,name,terms,payment_method,price_list,excluded_methods"
    house.put("customers", f"{head}\nZ,Zed,net30,credit card,list,cash\n")
    row = CustomerAccount.get(CustomerAccount.code == "Z")
    assert (row.terms.code, row.payment_method.code, row.price_list.code) == ("NET30", "CREDIT CARD", "LIST")
    change(house, terms="net30", payment_method="credit card")
    row = CustomerAccount.get_by_id(account())
    assert (row.terms.code, row.payment_method.code) == ("NET30", "CREDIT CARD")
    credit.save_credit(house.who, row.id, row.version, credit.CreditFields(price_list="list"))
    assert CustomerAccount.get_by_id(row.id).price_list_id == PriceList.get().id
    for typed in ("NET31", "WIRE"):
        name = "terms" if typed == "NET31" else "payment_method"
        assert refused(lambda: change(house, **{name: typed})) == [name]  # noqa: B023
        assert told(house, "customers", f"code,name,{name}", f"N,New,{typed}") == [name]


def test_what_is_excluded_is_not_the_default_and_the_other_way_round(house: House) -> None:
    typed = TermsFields("CASH", "cash")
    assert refused(lambda: save_terms(house.who, account(), 1, typed)) == ["excluded"]
    head, row = "code,name,payment_method,excluded_methods", "N,New,Cash,CASH"
    assert told(house, "customers", head, row) == ["excluded_methods"]
    house.put("exclusions", "customer,method\nX,CASH\n")
    assert refused(lambda: change(house, payment_method="cash")) == ["payment_method"]
    change(house, payment_method="CREDIT CARD")
    assert told(house, "exclusions", "customer,method", "X,credit card") == ["method"]
    assert told(house, "exclusions", "customer,method", "X,cash") == []


def test_a_contact_has_no_country_alone_and_none_out_of_use_is_the_primary_one(house: House) -> None:
    alone = ContactFields(name="Ann Lee", country="US")
    assert refused(lambda: contacts.create_contact(house.who, account(), alone)) == ["country"]
    assert told(house, "contacts", "customer,name,country", "X,Ann Lee,US") == ["country"]
    assert told(house, "contacts", "customer,name,primary,active", "X,Ann Lee,Y,N") == ["primary"]


def exported(kinds: Iterable[str]) -> dict[str, str]:
    """What goes out of each kind."""
    out = dict[str, str]()
    for kind in kinds:
        file = StringIO()
        export_file(SYSTEM, kind, file)
        out[kind] = file.getvalue()
    return out


def test_what_stands_comes_back_though_its_form_asks_for_more_by_now(
    house: House, tmp_path: Path, sqlite_template: Path
) -> None:
    """Rows of an older version go out as `kept`, and are taken as they stood; no other row is."""
    house.put("customers", "code,name,alias,street,city\nY,Yps,Yard,5 Main St,Troy\n")
    house.put("sites", "customer,alias,street,city\nX,Dock,2 Elm,Troy\nX,Gate,3 Elm,Troy\nX,Last,4 Elm,Troy\n")
    house.put("contacts", "customer,name,roles\nX,Ann Lee,finance\nX,Bo Day,finance\n")
    spoil()
    told = [line.partition(": ")[0] + ": " + line.split(": ")[1] for line in odd_rows()]
    assert told == [
        "customers X Exe office Exe: excluded_methods",
        "customers Y Yard Yps: state",
        "sites X 2 Elm: alias",
        "sites X EXE OFFICE: alias",
        "contacts X Bo Day: roles",
    ]
    kinds = ("terms", "methods", "pricelists", "customers", "sites", "contacts", "exclusions")
    out = exported(kinds)
    kept = {kind: [row["kept"] for row in csv.DictReader(out[kind].splitlines())] for kind in kinds[3:6]}
    assert kept == {"customers": ["Y", "Y"], "sites": ["Y", "Y", ""], "contacts": ["Y"]}
    with bound_copy(sqlite_template, tmp_path / "fresh.sqlite"):
        fresh = set_up_house(tmp_path)
        for kind, text in out.items():
            fresh.put(kind, text)
        assert exported(kinds) == out
        assert len(list(odd_rows())) == len(told)
        again = house.bring("sites", out["sites"].replace("Y\n", "\n").replace(",Y,", ",,"))
        assert [(one.line, one.column) for one in again.rejects][:2] == [(2, "alias"), (3, "alias")]


def spoil() -> None:
    """As an older version let it in, or others wrote it."""
    first, dock, gate, _ = CustomerSite.select().where(CustomerSite.account == account()).order_by(CustomerSite.id)
    CustomerSite.update(alias="").where(CustomerSite.id == dock).execute()
    CustomerSite.update(alias=first.alias.upper()).where(CustomerSite.id == gate).execute()
    Location.update(state="Nowhere", country="US").where(Location.street == "5 Main St").execute()
    ContactRole.update(role="old role").execute()
    wire = PaymentMethod.get(PaymentMethod.code == "WIRE")
    CustomerAccount.update(payment_method=wire).where(CustomerAccount.code == "X").execute()
    PaymentExclusion.create(account=account(), method=wire, made_by="ann")


@pytest.mark.parametrize(
    ("column", "text", "why"),
    [("title", "4111 1111 1111 1111", "card number"), ("department", "x" * 90, "characters")],
)
def test_what_no_file_takes_is_named_with_row_field_and_reason(
    house: House, column: str, text: str, why: str
) -> None:
    """Not even as kept: a card number, and a text longer than its field (X-14)."""
    house.put("contacts", "customer,name\nX,Al Poe\nX,Ann Lee\n")
    Contact.update({getattr(Contact, column): text}).where(~Contact.is_primary).execute()
    (line,) = odd_rows()
    assert (
        line.startswith(f"contacts X Ann Lee: {column}: ") and why in line and line.endswith("an import refuses it")
    )
    report = house.bring("contacts", exported(("contacts",))["contacts"], dry_run=True)
    assert [(one.line, one.column) for one in report.rejects] == [(2, column)]


def test_a_file_without_aliases_names_sites_by_their_customers(house: House) -> None:
    """F-11: a site has an alias; a file that knows of none is taken, a blank one is refused as on the profile."""
    house.put("customers", "code,name,street,city\nP,Pear Ltd,1 Elm St,Troy\nQ,Nowhere Ltd,,\n")
    of = CustomerSite.select(CustomerSite.alias).join(CustomerAccount)
    assert [one.alias for one in of.where(CustomerAccount.code.in_(["P", "Q"]))] == ["Pear Ltd"]
    assert told(house, "customers", "name,alias,street", "Plum Ltd,,1 Elm St") == ["alias"]


def test_a_price_list_is_in_the_currency_of_who_buys_from_it(house: House) -> None:
    """What stands already goes out marked, and comes in again (X-08)."""
    euro = PriceList.create(code="EURO", name="Euro", currency="EUR")
    row = CustomerAccount.get_by_id(account())
    assert refused(
        lambda: credit.save_credit(house.who, row.id, row.version, credit.CreditFields(price_list="EURO"))
    ) == ["price_list"]
    for head, cells, wrong in (
        ("price_list", "EURO", ["price_list"]),
        ("price_list,currency", "EURO,USD", ["price_list"]),
        ("price_list,currency", "EURO,EUR", []),
        ("price_list", "NONE", ["price_list"]),
        ("price_list,kept", "EURO,Y", []),
    ):
        assert told(house, "customers", f"code,name,{head}", f"N,New,{cells}") == wrong, cells
    CustomerAccount.update(price_list=euro).where(CustomerAccount.id == row.id).execute()
    kind = kind_of("customers")
    (values,) = [one for item in kind.read() for one in kind.rows(item) if one["code"] == row.code]
    assert values["kept"]


@pytest.mark.parametrize(
    ("kind", "head"),
    [
        ("prices", "product,customer,price,first_day,last_day"),
        ("contracts", "product,customer,price,first_day,last_day,code,quantity"),
    ],
)
def test_what_is_agreed_with_a_customer_is_in_the_customers_currency(house: House, kind: str, head: str) -> None:
    """No order would ever take it (R-34): check names such a price, so no file brings one."""
    house.put("products", "code,name\nP,Pear\n")
    cells = "P,X,5,2026-01-01,2026-02-01" + (",PC-1,7" if kind == "contracts" else "")
    assert told(house, kind, f"{head},currency", f"{cells},EUR") == ["currency"]
    assert told(house, kind, f"{head},currency", f"{cells},USD") == []
    assert told(house, kind, head, cells) == []


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        ("2020-05-01", "2021-04-30", []),
        ("2020-05-01", "9999-12-31", []),
        ("9999-12-31", "", ["first_day"]),
        ("2021-05-01", "2020-04-30", ["last_day"]),
    ],
)
@pytest.mark.parametrize("name", ["Big Holding", "-"])
def test_days_of_party_relationships_are_read_alike(
    house: House, name: str, first: str, last: str, wrong: list[str]
) -> None:
    """One that has ended too; and a name of marks alone is a name (it was looked for as if it had words)."""
    typed = RelationText("subsidiary of", name, first, last, "O")
    assert refused(lambda: party_relation_form.keep(house.who, account(), typed)) == wrong
    head = "subject,kind,related_name,related_kind,first_day,last_day"
    assert told(house, "partyrelations", head, f"X,SUBSIDIARY,{name} 2,ORGANIZATION,{first},{last}") == wrong


def test_a_number_told_many_times_is_one_however_long_the_list() -> None:
    """A file took what the form called too long: the same number, thirteen times."""
    ways = Ways()
    fax = fields_of(ContactFields)["fax"]
    assert read_value(fax, "; ".join(["(212) 555-0100"] * 20), ways) == ("(212) 555-0100",)
    assert not ways.faults
