"""Customers with everything the screens can give them, keyed through the services of the screens."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from custtui.domain.contact import ContactFields
from custtui.domain.contact_point import normal
from custtui.domain.customer import AddressFields, CustomerFields
from custtui.domain.records.exemption import ExemptionFields
from custtui.domain.site_fields import SiteFields
from custtui.domain.who import Who
from custtui.models.account import (
    Contact,
    ContactPoint,
    ContractLine,
    ContractPrice,
    CustomerAccount,
    CustomerSite,
    PurchasingContract,
)
from custtui.models.operator import Reason
from custtui.models.party import Party
from custtui.models.product import Product
from custtui.services.lookup import duplicates
from custtui.services.notes import action_notes, notes
from custtui.services.operators import add_operator
from custtui.services.payers import party_relationships, payers, relationships
from custtui.services.people import contacts
from custtui.services.people.person import ANOTHER
from custtui.services.profile import accounts, answers, customers, questions
from custtui.services.sites import roles as site_roles
from custtui.services.sites import sites
from custtui.services.sites import states as site_states
from custtui.services.terms import credit
from custtui.services.terms import detail as terms_detail
from custtui.services.twins import merging

YES = (
    *(duplicates.TWIN, payers.REPLACE, payers.RETIRE, sites.SAME_ADDRESS),
    *(relationships.END, party_relationships.END, ANOTHER),
)
"""To every question the clerk is asked."""


@dataclass(slots=True)
class Desk:
    """A clerk who keys customers."""

    who: Who

    def customer(self, name: str, **more: Any) -> int:
        """A customer at an address of its own; its id."""
        at = AddressFields(f"{len(name)} {name} St", "New York", "NY", "10001", "US")
        given: dict[str, Any] = {"billing": at, **more}
        typed = CustomerFields(name=name, alias=f"{name} Office", **given)
        return customers.create(self.who, typed, YES).account_id

    def site(self, account: int, alias: str, street: str, *purposes: str) -> int:
        """A further site; its id."""
        typed = SiteFields(
            alias, "Gate 2", street=street, city="Newark", state="NJ", postal_code="07102", country="US"
        )
        sites.create_site(self.who, account, typed, purposes, YES)
        return CustomerSite.select().where(CustomerSite.account == account).order_by(CustomerSite.id.desc()).get().id

    def contact(self, account: int, name: str, **more: Any) -> int:
        """A contact; its id."""
        return contacts.create_contact(self.who, account, ContactFields(name=name, **more), YES).contact_id

    def version(self, account: int) -> int:
        """The customer's version, as a form would have it."""
        return CustomerAccount.get_by_id(account).version


def key_all(who: Who) -> None:
    """One of each thing a screen can set, and of each odd state it can leave."""
    desk = Desk(who)
    add_operator(who, "ben", "Ben")
    one = desk.customer(
        "Rich & Co; Ltd", phone="(212) 555-0101", email="a@rich.example.com", commercial=True, collect="WEEK"
    )
    reach = {
        "contact_phone": "(212) 736-5001",
        "contact_email": "ann@reach.com",
        "contact_alt_email": "dock@reach.com",
    }
    house = {"phone": "(212) 736-5000", "email": "house@reach.com", "alt_email": "office@reach.com"}
    desk.customer("Reached Ltd", contact="Ann Reach", **reach, **house)
    refused = {f"no_{by}": "2026-05-03 asked for none" for by in ("post", "email", "phone")}
    desk.contact(desk.customer("No Mailings Ltd", **refused), "Nora No", **refused)
    _sites(desk, one)
    _accounts(desk, one)
    _people(desk, one)
    _payers(desk, one)
    _relations(desk, one)
    _terms(desk, one)
    _notes(desk, one)
    _questions(desk, one)
    _agreed(one)
    _merged(desk, one)


def _sites(desk: Desk, one: int) -> None:
    depot = desk.site(one, "Depot", "9 Dock Rd\nDoor 3", "SHIP_TO", "STATEMENTS", "LEGAL")
    site_states.make_identifying(desk.who, depot)
    old = desk.site(one, "Old depot", "8 Dock Rd", "MARKETING", "DUNNING")
    site_states.set_site_active(desk.who, old, False)
    desk.site(one, "Old depot", "7 Dock Rd")
    bare = desk.site(one, "Nothing; yet", "6 Dock Rd", "DUNNING")
    site_roles.take_role(desk.who, bare, "DUNNING")
    desk.site(one, "Same place", "6 Dock Rd", "STATEMENTS")
    desk.contact(one, "Night watch", site=str(bare), phone="(212) 555-0177; (212) 555-0178")


