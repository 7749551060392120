"""How a customer is reached in the simple view: its primary contact, a phone, two e-mail addresses (F-14)."""

from typing import Any

from custtui.domain.contact_point import PointKind
from custtui.domain.errors import refuse
from custtui.domain.relations import PERSON
from custtui.domain.who import Who
from custtui.models.account import Contact, ContactPoint
from custtui.models.base import now
from custtui.models.party import Party
from custtui.services.customer.queries import CONTACT_POINTS
from custtui.services.people.person import known_here
from custtui.services.writing.hand import ByHand
from custtui.services.writing.parts import add_contact, add_person, add_point, point_row


def set_contact(who: Who, account_id: int, name: str, same: int | None = None) -> int | None:
    """The primary contact of the account; one of that name is taken, else made. The one before stays a contact.

    `same` is a person (party) of that name who is known already and is meant: nobody is made then (F-43).

    A person who acts for an account is a party of its own, which outlives that (R-20): one who was a contact once, or
    is one at a site, is no second person. Gives the contact (id), None where there is none.
    """
    mine = (Contact.account == account_id) & Contact.site.is_null()
    contacts = list(Contact.select(Contact, Party).join(Party).where(mine & Contact.active).order_by(Contact.id))
    primary = next((one for one in contacts if one.is_primary), None)
    if (primary.person.name if primary else "") == name:
        return primary.id if primary else None
    stamps = {"changed_by": who.login, "changed_at": now(), "version": Contact.version + 1}
    Contact.update(is_primary=False, **stamps).where(mine & Contact.is_primary).execute()
    if not name:
        return None
    meant = _meant(same, name) or _known(account_id, name)
    known = next((one for one in contacts if one.person.name == name and meant in (None, one.person_id)), None)
    if known:
        Contact.update(is_primary=True, **stamps).where(Contact.id == known.id).execute()
        return known.id
    hand = ByHand(who)
    return add_contact(hand, account_id, None, meant or add_person(hand, name), primary=True)


def _meant(same: int | None, name: str) -> int | None:
    """The person chosen, unless he or she is called otherwise by now: then somebody else is typed."""
    here = (Party.id == same) & (Party.name == name) & (Party.kind == PERSON)
    return same if same is not None and Party.select().where(here).exists() else None


def _known(account_id: int, name: str) -> int | None:
    """Who of that name is known here already is meant. Raises Refused where that may be one of several."""
    known = known_here(account_id, name)
    if len(known) > 1:
        text = f"Contact: {len(known)} persons called {name} are known here"
        raise refuse("several", text, "contact", listed=True)
    return known[0] if known else None


def set_points(who: Who, account_id: int, phone: str, *mails: str) -> None:
    """The account's own phone and e-mail addresses, the first of a kind being the primary one."""
    mine = (ContactPoint.account == account_id) & ContactPoint.site.is_null()
    for kind, values in ((PointKind.PHONE, [phone]), (PointKind.EMAIL, [*mails])):
        _set(who, mine, {"account": account_id}, kind, values)


def set_contact_points(who: Who, contact_id: int, phone: str, *mails: str, keep: bool) -> None:
    """A contact's own phone and e-mail addresses; `keep` those of a kind of which nothing was typed."""
    mine, changed = ContactPoint.contact == contact_id, False
    for kind, values in ((PointKind.PHONE, [phone]), (PointKind.EMAIL, [*mails])):
        if any(values) or not keep:
            changed |= _set(who, mine, {"contact": contact_id}, kind, values)
    if changed:  # a form of this contact that is open is told
        stamps = {"changed_by": who.login, "changed_at": now(), "version": Contact.version + 1}
        Contact.update(**stamps).where(Contact.id == contact_id).execute()


def reached(account_id: int, contact_id: int) -> tuple[str, str, str]:
    """Phone, e-mail and second e-mail address of a contact of an account, '' where there is none."""
    mine = [(kind, value) for contact, kind, value in CONTACT_POINTS(account_id) if contact == contact_id]
    phones = [value for kind, value in mine if kind == PointKind.PHONE]
    mails = [value for kind, value in mine if kind == PointKind.EMAIL]
    return next(iter(phones), ""), next(iter(mails), ""), next(iter(mails[1:]), "")


def _set(who: Who, owned: Any, owner: dict[str, int], kind: PointKind, values: list[str]) -> bool:
    """One row changes where one value did (R-10); those beyond what was typed stay. Did anything change?"""
    mine = owned & (ContactPoint.kind == kind)
    rows = list(ContactPoint.select().where(mine).order_by(ContactPoint.is_primary.desc(), ContactPoint.id))
    wanted = [value for value in values if value]
    changed = len(wanted) > len(rows) or bool(rows[len(wanted) : len(values)])
    for row, value in zip(rows, wanted, strict=False):
        if row.value != value:
            changed = True
            ContactPoint.update(
                **point_row(kind, value),
                version=ContactPoint.version + 1,
                changed_by=who.login,
                changed_at=now(),
            ).where(ContactPoint.id == row.id).execute()
    for row in rows[len(wanted) : len(values)]:
        row.delete_instance()
    primary = any(row.is_primary for row in rows[: len(wanted)])
    for value in wanted[len(rows) :]:
        add_point(ByHand(who), kind, value, primary=not primary, **owner)
        primary = True
    return changed
