"""Mailing permission (F-46): post, e-mail and phone each refused with day and reason, by a customer or a contact."""

from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path

import pytest

from custtui.domain.errors import Confirm, Refused
from custtui.domain.numbers import Unreadable
from custtui.domain.permission import refusal
from custtui.domain.records.announcement import AnnouncementFields
from custtui.exchange import export_file
from custtui.models.account import Contact, CustomerAccount
from custtui.models.base import db
from custtui.models.order import Outbox
from custtui.models.triggers import drop, install
from custtui.services.check import check
from custtui.services.clock import today
from custtui.services.customer.view import customer
from custtui.services.people import contacts
from custtui.services.people.announcing import announce
from custtui.services.profile import customers
from custtui.services.terms.history import term_history
from custtui.services.twins.merging import merge
from tests.exchange.files import House
from tests.exchange.files import house as set_up_house
from tests.services import house
from tests.services.house import ANN, BEN
from tests.services.keying import ordered

NEWS = AnnouncementFields("product launch", "Pear juice", "From May.")
DAY = date(2026, 5, 20)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (("", ""), ("", "")),
        (("asked us not to", ""), ("asked us not to", "2026-05-20")),
        (("asked us not to", "3 May"), ("asked us not to", "2026-05-03")),
        (("2026-05-03 moved away", ""), ("moved away", "2026-05-03")),
        (("2026-05-20 24/7 busy", ""), ("24/7 busy", "2026-05-20")),
        (("24 hours a day", ""), ("24 hours a day", "2026-05-20")),
        (("2025-01-01 was too late", "2026-05-03"), ("2025-01-01 was too late", "2026-05-03")),
    ],
)
def test_a_refusal_has_its_day_and_reason(typed: tuple[str, str], kept: tuple[str, str]) -> None:
    assert refusal(*typed, DAY) == kept
    assert refusal(*kept, date(2027, 1, 1)) == kept, "kept it stands"


@pytest.mark.parametrize(
    "odd",
    [("2026-05-03", ""), ("", "2026-05-03"), ("2026-05-21 soon", ""), ("soon", "2026-05-21"), ("so", "2026-13-03")],
)
def test_a_day_alone_one_ahead_and_one_that_is_none_are_refused(odd: tuple[str, str]) -> None:
    with pytest.raises(Unreadable):
        refusal(*odd, DAY)


@pytest.fixture
def made(database) -> house.House:
    """Lee acts for A1 and Kim for H.Q.; both want to hear of product launches."""
    one = house.stand()
    house.control("email_notices", "Y")
    house.contact(one.a1, "Ann Lee", events=("product launch",), email="lee@hj.example")
    house.contact(one.hq, "Jo Kim", events=("product launch",), email="kim@hq.example")
    return one


def announced() -> set[str]:
    before = Outbox.select().count()
    announce(BEN, NEWS, ("announce",))
    rows = Outbox.select(Outbox.address).order_by(Outbox.id).offset(before)
    return {address for (address,) in rows.tuples()}


def refuse(account: int, **refusals: str) -> None:
    version, form = customers.editable(account)
    customers.update(ANN, account, version, replace(form, **refusals))


def contact_refuses(name: str, **refusals: str) -> None:
    (one,) = (row.id for row in Contact.select() if row.person.name == name)
    version, form = contacts.contact_form(one)
    contacts.update_contact(ANN, one, version, replace(form, **refusals))


def test_announcements_skip_a_customer_and_a_contact_who_refuse_e_mail(made) -> None:
    assert announced() == {"lee@hj.example", "kim@hq.example"}
    refuse(made.a1, no_post="moved away", no_phone="asked us not to")
    assert announced() == {"lee@hj.example", "kim@hq.example"}
    refuse(made.a1, no_email="asked us not to")
    told = customer(made.a1)
    assert (told.no_email, told.no_email_since) == ("asked us not to", str(today()))
    assert announced() == {"kim@hq.example"}
    contact_refuses("Jo Kim", no_email=f"{today() - timedelta(days=3)} by phone")
    with pytest.raises(Refused, match="Nobody who may be sent e-mail subscribed to product launch"):
        announce(BEN, NEWS)
    refuse(made.a1, no_email="")
    with pytest.raises(Confirm, match="1 subscriber"):
        announce(BEN, NEWS)
    assert list(check()) == []