def _accounts(desk: Desk, one: int) -> None:
    """Of one party: shared sites, one of its own that says where the party is, shared terms."""
    fields = accounts.AccountFields("Furniture", "Retail", "NET60", "CREDIT CARD")
    second = accounts.open_account(desk.who, one, fields).account_id
    own = desk.site(second, "Showroom", "1 Show St", "SHIP_TO")
    site_states.make_identifying(desk.who, own)
    typed = credit.CreditFields("1000", "50", "bad debts", "LIST", "9000", "200.50", "as a group")
    credit.save_credit(desk.who, second, desk.version(second), typed)
    for name in ("First of all of them", "Second of all of them"):
        desk.contact(second, name, shared=True, email="all@rich.example.com")
    customers.set_active(desk.who, second, False)
    bare = desk.customer("No roles")
    for purpose in ("SHIP_TO", "BILL_TO"):
        site = CustomerSite.get(CustomerSite.account == bare).id
        if purpose == "SHIP_TO":
            site_roles.take_role(desk.who, site, purpose)


def _people(desk: Desk, one: int) -> None:
    doctor = desk.customer("Dr. Xavier", kind="PERSON", contact="Assistant Y")
    code = CustomerAccount.get_by_id(doctor).code
    depot = str(CustomerSite.get(CustomerSite.account == one, CustomerSite.alias == "Depot").id)
    again = str(
        CustomerSite.get(CustomerSite.account == one, CustomerSite.alias == "Old depot", CustomerSite.active).id
    )
    desk.contact(
        one,
        "Paula Prime",
        primary=True,
        title="Head",
        department="Buying",
        roles="procurement, finance",
        events="invoicing, shipped",
        phone="(212) 555-0144",
        fax="(212) 555-0145",
        web="www.paula.example.com",
        email="p@rich.example.com; q@rich.example.com",
        street="5 Home St",
        city="Boston",
        state="MA",
        postal_code="02110",
        country="US",
    )
    desk.contact(one, "Dr. Xavier", person=code, site=depot, roles="delivery")
    desk.contact(one, "Twin Name", title="First")
    desk.contact(one, "Twin Name", title="Second", site=again)
    gone = desk.contact(one, "Long Gone", email="gone@rich.example.com")
    row = contacts.contact_row(gone)
    contacts.set_contact_active(desk.who, gone, row.version, False)
    quiet = desk.customer("Quiet Ltd", contact="Was Primary")
    version, fields = customers.editable(quiet)
    customers.update(desk.who, quiet, version, replace(fields, contact=""), YES)


def _payers(desk: Desk, one: int) -> None:
    """One in use; one out of new use, one inactive, who go on paying; a bill-to account nobody needs any more."""
    out, off, site = desk.customer("Out of use"), desk.customer("Switched off"), desk.customer("Second site bills")
    paid = [desk.customer(f"Paid for {number}") for number in range(4)]
    billed = desk.site(site, "Payables", "4 Pay St", "BILL_TO")
    site_roles.take_role(desk.who, CustomerSite.get(CustomerSite.account == site).id, "BILL_TO")
    site_states.make_identifying(desk.who, billed)
    site_states.make_identifying(desk.who, CustomerSite.get(CustomerSite.account == site).id)
    for payer, account in zip((one, out, off, site), paid, strict=True):
        payers.set_payer(desk.who, account, payer, None, YES)
    payers.set_bill_to_active(desk.who, out, False, None, YES)
    customers.set_active(desk.who, off, False)
    version, fields = customers.editable(desk.customer("Once commercial", commercial=True))
    number = CustomerAccount.select().order_by(CustomerAccount.id.desc()).get().id
    customers.update(desk.who, number, version, replace(fields, commercial=False), YES)


def _relations(desk: Desk, one: int) -> None:
    other, third = desk.customer("Subsidiary Inc."), desk.customer("Third Ltd")
    relationships.relate(desk.who, one, other, bill_to=True, pay=True, reciprocal=True)
    ended = relationships.relate(desk.who, third, one, ship_to=True)
    relationships.end(desk.who, ended.relationship_id, ended.version, YES)
    relate = party_relationships.relate
    relate(desk.who, other, "SUBSIDIARY>", other_account=one, first_day=date(2020, 1, 1))
    first = relate(desk.who, one, "EMPLOYEE<", person="Ann Nobody", last_day=date(2024, 12, 31))
    relate(desk.who, third, "EMPLOYEE<", person="Ann Nobody")
    relate(desk.who, other, "OWNER<", other_party=_party("Ann Nobody"), first_day=date(2025, 1, 1))
    relate(desk.who, third, "SUBSIDIARY>", organization="Big Holding")
    relate(desk.who, other, "AFFILIATE>", other_party=_party("Big Holding"))
    _one_person(desk, other, third)
    twin = Contact.select().join(Party).where(Party.name == "Twin Name").order_by(Contact.id.desc()).get()
    relate(desk.who, one, "CONTACT<", other_party=twin.person_id)
    assert first.relationship_id


