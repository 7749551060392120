"""The people of a customer: levels, roles, events, points, and whom we tell (F-14, F-34, F-43, F-44, C-02)."""

from dataclasses import replace

import pytest
from peewee import IntegrityError

from custtui.domain.contact import ContactFields
from custtui.domain.errors import Confirm, Conflict, Refused
from custtui.models.account import Contact, ContactPoint
from custtui.models.base import db
from custtui.models.order import Outbox
from custtui.models.party import Party
from custtui.services import fulfilment as ff
from custtui.services import lookup
from custtui.services import order_entry as desk
from custtui.services.order_entry.views import HeaderText
from custtui.services.people import contacts
from custtui.services.people import person as contact_person
from custtui.services.profile.customers import customer
from tests.services import house
from tests.services.fulfilling import of
from tests.services.house import ANN, BEN
from tests.services.keying import keyed

LEE = ContactFields(
    name="Ann Lee",
    site="HJ Warehouse",
    title="Warehouse manager",
    department="Logistics",
    roles="receiving, deliv",
    events="shipped",
    phone="(973) 642-0107; 973 642 0108",
    email="a.lee@hj.example; dock@hj.example",
    fax="(973) 642-0109",
    web="hj.example/dock",
    street="9 Dock Rd, Gate 2",
    city="Newark",
    state="NJ",
    postal_code="07102",
)


def names(rows) -> list[str]:
    return [one.name for one in rows]


def told(account: int, event: str, site: int | None = None) -> list[str]:
    return [one.contact.name for one in contacts.whom(account, event, site)]


def test_a_contact_is_stored_whole_and_shown_again(database) -> None:
    """F-43, F-44: several roles and events, points of four kinds with one primary each, an address of its own."""
    made = house.stand()
    one = contacts.create_contact(ANN, made.a1, LEE)
    assert (one.site, one.title, one.department) == ("HJ Warehouse", "Warehouse manager", "Logistics")
    assert (one.roles, one.events) == (("receiving", "delivery"), ("shipped",))
    assert one.of_kind("PHONE") == ("(973) 642-0107", "973 642 0108")
    assert one.of_kind("EMAIL") == ("a.lee@hj.example", "dock@hj.example")
    assert (one.of_kind("FAX"), one.of_kind("WEB")) == (("(973) 642-0109",), ("hj.example/dock",))
    assert one.address and one.address.one_line == "9 Dock Rd, Gate 2, Newark NJ 07102"
    primary = ContactPoint.select().where(ContactPoint.contact == one.contact_id, ContactPoint.is_primary)
    assert sorted(row.kind for row in primary) == ["EMAIL", "FAX", "PHONE", "WEB"]
    assert lookup.find("ann lee", limit=5).hits[0].account_id == made.a1
    assert lookup.find("973 642 0108", limit=5).hits[0].account_id == made.a1


def test_a_site_contact_shows_only_for_its_site_an_account_contact_for_all(database) -> None:
    """F-43."""
    made = house.stand()
    contacts.create_contact(ANN, made.a1, LEE)
    assert names(contacts.contacts(made.a1)) == ["Robert Green", "Emily Rose", "Ann Lee"]
    assert names(contacts.contacts(made.a1, site_id=made.s1)) == ["Robert Green", "Emily Rose"]
    assert names(contacts.contacts(made.a1, site_id=made.s2)) == ["Robert Green", "Ann Lee"]


def test_there_is_one_primary_contact_at_each_level(database) -> None:
    """F-14: the first one is; a second one displaces it; one taken away leaves it to the next."""
    made = house.stand()
    ann = contacts.create_contact(ANN, made.a1, LEE)
    assert ann.primary
    bob = contacts.create_contact(ANN, made.a1, ContactFields(name="Bob Dock", site=str(made.s2)))
    assert not bob.primary
    version, typed = contacts.contact_form(bob.contact_id)
    bob = contacts.update_contact(ANN, bob.contact_id, version, replace(typed, primary=True))
    people = {one.name: one for one in contacts.contacts(made.a1)}
    assert people["Bob Dock"].primary and not people["Ann Lee"].primary and people["Robert Green"].primary
    contacts.set_contact_active(ANN, bob.contact_id, bob.version, False)
    assert {one.name for one in contacts.contacts(made.a1) if one.primary and one.site_id == made.s2} == {"Ann Lee"}


