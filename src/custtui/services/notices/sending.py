"""Sends what waits in the outbox, one message at a time: claimed, sent, and said to be sent (R-45).

Two notifiers never send one message: it is one's alone while its lease lasts. Where one ends between the sending and
the saying (a kill, a power cut), the message is sent again once the lease is over, under the same Message-ID, by
which mail servers and readers know it: rather twice there than never.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from secrets import token_hex
from typing import Any, NamedTuple

from peewee import fn

from custtui.domain.errors import Refused
from custtui.domain.mailing import LEASE, Away, Later, Letter, RefusedForGood, pause_after
from custtui.domain.who import Act, Who
from custtui.models.database import transaction
from custtui.models.moment import database_now
from custtui.models.operator import House
from custtui.models.order import Outbox
from custtui.services.asks import asks
from custtui.services.damaged import naming
from custtui.services.notices.steps import FAILED, SENT, WAITING, step, take
from custtui.services.notices.whom import addresses

TWICE = "sent again: a notifier ended before it had told so"
LATER, ELSEWHERE, UNREADABLE = "later", "elsewhere", "unreadable"


class Outcome(NamedTuple):
    """What became of a message: its new state, `LATER`, `ELSEWHERE` for another address, or `UNREADABLE`; in a line.

    `message` is its id.
    """

    state: str
    line: str
    message: int


class Claim(NamedTuple):
    """A message (row) that is this notifier's for now, by its token; `again` where another one had it before."""

    row: Any
    token: str
    again: bool


def _due(now: datetime) -> Any:
    """Waiting, at its time, and nobody's; what others wrote there is compared as it stands."""
    at_its_time = Outbox.next_at.is_null() | (Outbox.next_at <= now)
    nobodys = Outbox.claimed_until.is_null() | (Outbox.claimed_until < now)
    return (Outbox.state == WAITING) & at_its_time & nobodys


@asks(Act.SEND)
def send_next(who: Who, post: Callable[[Letter], None], domain: str, passed: Collection[int] = ()) -> Outcome | None:
    """Send the message that waits longest; None where none is due. `domain` is the one Message-IDs are made in.

    One that cannot be read stays as it is, `UNREADABLE`; `passed` are the ids of those, which are passed over.
    Raises Away where the mail server cannot be worked with: the message waits as it was.
    """
    claim = _claimed(domain, passed)
    if claim is None or isinstance(claim, Outcome):
        return claim
    row = claim.row
    try:
        post(Letter(row.message_id, row.address, row.subject, row.body, row.made_at))
    except Away:
        _give_back(who, claim, attempts=row.attempts - 1)
        raise
    except Later as why:
        return _tried(who, claim, str(why))
    except RefusedForGood as why:
        return _refused(who, claim, str(why), why.address)
    _give_back(who, claim, SENT, reason=TWICE if claim.again else "")
    return Outcome(SENT, f"sent to {row.address}: {row.subject}", row.id)


def _claimed(domain: str, passed: Collection[int]) -> Claim | Outcome | None:
    """The first message that is due, this notifier's by compare-and-swap; others go on to the next one."""
    while True:
        now = database_now()
        first = Outbox.select(fn.MIN(Outbox.id)).where(_due(now) & Outbox.id.not_in([*passed])).scalar()
        if first is None:
            return None
        try:
            row = _read(first)
        except Refused as why:
            return Outcome(UNREADABLE, str(why), first)
        again, row.attempts = bool(row.claimed_by), row.attempts + 1
        row.message_id = row.message_id or _message_id(row, domain)
        claim = Claim(row, token_hex(8), again)
        columns = {"attempts": row.attempts, "message_id": row.message_id}
        with transaction():
            mine = Outbox.update(claimed_by=claim.token, claimed_until=now + LEASE, **columns)
            if mine.where(_due(now) & (Outbox.id == row.id)).execute():
                return claim


def _read(message: int) -> Any:
    """Raises Refused naming it where it cannot be read."""
    with naming(lambda: f"message {message} of the outbox"):
        return Outbox.get_by_id(message)


def _message_id(row: Any, domain: str) -> str:
    """One that no other message of any house has; short, so that no server folds it."""
    mark = House.select(House.mark).scalar() or token_hex(4)
    return f"<{row.id}.{int(row.made_at.timestamp() * 1000):x}.{mark[:8]}@{domain}>"


def _give_back(who: Who, claim: Claim, state: str = WAITING, address: str = "", **columns: Any) -> None:
    """What became of a message, where it is still this notifier's; it goes to `address` from now on, if given."""
    row = claim.row
    with transaction():
        take(row)
        free = Outbox.update(claimed_by="", claimed_until=None, **columns)
        mine = free.where((Outbox.id == row.id) & (Outbox.claimed_by == claim.token)).execute()
        if mine and (address or state != WAITING):
            step(who, row, state, address or row.address)


def _tried(who: Who, claim: Claim, why: str) -> Outcome:
    row, pause = claim.row, pause_after(claim.row.attempts)
    if pause is None:
        why = f"not taken after {row.attempts} tries: {why}"
        _give_back(who, claim, FAILED, reason=why)
        return Outcome(FAILED, f"not sent to {row.address}: {row.subject}: {why}", row.id)
    _give_back(who, claim, next_at=database_now() + pause, reason=why)
    minutes = int(pause.total_seconds() // 60)
    return Outcome(LATER, f"not yet sent to {row.address}: {row.subject}: {why}; again in {minutes} min", row.id)


def _refused(who: Who, claim: Claim, why: str, of_address: bool) -> Outcome:
    """Where it is the address, another one of the contact is tried (F-49)."""
    row = claim.row
    tried = [*row.refused.splitlines(), row.address]
    other = next((one for one in _others(row) if one not in tried), "") if of_address else ""
    columns = {"reason": why, "refused": "\n".join(tried) if of_address else row.refused}
    if other:
        _give_back(who, claim, address=other, attempts=0, next_at=None, **columns)
        return Outcome(ELSEWHERE, f"not sent to {row.address}: {why}; {other} is tried", row.id)
    _give_back(who, claim, FAILED, **columns)
    return Outcome(FAILED, f"not sent to {row.address}: {row.subject}: {why}", row.id)


def _others(row: Any) -> list[str]:
    return addresses(row.contact_id) if row.contact_id else []
