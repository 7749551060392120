"""Whom to tell of what: one answer for screens, documents and the outbox (R-18, R-45, F-44)."""

from typing import NamedTuple

from peewee import JOIN

from custtui.models.account import Contact, ContactPoint, EventSubscription
from custtui.models.insert import Insert
from custtui.models.order import Outbox
from custtui.models.party import Party
from custtui.models.prepared import Prepared

ORDER_ACCEPTED, SHIPPED, INVOICING = "order accepted", "shipped", "invoicing"

OUTBOX = Insert(Outbox)
LISTENERS = Prepared(
    lambda account, event, site: (
        Contact.select(Contact.id, Party.name, Contact.site, Contact.is_primary, EventSubscription.id)
        .join(Party, on=Contact.person == Party.id)
        .switch(Contact)
        .join(
            EventSubscription,
            JOIN.LEFT_OUTER,
            on=(EventSubscription.contact == Contact.id) & (EventSubscription.event == event),
        )
        .where(
            (Contact.account == account)
            & Contact.active
            & (EventSubscription.id.is_null(False) | Contact.site.is_null() | (Contact.site == site))
        )
        .order_by(Contact.is_primary.desc(), Contact.id)
    )
)
MAILS = Prepared(
    lambda contacts: (
        ContactPoint.select(ContactPoint.contact, ContactPoint.value)
        .where(ContactPoint.contact.in_(contacts) & (ContactPoint.kind == "EMAIL"))
        .order_by(ContactPoint.is_primary.desc(), ContactPoint.id)
    )
)


class Listener(NamedTuple):
    """A contact that may be told; `subscription` None where it never asked for this event."""

    contact_id: int
    name: str
    site_id: int | None
    primary: bool
    subscription: int | None


def whom(account_id: int, event: str, site_id: int | None = None) -> list[Listener]:
    """Whom do we tell about an event? Everybody subscribed to it; where nobody is, one person.

    With a site only people of the account and of that site count, never those of another one, and the one person is
    the site's contact before the account's (R-18); without a site it is the account's (R-45). The primary contact
    goes before others.
    """
    return _chosen(_candidates(account_id, event, site_id), site_id)


def _candidates(account_id: int, event: str, site_id: int | None) -> list[Listener]:
    rows = [Listener(*row) for row in LISTENERS(account_id, event, site_id or 0)]
    return [one for one in rows if site_id is None or one.site_id in (None, site_id)]


def _chosen(people: list[Listener], site_id: int | None) -> list[Listener]:
    subscribed = [one for one in people if one.subscription is not None]
    if subscribed:
        return subscribed
    at_site = [one for one in people if site_id is not None and one.site_id == site_id]
    return (at_site or [one for one in people if one.site_id is None])[:1]


def written_to(account_id: int, event: str, site_id: int | None = None) -> list[tuple[Listener, str]]:
    """Who gets a message, at which e-mail address: as `whom`, of those who have one."""
    people = _candidates(account_id, event, site_id)
    addresses: dict[int, str] = {}
    for contact, address in MAILS([one.contact_id for one in people]):
        addresses.setdefault(contact, address)
    told = _chosen([one for one in people if one.contact_id in addresses], site_id)
    return [(one, addresses[one.contact_id]) for one in told]


def tell(account: int, event: str, order: int, subject: str, site: int | None = None) -> list[int]:
    """Put a message to everybody `whom` names into the outbox; who has no e-mail address cannot be told.

    Returns the contacts told.
    """
    told = written_to(account, event, site)
    OUTBOX(
        {
            "order": order,
            "contact": one.contact_id,
            "event": event,
            "address": address,
            "subject": subject,
        }
        for one, address in told
    )
    return [one.contact_id for one, _ in told]