def test_the_only_contact_stays_primary_and_the_last_of_two_gives_it_on(database) -> None:
    made = house.stand()
    version, typed = contacts.contact_form(made.robert)
    assert contacts.update_contact(ANN, made.robert, version, replace(typed, primary=False, title="Buyer")).primary
    contacts.create_contact(ANN, made.a1, ContactFields(name="Eve"))
    version, typed = contacts.contact_form(made.robert)
    assert not contacts.update_contact(ANN, made.robert, version, replace(typed, primary=False)).primary
    assert [one.name for one in contacts.contacts(made.a1) if one.primary and one.site_id is None] == ["Eve"]


def test_the_database_holds_one_primary_of_an_account_and_of_a_site(database) -> None:
    made = house.stand()
    for where in ({"site": None}, {"site": made.s1}):
        Contact.update(is_primary=True).where(Contact.id == made.emily).execute()
        with pytest.raises(IntegrityError), db.atomic():
            Contact.create(person=house.party("X", "PERSON"), account=made.a1, is_primary=True, **where)


def test_the_delivery_contact_is_the_sites_else_the_accounts_never_another_sites(database) -> None:
    """R-18, on the order and in the answer."""
    made = house.stand()
    ann = contacts.create_contact(ANN, made.a1, replace(LEE, events=""))
    draft = keyed(made.a1, "ITEM1")
    assert draft.ship_to.attention == "Ann Lee"
    assert told(made.a1, "shipped", made.s2) == ["Ann Lee"]
    contacts.set_contact_active(ANN, ann.contact_id, ann.version, False)
    assert desk.open_draft(ANN, draft.id).ship_to.attention == "Robert Green"
    assert told(made.a1, "shipped", made.s2) == ["Robert Green"]
    assert told(made.a1, "invoicing", made.s2) == ["Robert Green"]


def test_an_event_names_who_subscribed_and_falls_back_to_the_primary_contact(database) -> None:
    """R-45, F-44."""
    made = house.stand()
    assert told(made.a1, "invoicing") == ["Emily Rose"]
    assert told(made.a1, "invoicing", made.s1) == ["Emily Rose"]
    assert told(made.a1, "product launch") == ["Robert Green"]
    emily = contacts.contacts(made.a1)[1]
    emily = contacts.toggle(ANN, emily.contact_id, emily.version, "event", "invoicing")
    assert emily.events == () and told(made.a1, "invoicing") == ["Robert Green"]
    emily = contacts.toggle(ANN, emily.contact_id, emily.version, "event", "product launch")
    assert told(made.a1, "product launch") == ["Emily Rose"]
    assert told(made.hq, "invoicing") == []


def test_what_the_screen_answers_is_what_the_outbox_gets(database) -> None:
    """R-45: one mechanism for both."""
    made = house.stand()
    house.control("email_notices", "Y")
    number = desk.place(ANN, keyed(made.a1, "ITEM1 x2").id).number
    assert [row.contact_id for row in Outbox.select()] == [made.robert]
    ff.ship(ANN, number, 1, of(p10="2"))
    ff.invoice(ANN, number, of(p10="2"))
    told = [(row.event, row.contact_id) for row in Outbox.select().order_by(Outbox.id)][1:]
    answer = {event: [one.contact.contact_id for one in people] for event, people in contacts.told(made.a1)}
    assert told == [("shipped", made.robert), ("invoicing", made.emily)]
    assert [answer[event] for event, _ in told] == [[one] for _, one in told]
    assert {row.address for row in Outbox.select()} == {"e.rose@hj.example", "r.green@hj.example"}


def test_where_those_to_be_told_have_no_e_mail_the_answer_names_who_is_written_to(database) -> None:
    """R-45: what stands on the screen is what the outbox gets, at whatever level the addresses are missing."""
    made = house.stand()
    for contact in (made.emily, made.robert):
        version, typed = contacts.contact_form(contact)
        address = typed.email if contact == made.robert else ""
        contacts.update_contact(ANN, contact, version, replace(typed, email=address, phone="212 555 0102"))
    house.control("email_notices", "Y")
    number = desk.place(ANN, keyed(made.a1, "ITEM1").id).number
    ff.ship(ANN, number, 1, of(p10="1"))
    ff.invoice(ANN, number, of(p10="1"))
    for event, names in (
        ("invoicing", [("Emily Rose", False), ("Robert Green", True)]),
        ("shipped", [("Robert Green", False)]),
    ):
        answer = dict(contacts.told(made.a1))[event]
        assert [(one.contact.name, one.instead) for one in answer] == names
        written = [one.contact.contact_id for one in answer if one.contact.email]
        told = [row.contact_id for row in Outbox.select().where(Outbox.event == event)]
        assert told == written == [made.robert]


