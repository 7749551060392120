"""How a customer is reached in the simple view: its primary contact, a phone, two e-mail addresses (F-14)."""

from custtui.domain.contact_point import PointKind, normal
from custtui.domain.who import Who
from custtui.models.account import Contact, ContactPoint
from custtui.models.base import now
from custtui.models.party import Party


def set_contact(who: Who, account_id: int, name: str) -> None:
    """The primary contact of the account; one of that name is taken, else made. The one before stays a contact.

    A person who acts for an account is a party of its own, which outlives that (R-20): one who was a contact once, or
    is one at a site, is no second person.
    """
    mine = (Contact.account == account_id) & Contact.site.is_null()
    contacts = list(Contact.select(Contact, Party).join(Party).where(mine & Contact.active).order_by(Contact.id))
    primary = next((one for one in contacts if one.is_primary), None)
    if (primary.person.name if primary else "") == name:
        return
    stamps = {"changed_by": who.login, "changed_at": now(), "version": Contact.version + 1}
    Contact.update(is_primary=False, **stamps).where(mine & Contact.is_primary).execute()
    if not name:
        return
    known = next((one for one in contacts if one.person.name == name), None)
    if known:
        Contact.update(is_primary=True, **stamps).where(Contact.id == known.id).execute()
        return
    made = {"made_by": who.login, "changed_by": who.login}
    person = _person(account_id, name) or Party.create(kind="PERSON", name=name, **made)
    Contact.create(person=person, account=account_id, is_primary=True, **made)


def _person(account_id: int, name: str) -> Party | None:
    here = (Contact.account == account_id) & (Party.name == name)
    return Party.select().join(Contact, on=Contact.person == Party.id).where(here).order_by(Party.id).first()


def set_points(who: Who, account_id: int, phone: str, *mails: str) -> None:
    """The account's own phone and e-mail addresses, the first of a kind being the primary one."""
    _set(who, account_id, PointKind.PHONE, [phone])
    _set(who, account_id, PointKind.EMAIL, list(mails))


def _set(who: Who, account_id: int, kind: PointKind, values: list[str]) -> None:
    """One row changes where one value did (R-10); those beyond what was typed stay."""
    mine = (ContactPoint.account == account_id) & ContactPoint.site.is_null() & (ContactPoint.kind == kind)
    rows = list(ContactPoint.select().where(mine).order_by(ContactPoint.is_primary.desc(), ContactPoint.id))
    wanted = [value for value in values if value]
    for row, value in zip(rows, wanted, strict=False):
        if row.value != value:
            ContactPoint.update(
                value=value,
                normal=normal(kind, value),
                version=ContactPoint.version + 1,
                changed_by=who.login,
                changed_at=now(),
            ).where(ContactPoint.id == row.id).execute()
    for row in rows[len(wanted) : len(values)]:
        row.delete_instance()
    primary = any(row.is_primary for row in rows[: len(wanted)])
    for value in wanted[len(rows) :]:
        ContactPoint.create(
            account=account_id,
            kind=kind,
            value=value,
            normal=normal(kind, value),
            is_primary=not primary,
            made_by=who.login,
            changed_by=who.login,
        )
        primary = True
