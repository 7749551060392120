"""Reads the contacts of a customer: as rows of a list, and one as its form shows it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from peewee import JOIN

from custtui.domain.address import Address
from custtui.domain.contact import ContactFields
from custtui.domain.errors import refuse
from custtui.domain.records.acting import ContactTexts
from custtui.domain.records.fact import said_of
from custtui.models.account import (
    Contact,
    ContactPoint,
    ContactRole,
    CustomerAccount,
    CustomerSite,
    EventSubscription,
    acts_for,
)
from custtui.models.among import among
from custtui.models.party import Location, Party
from custtui.services.at_once import at_once


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow(ContactTexts):
    """A contact whole. `points` are (kind, value), the primary one of each kind first.

    `customer` is the code under which the person is a customer too (R-20), '' where not; `contact_of` that of the
    first other customer for whom the person acts too, or of this one where he or she acts here twice. `shared`: for
    all accounts of the party of `account_id`, which is its own (F-48).
    """

    contact_id: int
    version: int
    account_id: int
    name: str
    roles: tuple[str, ...]
    events: tuple[str, ...]
    points: tuple[tuple[str, str], ...]
    site_id: int | None
    site: str
    address: Address | None
    primary: bool
    active: bool
    customer: str
    changed_by: str
    person_id: int = 0
    contact_of: str = ""
    shared: bool = False

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """The points of a kind, the primary one first."""
        return tuple(value for one, value in self.points if one == kind)

    @property
    def phone(self) -> str:
        """The primary phone, '' where there is none."""
        return next(iter(self.of_kind("PHONE")), "")

    @property
    def email(self) -> str:
        """The primary e-mail address, '' where there is none."""
        return next(iter(self.of_kind("EMAIL")), "")


def contacts(account_id: int, *, site_id: int | None = None, inactive: bool = False) -> tuple[ContactRow, ...]:
    """The people of a customer: of the account first, then site by site, the primary ones first; shared ones last.

    With a site those who act there: the account's and its own, never another site's (F-43).
    """
    where = acts_for(account_id)
    if site_id is not None:
        where &= Contact.site.is_null() | (Contact.site == site_id)
    own, others = list[ContactRow](), list[ContactRow]()
    for one in _read(where if inactive else where & Contact.active):
        if one.account_id == account_id:
            own.append(one)
        else:
            others.append(replace(one, primary=False))
    return (*own, *others)


def contact_row(contact_id: int) -> ContactRow:
    """One contact. Raises Refused for an unknown one."""
    rows = _read(Contact.id == contact_id)
    if not rows:
        raise refuse("unknown_contact", "There is no such contact")
    return rows[0]


def contact_form(contact_id: int) -> tuple[int, ContactFields]:
    """The version of a contact, and its fields as its form shows them."""
    one = contact_row(contact_id)
    address = one.address or Address()
    points = {name: "; ".join(one.of_kind(name.upper())) for name in ("phone", "email", "fax", "web")}
    return one.version, ContactFields(
        name=one.name,
        site=one.site if one.site_id else "",
        primary=one.primary,
        shared=one.shared,
        **said_of(ContactTexts, one),
        roles=", ".join(one.roles),
        events=", ".join(one.events),
        **points,
        **address.columns(),
        person=one.customer,
        contact_of=one.contact_of,
    )


def stored_contact(contact_id: int) -> tuple[Contact, ContactFields]:
    """The row of a contact and its fields. Raises Refused for an unknown one."""
    fields = contact_form(contact_id)[1]
    return Contact.get_by_id(contact_id), fields


def _read(where: Any) -> tuple[ContactRow, ...]:
    rows = list(
        Contact.select(Contact, Party, CustomerSite, Location)
        .join(Party, on=Contact.person == Party.id)
        .switch(Contact)
        .join(CustomerSite, JOIN.LEFT_OUTER)
        .switch(Contact)
        .join(Location, JOIN.LEFT_OUTER)
        .where(where)
        .order_by(Contact.active.desc(), Contact.site.is_null(False), Contact.site)
        .order_by_extend(Contact.is_primary.desc(), Contact.id)
    )
    ids = [row.id for row in rows]
    (roles, events), points, people = at_once(
        lambda: at_once(
            partial(_lists, ContactRole, ContactRole.role, ids),
            partial(_lists, EventSubscription, EventSubscription.event, ids),
        ),
        partial(_points, ids),
        partial(_People, rows),
    )
    return tuple(_row(row, roles[row.id], events[row.id], points[row.id], people) for row in rows)


class _People:
    """As what else the persons of contacts are known."""

    def __init__(self, rows: Sequence[Contact]) -> None:
        people = [row.person_id for row in rows]
        self.customers, self._acting = at_once(partial(_customers, people), partial(acting_elsewhere, people))

    def contact_of(self, row: Contact) -> str:
        """Another customer the person acts for; the same one where he or she acts there twice; '' of a customer."""
        if row.person_id in self.customers:
            return ""
        others = [code for _, account, code in self._acting.get(row.person_id, ()) if account != row.account_id]
        twice = [code for contact, _, code in self._acting.get(row.person_id, ()) if contact != row.id]
        return next(iter([*others, *twice]), "")


def acting_elsewhere(people: Iterable[int]) -> dict[int, list[tuple[int, int, str]]]:
    """Contact, account (ids) and code of the customers persons act for, by person, the oldest first."""
    rows = Contact.select(Contact.person, Contact.id, Contact.account, CustomerAccount.code).join(CustomerAccount)
    rows = rows.where(among(Contact.person, people), CustomerAccount.merged_into.is_null())
    found = dict[int, list[tuple[int, int, str]]]()
    for person, *acting in rows.order_by(Contact.id).tuples():
        found.setdefault(person, []).append((acting[0], acting[1], acting[2]))
    return found


def _row(
    row: Contact, roles: list[str], events: list[str], points: list[tuple[str, str]], people: _People
) -> ContactRow:
    place = row.location
    site = row.site
    return ContactRow(
        contact_id=row.id,
        version=row.version,
        account_id=row.account_id,
        name=row.person.name,
        roles=tuple(roles),
        events=tuple(events),
        points=tuple(points),
        site_id=row.site_id,
        site=(site.alias or f"site {site.id}") if site else "",
        address=Address.of(place) if place else None,
        primary=row.is_primary,
        active=row.active,
        customer=people.customers.get(row.person_id, ""),
        changed_by=row.changed_by,
        person_id=row.person_id,
        contact_of=people.contact_of(row),
        shared=row.shared,
        **said_of(ContactTexts, row),
    )


def _lists(
    model: type[ContactRole] | type[EventSubscription], column: object, ids: list[int]
) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for contact, code in (
        model.select(model.contact, column).where(model.contact.in_(ids)).order_by(model.id).tuples()
    ):
        found[contact].append(code)
    return found


def _points(ids: list[int]) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = ContactPoint.select(ContactPoint.contact, ContactPoint.kind, ContactPoint.value)
    rows = rows.where(ContactPoint.contact.in_(ids)).order_by(ContactPoint.is_primary.desc(), ContactPoint.id)
    for contact, kind, value in rows.tuples():
        found[contact].append((kind, value))
    return found


def _customers(people: list[int]) -> dict[int, str]:
    rows = CustomerAccount.select(CustomerAccount.party, CustomerAccount.code)
    rows = rows.where(CustomerAccount.party.in_(people) & CustomerAccount.merged_into.is_null())
    found: dict[int, str] = {}
    for person, code in rows.order_by(CustomerAccount.id).tuples():
        found.setdefault(person, code)
    return found