def test_an_individual_may_order_inside_a_business(database) -> None:
    """C-02: a contact with the role orderer is offered first, and stands on the order."""
    made = house.stand()
    contacts.create_contact(ANN, made.a1, ContactFields(name="Olga Orders", roles="orderer"))
    draft = keyed(made.a1, "ITEM1")
    offered = desk.contacts(draft.id)
    assert offered[0].key == "Olga Orders" and "orderer" in offered[0].detail
    view = desk.set_header(ANN, draft.id, HeaderText(ordered_by="olga"))
    assert view.header.ordered_by == "Olga Orders"


def test_a_person_may_be_contact_of_a_person_and_a_customer_himself(database) -> None:
    """R-19, R-20: the same party; his name stands in one place."""
    made = house.stand()
    doctor = house.account(house.party("Dr. X", "PERSON"), "3897-70")
    own = house.account(house.party("Y. Assistant", "PERSON"), "3897-71")
    one = contacts.create_contact(ANN, doctor, ContactFields(name="Y. Assistant", person="3897-71"))
    assert one.customer == "3897-71"
    assert [hit.account_id for hit in lookup.find("y. assistant", limit=5).hits] == [doctor]
    contacts.set_contact_active(ANN, one.contact_id, one.version, False)
    assert Party.get(Party.name == "Y. Assistant").active and customer(own).active
    with pytest.raises(Refused, match="not a person"):
        contacts.create_contact(ANN, made.a1, ContactFields(name="H.Q.", person="3897-9"))


def test_the_form_of_a_contact_never_renames_a_customer(database) -> None:
    """R-20: one who is a customer is called as that customer is; another name is refused, an empty one is filled."""
    made = house.stand()
    own = house.account(house.party("Rosa Diaz", "PERSON"), "3897-30")
    with pytest.raises(Refused, match="customer 3897-30 is Rosa Diaz") as refused:
        contacts.create_contact(ANN, made.a1, ContactFields(name="Eve Moon", person="3897-30"))
    assert [fault.field for fault in refused.value.faults] == ["name"]
    one = contacts.create_contact(ANN, made.a1, ContactFields(person="3897-30"))
    assert (one.name, one.customer) == ("Rosa Diaz", "3897-30")
    version, typed = contacts.contact_form(one.contact_id)
    with pytest.raises(Refused, match="leave it empty, or clear Is customer"):
        contacts.update_contact(ANN, one.contact_id, version, replace(typed, name="Eve Moon"))
    changed = contacts.update_contact(ANN, one.contact_id, version, replace(typed, name="Eve Moon", person=""))
    assert (changed.name, changed.customer) == ("Eve Moon", "")
    version, typed = contacts.contact_form(made.robert)
    joined = contacts.update_contact(ANN, made.robert, version, replace(typed, name="", person="3897-30"))
    assert (joined.name, joined.customer) == ("Rosa Diaz", "3897-30")
    assert customer(own).name == "Rosa Diaz" and Party.get(Party.name == "Robert Green").active


def test_every_fault_is_told_at_once_and_nothing_is_stored(database) -> None:
    made = house.stand()
    before = Party.select().count()
    bad = ContactFields(
        roles="wizard", events="doomsday", phone="none", email="a@b", web="x y", street="1 A St", country="XX"
    )
    with pytest.raises(Refused) as refused:
        contacts.create_contact(ANN, made.a1, bad)
    fields = [fault.field for fault in refused.value.faults]
    assert fields == ["name", "roles", "events", "email", "web", "country"], "an odd phone is none"
    for one, field in (
        (ContactFields(name="4111 1111 1111 1111"), "name"),
        (ContactFields(name="A" * 201), "name"),
        (ContactFields(name="Eve", site="Moon"), "site"),
        (ContactFields(name="Eve\x07"), "name"),
        (ContactFields(name="Eve", country="CA"), "country"),
    ):
        with pytest.raises(Refused) as refused:
            contacts.create_contact(ANN, made.a1, one)
        assert [fault.field for fault in refused.value.faults] == [field]
    assert Party.select().count() == before


def test_a_site_of_another_customer_is_refused(database) -> None:
    made = house.stand()
    with pytest.raises(Refused, match="is not a site of this customer"):
        contacts.create_contact(ANN, made.hq, ContactFields(name="Eve", site=str(made.s2)))


def test_oddities_are_told_apart_from_faults(database) -> None:
    house.stand()
    faults, odd = contacts.faults(ContactFields(name="Eve", phone="555", street="1 A", city="B", postal_code="X"))
    assert not faults and {"phone", "postal_code"} <= {fault.field for fault in odd}
    faults, odd = contacts.faults(ContactFields(name="", phone="555"))
    assert [fault.field for fault in faults] == ["name"] and not odd