def _one_person(desk: Desk, other: int, third: int) -> None:
    """One person who acts for several customers, main contact of both, or twice of one; related ones."""
    desk.contact(other, "Acts Twice", title="Buyer", email="acts@twice.example")
    desk.contact(third, "Acts Twice", contact_of=CustomerAccount.get_by_id(other).code, title="Adviser")
    desk.contact(third, "Acts Twice", contact_of=CustomerAccount.get_by_id(other).code, title="Adviser again")
    desk.contact(third, "Acts Twice", title="another one of that name")
    last = Contact.select().order_by(Contact.id.desc()).get().person_id
    contacts.create_contact(desk.who, other, ContactFields(name="Acts Twice", title="of the other"), same=last)
    party_relationships.relate(desk.who, other, "PARTNER>", party_id=last, other_party=_party_first("Acts Twice"))


def _party_first(name: str) -> int:
    return Party.select().where(Party.name == name).order_by(Party.id).get().id


def _party(name: str) -> int:
    return Party.select().where(Party.name == name).order_by(Party.id.desc()).get().id


def _terms(desk: Desk, one: int) -> None:
    exempt = (
        ExemptionFields("*", "EX-1", "2020-01-01", "2031-12-31"),
        ExemptionFields("ny", "EX-NY", "", "2024-12-31"),
        ExemptionFields("NJ"),
    )
    typed = terms_detail.TermsFields("CHECK", "CASH, CREDIT CARD", exempt)
    terms_detail.save_terms(desk.who, one, desk.version(one), typed)
    typed = credit.CreditFields("25000", "", "", "", "", "", "")
    credit.save_credit(desk.who, desk.customer("Just a limit"), 1, typed)


def _notes(desk: Desk, one: int) -> None:
    for text, shown in (("twice", False), ("twice", False), ("shown; \\ at once", True)):
        notes.add_note(desk.who, one, notes.NoteFields(text, shown))
    fields = action_notes.ActionFields
    for typed in (
        fields("CALL", "about the depot", "ben", "2030-01-31"),
        fields("CALL"),
        fields("CALL"),
        fields("CALL", "done", "", "", "resolved"),
    ):
        action_notes.add_action(desk.who, one, typed)
    Reason.create(kind="note", code="VISIT", name="Visit them")
    action_notes.add_action(desk.who, desk.customer("To be visited"), fields("VISIT"))


def _questions(desk: Desk, one: int) -> None:
    fields = questions.QuestionFields
    save = questions.save_question
    save(desk.who, fields("SECTOR", "Which trade?", True, True, "CAFE Cafés, bars; SHOP Shops; NONE"))
    asked = save(desk.who, fields("SIZE", "How many seats?", False, True, "S Small; L Large"))
    answers.answer(desk.who, one, desk.version(one), {"SECTOR": "CAFE*", "SIZE": "L"})
    answers.answer(desk.who, desk.customer("A shop"), 1, {"SECTOR": "NONE"})
    save(desk.who, fields("SIZE", "How many seats?", False, False, "S Small; L Large"), asked.question_id)


def _agreed(one: int) -> None:
    """What comes by file only: prices, contracts, the phone of a site."""
    product, days = Product.get().id, {"first_day": date(2024, 1, 1), "last_day": date(2024, 12, 31)}
    ContractPrice.create(account=one, product=product, price=Decimal("1.2345"), currency="USD", **days)
    contract = PurchasingContract.create(account=one, code="RICH-1", name="All", currency="USD", **days)
    for abroad in CustomerAccount.select().where(CustomerAccount.currency != "USD").limit(1):
        theirs: dict[str, Any] = {"account": abroad, "currency": abroad.currency, **days}
        ContractPrice.create(product=product, price=Decimal("2.5"), **theirs)
        agreed = PurchasingContract.create(code="RICH-2", shared=True, **theirs)
        ContractLine.create(contract=agreed, product=product, quantity=4, price=1)
    ContractLine.create(contract=contract, product=product, quantity=25, price=Decimal("0.9"))
    for site in CustomerSite.select().where(CustomerSite.account == one):
        for kind, value, first in (("PHONE", "+1 212 555 0150", True), ("WEB", "dock.example.com", True)):
            values = {"kind": kind, "value": value, "normal": normal(kind, value), "is_primary": first}
            ContactPoint.create(account=one, site=site.id, **values)


def _merged(desk: Desk, one: int) -> None:
    twin = desk.customer("Rich and Co", phone="(212) 555-0199", contact="Tom Twin")
    desk.contact(twin, "Tina Twin", phone="(212) 555-0142")
    notes.add_note(desk.who, twin, notes.NoteFields("twice"))
    merging.merge(desk.who, twin, one)
