"""Announcements: a supervisor's own words to all subscribers of an event, through the outbox (F-49)."""

from collections.abc import Collection
from typing import Any

from custtui.domain.choice import Choice
from custtui.domain.coded import completed
from custtui.domain.errors import Confirm, Fault, Refused
from custtui.domain.notice import LONGEST_SUBJECT, TEMPLATES, letter
from custtui.domain.records.announcement import LONGEST_TEXT, AnnouncementFields
from custtui.domain.text import cleaned
from custtui.domain.who import Act, Who
from custtui.models.account import Contact, CustomerAccount, EventSubscription
from custtui.models.database import transaction
from custtui.models.party import Party
from custtui.services.asks import asks
from custtui.services.lists.coded import EVENT, coded
from custtui.services.notices import Listener, put, seller_name, sends
from custtui.services.notices.whom import MAILS

AT_ONCE = 500
"""Messages written by one statement."""


def announced() -> list[Choice]:
    """The events that are announced: those the program does not tell of by itself."""
    own = {one.event for one in TEMPLATES.values()}
    return [one for one in coded(EVENT) if one.key not in own]


@asks(Act.ANNOUNCE)
def announce(who: Who, typed: AnnouncementFields, confirmed: Collection[str] = ()) -> int:
    """Put a message to every subscriber of an event into the outbox; returns how many.

    A subscriber without an e-mail address is left out, and one who, or whose customer, refuses mailings by e-mail
    (F-46); an address is written to once. Raises Refused with all faults
    (fields `event`, `subject`, `text`), where nobody subscribed, or the house sends no e-mail; Confirm with how many.
    """
    faults = list[Fault]()
    read = _read(typed, faults)
    if not sends():
        faults.insert(0, Fault("email", "", "This house sends no e-mail: the control email_notices turns it on"))
    people = _subscribers(read.event) if not faults else []
    if not (faults or people):
        faults.append(Fault("nobody", "event", f"Nobody who may be sent e-mail subscribed to {read.event}"))
    if faults:
        raise Refused(faults)
    if "announce" not in confirmed:
        raise Confirm("announce", f"Queue e-mail for {_counted(people)} of {read.event}?")
    _put(who, read, people)
    return len(people)


def _read(typed: AnnouncementFields, faults: list[Fault]) -> AnnouncementFields:
    """As it is kept; the reasons why not are added to the faults."""
    known = tuple(one.key for one in announced())
    code = completed(typed.event, known)
    subject = cleaned(typed.subject, "subject", "Subject", faults, longest=LONGEST_SUBJECT)
    text = cleaned(typed.text, "text", "Text", faults, longest=LONGEST_TEXT, lines=True)
    if (event := typed.event.strip()[:40]) and not code:
        faults.append(Fault("event", "event", f'"{event}" is not an event to announce', listed=True))
    wrong = {one.field for one in faults}
    for name, label, value in (("event", "Event", code), ("subject", "Subject", subject), ("text", "Text", text)):
        if not value and name not in wrong:
            faults.append(Fault("missing", name, f"{label} is required", listed=name == "event"))
    return AnnouncementFields(code, subject, text)


def _counted(people: list[Any]) -> str:
    return f"{len(people):,} subscriber{'' if len(people) == 1 else 's'}"


def _subscribers(event: str) -> list[tuple[Listener, str]]:
    """Whom it goes to, at which address: contacts who are active, of customers who are; none refused it (F-46)."""
    columns = (Contact.id, Party.name, Contact.site, Contact.is_primary, EventSubscription.id)
    query = EventSubscription.select(*columns).join(Contact).join(Party, on=Contact.person == Party.id)
    query = query.switch(Contact).join(CustomerAccount)
    asked = (EventSubscription.event == event) & Contact.active & CustomerAccount.active
    asked &= CustomerAccount.merged_into.is_null() & (Contact.no_email == "") & (CustomerAccount.no_email == "")
    rows = query.where(asked).order_by(Contact.id).tuples()
    people, mails = [Listener(*row) for row in rows], dict[int, str]()
    for at in range(0, len(people), AT_ONCE):
        for contact, address in MAILS([one.contact_id for one in people[at : at + AT_ONCE]]):
            mails.setdefault(contact, address)
    once = dict[str, tuple[Listener, str]]()
    for one in people:
        if address := mails.get(one.contact_id):
            once.setdefault(address.casefold(), (one, address))
    return list(once.values())


def _put(who: Who, read: AnnouncementFields, people: list[tuple[Listener, str]]) -> None:
    seller = seller_name()
    letters = [(one, address, letter(read.subject, read.text, one.name, seller)) for one, address in people]
    with transaction():
        for at in range(0, len(letters), AT_ONCE):
            put(who, read.event, letters[at : at + AT_ONCE])