def test_two_clerks_on_one_contact_hear_of_each_other(database) -> None:
    """X-13."""
    made = house.stand()
    version, typed = contacts.contact_form(made.robert)
    contacts.update_contact(BEN, made.robert, version, replace(typed, title="Buyer"))
    with pytest.raises(Conflict) as conflict:
        contacts.update_contact(ANN, made.robert, version, replace(typed, title="Head", phone="212 555 0100"))
    texts = [fault.text for fault in conflict.value.faults]
    assert texts[0] == "ben changed this contact meanwhile" and "'Head'" in texts[1] and "'Buyer'" in texts[1]
    assert contacts.contact_form(made.robert)[1].phone == ""


def test_a_contact_that_stays_as_it_was_keeps_its_rows(database) -> None:
    """R-10: one value changed is one row changed."""
    made = house.stand()
    one = contacts.create_contact(ANN, made.a1, LEE)
    before = {row.id for row in ContactPoint.select().where(ContactPoint.contact == one.contact_id)}
    version, typed = contacts.contact_form(one.contact_id)
    contacts.update_contact(BEN, one.contact_id, version, replace(typed, fax="(973) 642-0110"))
    after = {row.id for row in ContactPoint.select().where(ContactPoint.contact == one.contact_id)}
    assert len(before & after) == 5 and len(after) == 6
    assert contacts.contact_form(one.contact_id)[1] == replace(typed, fax="(973) 642-0110")


def test_the_first_point_of_a_kind_is_the_primary_one_and_the_database_holds_one(database) -> None:
    """F-43: turned round, the other one is."""
    made = house.stand()
    one = contacts.create_contact(ANN, made.a1, LEE)
    version, typed = contacts.contact_form(one.contact_id)
    turned = replace(typed, email="dock@hj.example; a.lee@hj.example")
    one = contacts.update_contact(ANN, one.contact_id, version, turned)
    assert one.email == "dock@hj.example"
    primary = (ContactPoint.contact == one.contact_id) & (ContactPoint.kind == "EMAIL") & ContactPoint.is_primary
    assert [row.value for row in ContactPoint.select().where(primary)] == ["dock@hj.example"]
    with pytest.raises(IntegrityError), db.atomic():
        ContactPoint.update(is_primary=True).where(ContactPoint.contact == one.contact_id).execute()


def test_one_person_is_contact_of_two_customers_as_one_party(database) -> None:
    """F-43, R-20: named by the other customer's code, or chosen; renamed for all, parted by clearing."""
    made = house.stand()
    parties = Party.select().count()
    one = contacts.create_contact(ANN, made.hq, ContactFields(name="Robert Green", contact_of="3897-5"))
    emily = contacts.create_contact(ANN, made.hq, ContactFields(name="Emily Rose"), same=person_of(made.emily))
    assert Party.select().count() == parties
    assert (one.person_id, emily.person_id) == (person_of(made.robert), person_of(made.emily))
    assert (one.contact_of, contacts.contacts(made.a1)[0].contact_of) == ("3897-5", "3897-9")
    version, typed = contacts.contact_form(one.contact_id)
    with pytest.raises(Confirm, match="Robert Green is a contact of 3897-5 too: rename for all of them"):
        contacts.update_contact(ANN, one.contact_id, version, replace(typed, name="Bob Green"))
    contacts.update_contact(ANN, one.contact_id, version, replace(typed, name="Bob Green"), {contact_person.RENAME})
    assert "Bob Green" in {row.name for row in contacts.contacts(made.a1)}
    version, typed = contacts.contact_form(one.contact_id)
    contacts.update_contact(ANN, one.contact_id, version, replace(typed, name="Rob Green", contact_of=""))
    assert "Bob Green" in {row.name for row in contacts.contacts(made.a1)}
    assert Party.select().count() == parties + 1


def test_a_contact_of_another_customer_who_is_none_is_refused(database) -> None:
    made = house.stand()
    for typed in (
        ContactFields(name="Nobody", contact_of="3897-5"),
        ContactFields(name="Emily Rose", contact_of="9"),
        ContactFields(name="Emily Rose", contact_of="3897-5", person="3897-9"),
    ):
        with pytest.raises(Refused) as refused:
            contacts.create_contact(ANN, made.hq, typed)
        assert refused.value.faults[0].field == "contact_of"


def person_of(contact: int) -> int:
    return contacts.contact_row(contact).person_id
