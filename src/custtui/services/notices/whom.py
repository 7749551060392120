"""Whom to tell of what: one answer for screens, documents and the outbox (R-18, R-45, C-42, F-44)."""

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

from peewee import JOIN

from custtui.domain.notice import INVOICING
from custtui.models.account import Contact, ContactPoint, EventSubscription, acts_for, is_primary_of, own_first
from custtui.models.at_once import at_once, if_far
from custtui.models.party import Party
from custtui.models.prepared import Prepared

LISTENERS = Prepared(
    lambda account, event, site: (
        Contact.select(
            Contact.id, Party.name, Contact.site, is_primary_of(account), EventSubscription.id, Contact.account
        )
        .join(Party, on=Contact.person == Party.id)
        .switch(Contact)
        .join(
            EventSubscription,
            JOIN.LEFT_OUTER,
            on=(EventSubscription.contact == Contact.id) & (EventSubscription.event == event),
        )
        .where(
            acts_for(account)
            & Contact.active
            & (EventSubscription.id.is_null(False) | Contact.site.is_null() | (Contact.site == site))
        )
        .order_by(*own_first(account))
    )
)


def _mails(contacts: Any) -> Any:
    query = ContactPoint.select(ContactPoint.contact, ContactPoint.value)
    query = query.where(ContactPoint.contact.in_(contacts) & (ContactPoint.kind == "EMAIL"))
    return query.order_by(ContactPoint.is_primary.desc(), ContactPoint.id)


MAILS = Prepared(_mails)
MAILS_OF = Prepared(lambda account: _mails(Contact.select(Contact.id).where(acts_for(account))))


class Listener(NamedTuple):
    """A contact that may be told; `subscription` None where it never asked for this event.

    `told_for` is the account (id) it is told for where it is not its own, but of its party (F-48).
    """

    contact_id: int
    name: str
    site_id: int | None
    primary: bool
    subscription: int | None
    told_for: int | None = None


def whom(account_id: int, event: str, site_id: int | None = None) -> list[Listener]:
    """Whom do we tell about an event? Everybody subscribed to it; where nobody is, one person.

    With a site only people of the account and of that site count, never those of another one, and the one person is
    the site's contact before the account's (R-18); without a site it is the account's (R-45). Of invoices, whose site
    is the one they are billed to, its subscribers go before those of the account, and the one person is the account's
    (C-42). The primary contact goes before others.
    """
    return _chosen(_candidates(account_id, event, site_id), event, site_id)


def _candidates(account_id: int, event: str, site_id: int | None) -> list[Listener]:
    found = LISTENERS(account_id, event, site_id or 0)
    rows = [
        Listener(contact, name, site, primary, told, None if home == account_id else account_id)
        for contact, name, site, primary, told, home in found
    ]
    return [one for one in rows if site_id is None or one.site_id in (None, site_id)]


def _chosen(people: list[Listener], event: str, site_id: int | None) -> list[Listener]:
    at_site = [one for one in people if site_id is not None and one.site_id == site_id]
    of_account = [one for one in people if one.site_id is None]
    if event == INVOICING and at_site:
        return _subscribed(at_site) or _subscribed(of_account) or (of_account or at_site)[:1]
    return _subscribed(people) or (at_site or of_account)[:1]


def _subscribed(people: list[Listener]) -> list[Listener]:
    return [one for one in people if one.subscription is not None]


def written_to(account_id: int, event: str, site_id: int | None = None) -> list[tuple[Listener, str]]:
    """Who gets a message, at which e-mail address: as `whom`, of those who have one.

    The address is the contact's e-mail; where that is missing the alternative one (F-49).
    """
    people, mails = at_once(
        partial(_candidates, account_id, event, site_id), partial(if_far, partial(MAILS_OF, account_id))
    )
    return _readers(people, event, site_id, mails)


def whom_and_readers(account_id: int, event: str) -> tuple[list[Listener], list[Listener]]:
    """Whom we tell of an event, and who gets the message where those have no e-mail address."""
    people = _candidates(account_id, event, None)
    return _chosen(people, event, None), [one for one, _ in _readers(people, event, None)]


def _readers(
    people: list[Listener], event: str, site_id: int | None, mails: Sequence[tuple[int, str]] | None = None
) -> list[tuple[Listener, str]]:
    """`mails` are the addresses of the account's contacts, where they were read."""
    addresses: dict[int, str] = {}
    for contact, address in MAILS([one.contact_id for one in people]) if mails is None else mails:
        addresses.setdefault(contact, address)
    told = _chosen([one for one in people if one.contact_id in addresses], event, site_id)
    return [(one, addresses[one.contact_id]) for one in told]


def addresses(contact_id: int) -> list[str]:
    """The e-mail addresses of a contact as they stand, the one to be tried first before others."""
    return [address for _, address in MAILS([contact_id])]
