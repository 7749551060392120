"""Approve an order that waits, or decline it (C-33, R-37)."""

from collections.abc import Collection

from custtui.domain.approval import Held, added
from custtui.domain.coded import completed, no_reason
from custtui.domain.errors import CHANGED, Fault, Refused, refuse
from custtui.domain.event import EventKind
from custtui.domain.hold_words import USER
from custtui.domain.notice import Notice
from custtui.domain.order import Status
from custtui.domain.text import clean
from custtui.domain.who import SYSTEM, Act, Who
from custtui.models.database import transaction
from custtui.services.approval.again import reasons_now
from custtui.services.approval.charges import check_charges
from custtui.services.approval.four_eyes import check_four_eyes
from custtui.services.approval.places import check_places
from custtui.services.approval.waiting import Waiting, become, place_hold, release_holds, take
from custtui.services.asks import asks
from custtui.services.lists.coded import DECLINE, codes
from custtui.services.notices import tell
from custtui.services.orders.history import remember
from custtui.services.orders.takeover import settle


@asks(Act.ORDER)
def approve(who: Who, number: str, revision: int, seen: Collection[int]) -> None:
    """Release every hold and accept the order; `revision` and the ids of the holds are those the operator saw.

    What came since is added as holds and told once (`CHANGED`), so are holds others placed; asked again they are
    approved too. Raises Conflict where it no longer waits (R-25), Forbidden naming who may (S-7), Refused where
    it would be billed or shipped to an address with neither street nor city (R-12).
    """
    with transaction():
        order = take(number)
        order.check_waits(revision)
        told = look_again(order, seen)
        if not told:
            accept(order.allowed(who, Act.APPROVE), order, order.open)
    if told:
        raise Refused(told)


def look_again(order: Waiting, seen: Collection[int]) -> list[Fault]:
    """What came since: added as holds of the machine's; and what others added. Each is told."""
    found = [
        Fault(CHANGED, "", f"held meanwhile: {one.text or one.code}") for one in order.open if one.id not in seen
    ]
    for reason in added(reasons_now(order.revision), order.holds):
        place_hold(SYSTEM, order, reason.code, reason.text, reason.amount)
        found.append(Fault(CHANGED, "", f"since it was placed: {reason.text}"))
    return found


def accept(who: Who, order: Waiting, holds: Collection[Held]) -> None:
    """The last holds are released and the order goes on, in a transaction that took it."""
    check_four_eyes(who, order, order.needed(Act.APPROVE, holds))
    check_places(order.revision)
    check_charges(order.revision)
    released = release_holds(who, order, holds)
    become(who, order, Status.ACCEPTED)
    text = ", ".join(dict.fromkeys(f"{one.text or one.code}" if one.code == USER else one.code for one in holds))
    remember(who, order, EventKind.ACCEPTED, f"approved: {text}" if text else "approved", *released)
    settle(who, order)
    tell(who, Notice.ACCEPTED, order.revision.id)


@asks(Act.ORDER)
def decline(who: Who, number: str, revision: int, reason: str) -> None:
    """The order comes to nothing, for a reason of the house's list (C-46); its credit is free at once.

    Raises Conflict where it no longer waits, Forbidden naming who may, Refused without a reason (field `reason`).
    """
    with transaction():
        order = take(number)
        order.check_waits(revision)
        who = order.allowed(who, Act.APPROVE)
        end(who, order, Status.DECLINED, EventKind.DECLINED, reason_of(DECLINE, reason, "declined"))
        tell(who, Notice.DECLINED, order.revision.id)


def reason_of(kind: str, typed: str, what: str) -> str:
    """The code of a reason as typed. Raises Refused for none (field `reason`)."""
    known = codes(kind)
    if why := no_reason(clean(typed, "reason"), known, what):
        raise refuse("reason", why, "reason", listed=True)
    return completed(typed, known)


def end(who: Who, order: Waiting, status: Status, event: EventKind, reason: str) -> None:
    """It came to nothing, told in its history."""
    become(who, order, status)
    remember(who, order, event, reason)
