"""Who is told of what: messages put into the outbox for the contacts subscribed to an event (R-45, F-44)."""

from peewee import JOIN

from custtui.models.account import Contact, ContactPoint, EventSubscription
from custtui.models.insert import Insert
from custtui.models.order import Outbox
from custtui.models.prepared import Prepared

ORDER_ACCEPTED = "order accepted"

OUTBOX = Insert(Outbox)
LISTENERS = Prepared(
    lambda account, event: (
        Contact.select(Contact.id, ContactPoint.value, Contact.is_primary, EventSubscription.id)
        .join(ContactPoint, on=(ContactPoint.contact == Contact.id) & (ContactPoint.kind == "EMAIL"))
        .switch(Contact)
        .join(
            EventSubscription,
            JOIN.LEFT_OUTER,
            on=(EventSubscription.contact == Contact.id) & (EventSubscription.event == event),
        )
        .where(
            (Contact.account == account)
            & Contact.active
            & (EventSubscription.id.is_null(False) | (Contact.is_primary & Contact.site.is_null()))
        )
        .order_by(ContactPoint.is_primary.desc(), ContactPoint.id)
    )
)


def tell(account: int, event: str, order: int, subject: str) -> list[int]:
    """Put a message to everybody subscribed into the outbox; where nobody is, to the account's primary contact.

    Returns the contacts told; those without an e-mail address cannot be.
    """
    rows = LISTENERS(account, event)
    subscribed = [row for row in rows if row[3] is not None] or rows
    addresses: dict[int, str] = {}
    for contact, address, _, _ in subscribed:
        addresses.setdefault(contact, address)
    OUTBOX(
        {"order": order, "contact": contact, "event": event, "address": address, "subject": subject}
        for contact, address in addresses.items()
    )
    return list(addresses)
