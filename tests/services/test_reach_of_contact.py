"""Phone and e-mail beside Contact are the contact's; the house has fields of its own (F-14, R-18, R-45)."""

from dataclasses import replace

import pytest

from custtui.domain.contact import ContactFields
from custtui.domain.customer import AddressFields, CustomerFields
from custtui.domain.errors import Confirm, Refused
from custtui.models.account import ContactPoint
from custtui.models.party import Party
from custtui.services import lookup, notices
from custtui.services.payers import party_relationships
from custtui.services.people import contacts
from custtui.services.people.person import ANOTHER
from custtui.services.profile import customers
from tests.services import house
from tests.services.house import ANN

NEWCO = CustomerFields(
    name="Newco Inc",
    alias="Newco dock",
    contact="Ann Lee",
    contact_phone="(212) 736-5001",
    contact_email="a.lee@newco.example",
    contact_alt_email="dock@newco.example",
    phone="(212) 736-5000",
    email="house@newco.example",
    billing=AddressFields("1 Main St", "New York", "NY", "10001", "US"),
)


def changed(account: int, **fields: str):
    version, before = customers.editable(account)
    return customers.update(ANN, account, version, replace(before, **fields))


def test_the_notice_reaches_the_contact_of_the_profile(database) -> None:
    """Both are stored, shown again and found; nobody subscribed, so the primary contact is written to."""
    house.seller()
    one = customers.create(ANN, NEWCO)
    assert customers.editable(one.account_id)[1] == replace(
        NEWCO,
        currency="USD",
        threshold=customers.editable(one.account_id)[1].threshold,
    )
    assert (one.phone, one.email, one.alt_email) == ("(212) 736-5000", "house@newco.example", "")
    (person,) = contacts.contacts(one.account_id)
    assert person.of_kind("EMAIL") == ("a.lee@newco.example", "dock@newco.example")
    assert [address for _, address in notices.written_to(one.account_id, "shipped")] == ["a.lee@newco.example"]
    for text in ("2127365000", "2127365001", "dock@newco.example"):
        assert [hit.account_id for hit in lookup.find(text, limit=5).hits] == [one.account_id]


def test_one_value_of_the_contact_is_one_row_and_another_contact_keeps_its_own(database) -> None:
    """R-10."""
    house.seller()
    one = customers.create(ANN, NEWCO)
    rows = {row.id for row in ContactPoint.select()}
    changed(one.account_id, contact_phone="(212) 736-5009")
    assert {row.id for row in ContactPoint.select()} == rows
    changed(one.account_id, contact="Bob Dock", contact_email="bob@newco.example")
    people = {row.name: row for row in contacts.contacts(one.account_id)}
    assert (people["Ann Lee"].phone, people["Ann Lee"].primary) == ("(212) 736-5009", False)
    assert (people["Bob Dock"].phone, people["Bob Dock"].email) == ("", "bob@newco.example")
    changed(one.account_id, contact="Ann Lee")
    assert customers.editable(one.account_id)[1].contact_phone == "(212) 736-5009"


def test_without_a_contact_they_are_the_house_s(database) -> None:
    house.seller()
    alone = replace(NEWCO, contact="", phone="", email="", contact_alt_email="")
    one = customers.create(ANN, alone)
    assert (one.phone, one.email, one.contacts) == ("(212) 736-5001", "a.lee@newco.example", ())
    with pytest.raises(Refused, match="Contact is required: who is reached"):
        customers.create(ANN, replace(NEWCO, name="Other Ltd", contact=""))


def test_nobody_whom_the_customer_knows_is_made_a_second_time(sqlite_database) -> None:
    """A name typed is the person of that name: of another site, account, relationship; several are told (R-20)."""
    made = house.stand()
    site = contacts.create_contact(ANN, made.a1, ContactFields(name="Sid Site", site=str(made.s2)))
    party_relationships.relate(ANN, made.a1, "EMPLOYEE<", person="Ida Related")
    persons = Party.select().where(Party.kind == "PERSON").count()
    for name in ("Sid Site", "Ida Related"):
        changed(made.a1, contact=name)
        assert Party.select().where(Party.kind == "PERSON").count() == persons
    assert {row.person_id for row in contacts.contacts(made.a1) if row.name == "Sid Site"} == {site.person_id}
    with pytest.raises(Confirm, match="Ida Related is known here already"):
        contacts.create_contact(ANN, made.a1, ContactFields(name="Ida Related"))
    contacts.create_contact(ANN, made.a1, ContactFields(name="Ida Related", site=str(made.s2)), {ANOTHER})
    assert Party.select().where(Party.kind == "PERSON").count() == persons + 1
    changed(made.a1, contact="Sid Site")
    with pytest.raises(Refused, match="2 persons called Ida Related are known here"):
        changed(made.a1, contact="Ida Related")
    changed(made.hq, contact="Sid Site")  # another customer does not know him
    assert Party.select().where(Party.name == "Sid Site").count() == 2
