"""One primary contact where people act: at an account, and at each of its sites (F-14)."""

from typing import Any

from custtui.domain.who import Who
from custtui.models.account import Contact
from custtui.models.base import now


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
