"""What the records of a contact and of a site say as text is kept, whatever it is: form, view, conflict, files."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from custtui.domain.contact import ContactFields
from custtui.domain.errors import Conflict
from custtui.domain.records.acting import ContactTexts
from custtui.domain.records.fact import Sort, fields_of, labels_of
from custtui.domain.records.sited import FOUND_AT, SiteTexts
from custtui.domain.site_fields import SiteFields
from custtui.exchange import export_file
from custtui.models.account import Contact, CustomerAccount, CustomerSite
from custtui.services.customer.view import customer
from custtui.services.lookup import find
from custtui.services.people import contacts
from custtui.services.sites import sites
from tests.exchange.files import House
from tests.exchange.files import house as set_up_house

ROWS = "code,name,alias,street,city\nX,Exe,Exe office,1 Main St,Newark\nY,Why,Way,2 Elm St,Troy\n"
PLACE = {"street": "9 Dock Rd", "city": "Newark", "state": "NJ", "postal_code": "07102", "country": "US"}


@pytest.fixture
def house(sqlite_database: object, tmp_path: Path) -> House:
    made = set_up_house(tmp_path)
    made.put("customers", ROWS)
    return made


def account(code: str = "X") -> int:
    return CustomerAccount.get(CustomerAccount.code == code).id


def texts(record: type, more: str = "") -> dict[str, Any]:
    """A text for each field, told apart by what it is called; a refusal has its day (F-46)."""
    since = (name for name, field in fields_of(record).items() if field.sort is Sort.SINCE)
    days = {name: f"2026-05-{at:02}" for at, name in enumerate(since, 1 + len(more))}
    return {name: days.get(name, f"{label} of it{more}") for name, label in labels_of(record).items()}


def out(house: House, kind: str, code: str) -> list[str]:
    """The head of a file that goes out, and its rows of the customer X, as rows of another one."""
    path = house.folder / "out.csv"
    path.unlink(missing_ok=True)
    export_file(house.who, kind, path)
    head, *rows = path.read_text().splitlines()
    return [head, *(code + row[1:] for row in rows if row.startswith("X,"))]


def held(row: object, record: type) -> dict[str, Any]:
    return {name: getattr(row, name) for name in fields_of(record)}


def test_texts_of_a_contact_go_through_its_form_the_profile_and_files(house: House) -> None:
    said = texts(ContactTexts)
    made = contacts.create_contact(house.who, account(), ContactFields(name="Ann Lee", site="Exe office", **said))
    row = Contact.get_by_id(made.contact_id)
    version, form = contacts.contact_form(made.contact_id)
    (line,) = customer(account()).contacts
    for one in (row, made, form, line):
        assert held(one, ContactTexts) == said
    changed = replace(form, **texts(ContactTexts, " now"))
    again = contacts.update_contact(house.who, made.contact_id, version, changed)
    assert held(again, ContactTexts) == texts(ContactTexts, " now")
    with pytest.raises(Conflict) as conflict:
        contacts.update_contact(house.who, made.contact_id, version, form)
    assert {fault.field for fault in conflict.value.faults} >= {*fields_of(ContactTexts)}
    house.put("contacts", "\n".join(out(house, "contacts", "Y")).replace("Exe office", "Way") + "\n")
    (line,) = customer(account("Y")).contacts
    assert held(line, ContactTexts) == texts(ContactTexts, " now")


def test_texts_of_its_primary_contact_go_out_and_in_with_a_customer(house: House) -> None:
    said = texts(ContactTexts)
    contacts.create_contact(house.who, account(), ContactFields(name="Ann Lee", **said))
    house.put("customers", "\n".join(out(house, "customers", "Z")) + "\n")
    (line,) = customer(account("Z")).contacts
    assert held(line, ContactTexts) == said


def test_texts_of_a_site_go_through_its_form_the_profile_search_and_files(house: House) -> None:
    said = texts(SiteTexts)
    shown = sites.create_site(house.who, account(), SiteFields(**said, **PLACE))
    one = next(row for row in shown.sites if row.site_id == shown.site_id)
    form = sites.site_form(one.site_id).fields
    line = customer(account()).sites[-1]
    for row in (CustomerSite.get_by_id(one.site_id), form, line):
        assert held(row, SiteTexts) == said
    for name in FOUND_AT:
        assert [hit.code for hit in find(said[name], limit=9).hits] == ["X"]
    now = texts(SiteTexts, " now")
    sites.change_site(house.who, one.site_id, form, replace(form, **now))
    with pytest.raises(Conflict) as conflict:
        sites.change_site(house.who, one.site_id, form, replace(form, **texts(SiteTexts, " mine")))
    assert {fault.field for fault in conflict.value.faults} >= {*fields_of(SiteTexts)}
    house.put("sites", "\n".join(out(house, "sites", "Y")) + "\n")
    assert held(customer(account("Y")).sites[-1], SiteTexts) == now


def test_texts_of_its_first_site_go_out_and_in_with_a_customer(house: House) -> None:
    (first,) = customer(account()).sites
    form = sites.site_form(first.site_id).fields
    sites.change_site(house.who, first.site_id, form, replace(form, **texts(SiteTexts)))
    house.put("customers", "\n".join(out(house, "customers", "Z")) + "\n")
    assert held(customer(account("Z")).sites[0], SiteTexts) == texts(SiteTexts)