def test_what_an_order_tells_of_itself_is_no_mailing(made) -> None:
    """R-45: who refuses mailings still hears of what becomes of his order."""
    refuse(made.a1, no_email="asked us not to")
    ordered(made.a1, "ITEM1")
    assert [row.address for row in Outbox.select()] == ["r.green@hj.example"]


def test_it_is_remembered_and_a_merge_keeps_it(made) -> None:
    refuse(made.hq, no_email="asked us not to")
    told = {(was.label, was.old, was.new) for was in term_history(made.hq)}
    assert told == {("No e-mail", "", "asked us not to"), ("No e-mail since", "", str(today()))}
    other = house.customer("HQ-2", "H.Q. Corp")
    merge(BEN, made.hq, other)
    kept = CustomerAccount.get_by_id(other)
    assert (kept.no_email, kept.no_email_since) == ("asked us not to", str(today()))


def test_both_forms_name_the_field(made) -> None:
    with pytest.raises(Refused) as refused:
        refuse(made.a1, no_post=f"{today() + timedelta(days=2)} soon")
    assert {fault.field for fault in refused.value.faults} == {"no_post"}
    with pytest.raises(Refused) as refused:
        contact_refuses("Jo Kim", no_phone_since="2026-05-03")
    assert {fault.field: fault.text for fault in refused.value.faults} == {
        "no_phone": 'No phone: "2026-05-03" is a day: add the reason'
    }
    contact_refuses("Jo Kim", no_phone="by night", no_phone_since="2026-05-03")
    (row,) = customer(made.hq).contacts
    told = ("by night", "2026-05-03", ("no phone since 2026-05-03 by night",))
    assert (row.no_phone, row.no_phone_since, row.texts) == told
    with pytest.raises(Refused, match="No phone since: There is no 2026-13-03"):
        contact_refuses("Jo Kim", no_phone_since="2026-13-03")
    contact_refuses("Jo Kim", no_phone="")
    assert Contact.get_by_id(row.contact_id).no_phone_since == ""


def test_it_goes_out_and_in_with_files(database, tmp_path: Path) -> None:
    made: House = set_up_house(tmp_path)
    made.put(
        "customers",
        "code,name,alias,street,city,no_post,no_email,no_email_since,contact,contact_no_phone\n"
        "X,Exe,Exe office,1 Main St,Newark,2026-05-03 moved away,too many,2026-05-04,Ann Lee,works at night\n",
    )
    one = customer(CustomerAccount.get().id)
    assert (one.no_post, one.no_post_since) == ("moved away", "2026-05-03"), "as files of before had it"
    assert (one.no_email, one.no_email_since) == ("too many", "2026-05-04")
    assert (one.contacts[0].no_phone, one.contacts[0].no_phone_since) == ("works at night", str(today()))
    for kind in ("customers", "contacts"):
        export_file(made.who, kind, out := tmp_path / f"{kind}-out.csv")
        assert made.bring_bytes(kind, out.read_bytes(), dry_run=True).ok or kind == "customers"
    text = (tmp_path / "customers-out.csv").read_text().replace("X,Exe", "Y,Why")
    made.put("customers", text)
    again = customer(CustomerAccount.get(CustomerAccount.code == "Y").id)
    assert (again.no_post, again.no_post_since) == (one.no_post, one.no_post_since)
    assert again.contacts[0].no_phone_since == one.contacts[0].no_phone_since
    report = made.bring("customers", "code,name,no_email\nZ,Zed,2026-05-03\n")
    assert "add the reason" in str(report.rejects[0]) and "no_email" in str(report.rejects[0])


def test_of_a_house_of_before_the_day_and_the_reason_are_parted(made) -> None:
    """What could be read as a day by chance stays a reason."""
    drop(db.obj)
    for table in ("customer_account", "contact"):
        for name in ("no_post", "no_email", "no_phone"):
            db.execute_sql(f'ALTER TABLE "{table}" DROP COLUMN "{name}_since"')
    db.execute_sql("UPDATE customer_account SET no_email = '2026-05-03 24/7 busy' WHERE code = '3897-5'")
    import_module("custtui.models.migrations.0054_days_of_refusals").up(None, db.obj)
    install(db.obj)
    told = customer(made.a1)
    assert (told.no_email, told.no_email_since, told.no_post, told.no_post_since) == (
        "24/7 busy",
        "2026-05-03",
        "",
        "",
    )
