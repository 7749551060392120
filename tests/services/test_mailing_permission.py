"""Mailing permission (F-46): post, e-mail and phone each refused with day and reason, by a customer or a contact."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from custtui.domain.errors import Confirm, Refused
from custtui.domain.numbers import Unreadable
from custtui.domain.permission import refusal
from custtui.domain.records.announcement import AnnouncementFields
from custtui.exchange import export_file
from custtui.models.account import Contact, CustomerAccount
from custtui.models.order import Outbox
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
        ("", ""),
        ("asked us not to", "2026-05-20 asked us not to"),
        ("2026-05-03 moved away", "2026-05-03 moved away"),
        ("2026-05-20 24/7 busy", "2026-05-20 24/7 busy"),
        ("24 hours a day", "2026-05-20 24 hours a day"),
    ],
)
def test_a_refusal_has_its_day_and_reason(typed: str, kept: str) -> None:
    assert refusal(typed, DAY) == kept
    assert refusal(kept, date(2027, 1, 1)) == kept, "kept it stands"


@pytest.mark.parametrize("odd", ["2026-05-03", "2026-05-21 soon", "2026-13-03 no day", "x" * 90])
def test_a_day_alone_one_ahead_one_that_is_none_and_a_reason_too_long_with_its_day_are_refused(odd: str) -> None:
    with pytest.raises(Unreadable):
        refusal(odd, DAY)


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
    assert customer(made.a1).no_email == f"{today()} asked us not to"
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
    (was,) = term_history(made.hq)
    assert (was.label, was.old, was.new) == ("No e-mail", "", f"{today()} asked us not to")
    other = house.customer("HQ-2", "H.Q. Corp")
    merge(BEN, made.hq, other)
    assert "asked us not to" in CustomerAccount.get_by_id(other).no_email


def test_both_forms_name_the_field(made) -> None:
    with pytest.raises(Refused) as refused:
        refuse(made.a1, no_post=f"{today() + timedelta(days=2)} soon")
    assert {fault.field for fault in refused.value.faults} == {"no_post"}
    with pytest.raises(Refused) as refused:
        contact_refuses("Jo Kim", no_phone="2026-05-03")
    assert {fault.field: fault.text for fault in refused.value.faults} == {
        "no_phone": "No phone: 2026-05-03 is a day: add the reason"
    }


def test_it_goes_out_and_in_with_files(database, tmp_path: Path) -> None:
    made: House = set_up_house(tmp_path)
    made.put(
        "customers",
        "code,name,alias,street,city,no_post,contact,contact_no_phone\n"
        "X,Exe,Exe office,1 Main St,Newark,2026-05-03 moved away,Ann Lee,works at night\n",
    )
    one = customer(CustomerAccount.get().id)
    assert (one.no_post, one.contacts[0].no_phone) == ("2026-05-03 moved away", f"{today()} works at night")
    for kind in ("customers", "contacts"):
        export_file(made.who, kind, out := tmp_path / f"{kind}-out.csv")
        assert made.bring_bytes(kind, out.read_bytes(), dry_run=True).ok or kind == "customers"
    text = (tmp_path / "customers-out.csv").read_text().replace("X,Exe", "Y,Why")
    made.put("customers", text)
    again = customer(CustomerAccount.get(CustomerAccount.code == "Y").id)
    assert (again.no_post, again.contacts[0].no_phone) == (one.no_post, one.contacts[0].no_phone)
    report = made.bring("customers", "code,name,no_email\nZ,Zed,2026-05-03\n")
    assert "add the reason" in str(report.rejects[0]) and "no_email" in str(report.rejects[0])
