"""What hangs on a contact: its roles, events, phones and e-mails, its own address; each value one row (R-10)."""

from typing import Any

from custtui.domain.address import Address
from custtui.domain.contact import CONTACT_LABELS, CheckedContact, ContactFields
from custtui.domain.contact_point import PointKind
from custtui.domain.errors import Conflict, Fault
from custtui.domain.who import Who
from custtui.models.account import Contact, ContactPoint, ContactRole, EventSubscription
from custtui.models.base import now
from custtui.models.party import Location
from custtui.services.customer.conflicts import differing
from custtui.services.lists.coded import ROLE
from custtui.services.writing.hand import ByHand
from custtui.services.writing.parts import add_location, add_point


def make_primary(who: Who, account_id: int, contact_id: int, site: int | None, *, wanted: bool) -> None:
    """Make this one the primary contact of its level, which displaces the one before; or see that there is one."""
    here = _level(account_id, site)
    stamps = {"changed_by": who.login, "changed_at": now(), "version": Contact.version + 1}
    if wanted:
        Contact.update(is_primary=False, **stamps).where(
            here & Contact.is_primary, Contact.id != contact_id
        ).execute()
        Contact.update(is_primary=True).where(Contact.id == contact_id).execute()
        return
    others = Contact.select().where(here & Contact.active, Contact.id != contact_id).exists()
    if others:
        Contact.update(is_primary=False).where(Contact.id == contact_id).execute()
    keep_one_primary(who, account_id, site, last=contact_id)


def keep_one_primary(who: Who, account_id: int, site: int | None, last: int = 0) -> None:
    """Where people act, one of them is the primary one: the first of them, `last` only where there is no other."""
    here = _level(account_id, site) & Contact.active
    people = list(Contact.select().where(here).order_by(Contact.id == last, Contact.id))
    if people and not any(one.is_primary for one in people):
        first = people[0]
        stamps = {"changed_by": who.login, "changed_at": now(), "version": Contact.version + 1}
        Contact.update(is_primary=True, **(stamps if first.id != last else {})).where(
            Contact.id == first.id
        ).execute()


def _level(account_id: int, site: int | None) -> Any:
    return Contact.site == site if site else (Contact.account == account_id) & Contact.site.is_null()


def put_lists(who: Who, contact_id: int, new: CheckedContact) -> None:
    """Roles, events and points as they are to be; what stays keeps its row."""
    for model, column, wanted in (
        (ContactRole, ContactRole.role, new.roles),
        (EventSubscription, EventSubscription.event, new.events),
    ):
        stand = {getattr(row, column.name): row for row in model.select().where(model.contact == contact_id)}
        for code in stand.keys() - set(wanted):
            stand[code].delete_instance()
        for code in wanted:
            if code not in stand:
                model.create(contact=contact_id, **{column.name: code})
    _put_points(who, contact_id, new.points)


def turn(contact_id: int, kind: str, code: str) -> None:
    """Give a role or an event, or take it away where the contact has it."""
    model: Any = ContactRole if kind == ROLE else EventSubscription
    column = ContactRole.role if kind == ROLE else EventSubscription.event
    if not model.delete().where((model.contact == contact_id) & (column == code)).execute():
        model.create(contact=contact_id, **{column.name: code})


def _put_points(who: Who, contact_id: int, points: tuple[tuple[PointKind, str], ...]) -> None:
    """The first of each kind is the primary one."""
    mine = ContactPoint.contact == contact_id
    stand = {(row.kind, row.value): row for row in ContactPoint.select().where(mine)}
    for key in stand.keys() - {(str(kind), value) for kind, value in points}:
        stand.pop(key).delete_instance()
    first = dict(reversed(points))  # the first of a kind comes last and stays
    for (kind, value), row in stand.items():
        if row.is_primary and first.get(PointKind(kind)) != value:  # before another one becomes the primary one
            _set_primary(who, row, False)
    seen: set[PointKind] = set()
    for kind, value in points:
        _put_point(who, contact_id, stand.get((str(kind), value)), kind, value, primary=kind not in seen)
        seen.add(kind)


def _put_point(
    who: Who, contact_id: int, row: ContactPoint | None, kind: PointKind, value: str, *, primary: bool
) -> None:
    if row is None:
        add_point(ByHand(who), kind, value, primary=primary, contact=contact_id)
    elif primary and not row.is_primary:
        _set_primary(who, row, True)


def _set_primary(who: Who, row: ContactPoint, primary: bool) -> None:
    row.is_primary = primary
    stamps = {"version": ContactPoint.version + 1, "changed_by": who.login, "changed_at": now()}
    ContactPoint.update(is_primary=primary, **stamps).where(ContactPoint.id == row.id).execute()


def put_address(who: Who, location_id: int | None, address: Address | None) -> int | None:
    """The contact's own address: a location nobody else has; None takes it away."""
    if address is None:
        return None
    if location_id is None:
        return add_location(ByHand(who), address)
    columns = {**address.columns(), "changed_by": who.login, "changed_at": now()}
    Location.update(version=Location.version + 1, **columns).where(Location.id == location_id).execute()
    return location_id


def stamp(
    who: Who, contact_id: int, version: int, columns: dict[str, Any], typed: ContactFields, stored: ContactFields
) -> None:
    """Write a contact's columns where it still has this version.

    Raises Conflict where it has not: a fault a field that differs, with both values (X-13).
    """
    here = (Contact.id == contact_id) & (Contact.version == version)
    stamps = {"version": version + 1, "changed_by": who.login, "changed_at": now()}
    if not Contact.update(**columns, **stamps).where(here).execute():
        by = Contact.get_by_id(contact_id).changed_by
        raise Conflict(
            [
                Fault("conflict", "", f"{by} changed this contact meanwhile"),
                *differing(typed, stored, CONTACT_LABELS),
            ],
            by,
        )
