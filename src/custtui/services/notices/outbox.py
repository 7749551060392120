"""What stands in the outbox, and what a supervisor does with it: hold back, send again (R-45, X-22)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import JOIN, fn

from custtui.domain.errors import refuse
from custtui.domain.who import Act, Who
from custtui.models.account import Contact, CustomerAccount
from custtui.models.base import now
from custtui.models.database import transaction
from custtui.models.moment import database_now
from custtui.models.order import Outbox, SalesOrder
from custtui.models.party import Party
from custtui.services.asks import asks
from custtui.services.notices.steps import FAILED, HELD, SENT, WAITING, step, take, write
from custtui.services.notices.whom import addresses

SAID = {WAITING: "waits", HELD: "is held back", SENT: "was sent", FAILED: "failed"}
"""The states of a message, as a refusal says them."""


@dataclass(frozen=True, slots=True)
class QueuedMessage:
    """A message as the outbox shows it: whose, to whom, what it says, and what became of it."""

    id: int
    state: str
    number: str
    code: str
    name: str
    address: str
    event: str
    subject: str
    body: str
    made_at: datetime
    made_by: str
    sent_at: datetime | None
    attempts: int
    next_at: datetime | None
    reason: str
    changed_by: str


def waiting(limit: int, offset: int = 0) -> list[QueuedMessage]:
    """What waits to be sent, in the order in which it goes."""
    return _messages(WAITING, Outbox.id, limit, offset)


def held(limit: int, offset: int = 0) -> list[QueuedMessage]:
    """What is held back, the latest first."""
    return _messages(HELD, Outbox.id.desc(), limit, offset)


def failed(limit: int, offset: int = 0) -> list[QueuedMessage]:
    """What was refused for good, or not taken at any try, the latest first."""
    return _messages(FAILED, Outbox.id.desc(), limit, offset)


def sent(limit: int, offset: int = 0) -> list[QueuedMessage]:
    """What was sent, the latest first."""
    return _messages(SENT, Outbox.id.desc(), limit, offset)


def _messages(state: str, order: Any, limit: int, offset: int) -> list[QueuedMessage]:
    columns = (Outbox.address, Outbox.event, Outbox.subject, Outbox.body, Outbox.made_at, Outbox.made_by)
    columns += (Outbox.sent_at, Outbox.attempts, Outbox.next_at, Outbox.reason, Outbox.changed_by)
    query = Outbox.select(Outbox.id, Outbox.state, SalesOrder.number, CustomerAccount.code, Party.name, *columns)
    query = query.join(SalesOrder, JOIN.LEFT_OUTER).switch(Outbox).join(Contact, JOIN.LEFT_OUTER)
    whose = fn.COALESCE(Outbox.account, Contact.account)
    query = query.join(CustomerAccount, JOIN.LEFT_OUTER, on=whose == CustomerAccount.id).switch(Contact)
    query = query.join(Party, JOIN.LEFT_OUTER, on=Contact.person == Party.id)
    rows = query.where(Outbox.state == state).order_by(order).limit(limit).offset(offset).tuples()
    return [QueuedMessage(*row[:2], *(one or "" for one in row[2:5]), *row[5:]) for row in rows]


@asks(Act.OUTBOX)
def hold_back(who: Who, message_id: int) -> None:
    """Keep a message that waits from being sent. Raises Refused where it waits no more, or is on its way."""
    with transaction():
        take(_message(message_id))
        _change(message_id, WAITING, changed_by=who.login)
        row = _message(message_id)
        step(who, row, HELD, row.address)


@asks(Act.OUTBOX)
def send_again(who: Who, message_id: int) -> None:
    """Have a message sent, at the contact's address as it is now, whatever became of it; at once where it waits.

    One that was sent goes as another message, which servers do not take for the same. Raises Refused where it is on
    its way.
    """
    with transaction():
        take(_message(message_id))
        row = _message(message_id)
        address = next(iter(addresses(row.contact_id)), row.address) if row.contact_id else row.address
        if row.state == SENT:
            _copy(who, row, address)
            return
        anew = {"attempts": 0, "next_at": None, "refused": "", "reason": ""}
        _change(message_id, row.state, changed_by=who.login, **anew)
        step(who, row, WAITING, address)


def _change(message_id: int, state: str, **columns: Any) -> None:
    """Where a message is of this state still, and nobody's. Raises Refused where it is not."""
    free = Outbox.claimed_until.is_null() | (Outbox.claimed_until < database_now())
    change = Outbox.update(claimed_by="", claimed_until=None, **columns)
    if not change.where((Outbox.id == message_id) & (Outbox.state == state) & free).execute():
        raise _stands_otherwise(message_id)


def _copy(who: Who, row: Any, address: str) -> None:
    """The same words once more, as another message."""
    words = {name: getattr(row, name) for name in ("event", "subject", "body", "paper", "until")}
    links = {"order": row.order_id, "contact": row.contact_id}
    stamps = {"made_by": who.login, "changed_by": who.login, "made_at": now()}
    write([{**words, **links, **stamps, "address": address}], row.order_id)


def _message(message_id: int) -> Any:
    row = Outbox.get_or_none(Outbox.id == message_id)
    if row is None:
        raise refuse("message", "There is no such message any more")
    return row


def _stands_otherwise(message_id: int) -> Exception:
    """Another notifier or supervisor was faster."""
    state = _message(message_id).state
    text = "This message is being sent just now" if state == WAITING else f"This message {SAID[state]} by now"
    return refuse("message", f"{text}: nothing was changed")
