"""Writes the change of an order: an immutable revision that replaces the one that stands, in one transaction (R-23).

What happened hangs on positions, so that all of it belongs to the revision in force by the move of one pointer.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from peewee import fn

from custtui.domain.acceptance import WaitReason
from custtui.domain.coded import completed, no_reason
from custtui.domain.errors import Conflict, Fault, Refused, refuse
from custtui.domain.event import EventKind
from custtui.domain.hold_words import USER
from custtui.domain.money import ZERO
from custtui.domain.notice import Notice
from custtui.domain.order import Quantities, Status
from custtui.domain.text import clean
from custtui.domain.who import SYSTEM, Who
from custtui.models.at_once import at_once
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.order import (
    Hold,
    OrderCard,
    OrderCharge,
    OrderLine,
    OrderPosition,
    OrderRevision,
    OrderShipTo,
    RevisionState,
    SalesOrder,
)
from custtui.models.prepared import Prepared
from custtui.services.booking import INSERTS, Booking, Content, Happened, RowColumns, write_revision
from custtui.services.lists.coded import CANCEL, codes
from custtui.services.notices import tell
from custtui.services.order_entry.base import Base, base_foreseen, base_known
from custtui.services.order_entry.content import changed_content, is_as_before
from custtui.services.order_entry.otherwise import told_otherwise
from custtui.services.order_entry.sites import MadeOnTheWay
from custtui.services.order_entry.work import Work
from custtui.services.orders.ahead import ahead
from custtui.services.orders.history import put_status
from custtui.services.orders.quantities import positions_of
from custtui.services.orders.takeover import MovedOfRevisions, settle


class WrittenRevision(NamedTuple):
    """A revision that was written: its id, its number, and what it replaces."""

    id: int
    revision: int
    replaces_id: int


class Revised(NamedTuple):
    """A revision that was written, of which order."""

    id: int
    number: str
    revision: WrittenRevision
    moved: MovedOfRevisions | None
    """What became of its positions and of those it replaces, as far as what it begins from tells."""


def check_change(work: Work, base: Base) -> None:
    """Raises Conflict where another revision stands now (R-25), Refused where the order is not changed any more."""
    if base.why_not:
        fault = Fault("conflict", "", base.why_not)
        raise Conflict([fault], base.standing.by) if base.standing.moved_on else Refused([fault])
    if work.counted and not work.line_faults and not any(line.quantity for line in work.counted):
        raise refuse("nothing-left", f"Nothing is left of {base.number}: cancel it, with a reason", "reason")


def change_ahead() -> None:
    """Ask a far server, with the draft, for what its change begins from and what its revision will write (P-13).

    Where more is written than was foreseen it is waited for.
    """
    before = base_known()
    if before is None or is_sqlite(db):
        return
    count = 2 * len(before.lines) + MORE
    rows = {OrderRevision: 1, RevisionState: 1, OrderPosition: MORE, OrderShipTo: len(before.ship_tos) + MORE}
    rows |= {OrderLine: count, OrderCharge: len(before.charges) + MORE, Hold: MORE, OrderCard: 1}
    drawn = {INSERTS[table]: number for table, number in rows.items()}
    at_once(partial(base_foreseen, before), partial(ahead, Changed(before.order.id, before.row), drawn))


MORE = 3
"""So many rows more than before are foreseen: lines that split, places and positions that are new."""


class Changed(NamedTuple):
    """An order that is changed, in the revision that was last known to stand."""

    id: int
    revision: Any


WHY_CANCELED = "why-canceled"
"""The code of the refusal that asks why lines are canceled."""


def why_canceled(work: Work, reason: str) -> str:
    """The coded reason for which a change cancels lines (C-46, F-72); '' where it cancels none.

    Raises Refused without one (code `WHY_CANCELED`), naming the lines.
    """
    gone = [one.base for one in work.counted if one.base and one.base.row.quantity and one.quantity == ZERO]
    if not gone:
        return ""
    known = codes(CANCEL)
    if why := no_reason(clean(reason, "reason"), known, "canceled"):
        named = ", ".join(f"{one.position} {one.row.product_code}" for one in gone)
        text = why if reason.strip() else f"{'Lines' if len(gone) > 1 else 'Line'} {named}: {why}"
        raise refuse(WHY_CANCELED, text, "reason", listed=True)
    return completed(reason, known)


def revise(work: Work, who: Who, base: Base, made: MadeOnTheWay, why: str = "") -> Revised:
    """Write the revision: in force at once, or waiting while the one before stays in force (C-12, C-26).

    `made` is what the draft meant to make, `why` it cancels lines stands in its history.
    """
    content = changed_content(work, base, made)
    if is_as_before(content, base):
        raise refuse("nothing", f"Nothing of {base.number} is changed")
    revised = replace_by(
        *(who, base, content, verdict(base, work.reasons), holds_of(work.reasons)),
        why=why,
        waits=bool(work.reasons),
    )
    if not work.reasons:
        if work.controls.email_notices:
            tell(who, Notice.ACCEPTED, revised.revision.id, on=True)
        settle(who, revised, revised.moved)
    return revised


def replace_by(
    who: Who,
    base: Base,
    content: Content,
    verdict: Happened,
    holds: Sequence[RowColumns] = (),
    *,
    why: str = "",
    waits: bool = False,
) -> Revised:
    """Write a revision that replaces the one that stands; its history says what differs, and the verdict (F-74).

    What is settled by it is the caller's.
    """
    status = Status.PENDING if waits else Status.ACCEPTED
    events = [_changed(who, base, content, why), verdict]
    booking = Booking(base.order.account_id, content, who.login, status, holds=holds, events=events)
    positions = _positions(base, [line["position"] for line in content.lines])
    row, _, _ = write_revision(
        *(base.order.id, base.number, base.newest + 1, booking, positions),
        replaces=base.row.id,
        previous=base.row.hash,
    )
    _stands(who, base, row, status)
    written = WrittenRevision(row, base.newest + 1, base.row.id)
    return Revised(base.order.id, base.number, written, _moved(base, content, positions, row))


def _moved(base: Base, content: Content, positions: Mapping[int, int], revision: int) -> MovedOfRevisions | None:
    """With the order locked nothing more happens to its positions; None where one is of an earlier revision."""
    numbers = {line["position"] for line in content.lines} - base.lines.keys()
    if any(number <= base.last for number in numbers):
        return None
    before = {line.row.position_id: line.moved for line in base.lines.values()}
    ordered = {positions[line["position"]]: line["quantity"] for line in content.lines}
    now = {id: before.get(id, NOTHING)._replace(ordered=quantity) for id, quantity in ordered.items()}
    return {base.row.id: before, revision: now}


NOTHING = Quantities(ZERO)


def holds_of(reasons: Iterable[WaitReason]) -> list[RowColumns]:
    """What it waits for; one placed by hand hangs on the order already (C-34)."""
    return [{"code": one.code, "text": one.text, "amount": one.amount} for one in reasons if one.code != USER]


def _positions(base: Base, numbers: Iterable[int]) -> Mapping[int, int]:
    """The positions of the order by number, made where they are new; those of the revision before are at hand."""
    known = {number: line.row.position_id for number, line in base.lines.items()}
    wanted = {*numbers}
    if wanted - known.keys():
        known = {number: id for id, number in positions_of(base.order.id).items()}
    new = sorted(wanted - known.keys())
    made = INSERTS[OrderPosition]({"order": base.order.id, "position": one} for one in new)
    return {**known, **dict(zip(new, made, strict=True))}


def _stands(who: Who, base: Base, revision: int, status: Status) -> None:
    """By compare-and-swap: one that another clerk wrote meanwhile is not lost (R-25)."""
    if not base.in_force:
        NO_LONGER_WAITS(base.order.id, base.row.id)
    if status == Status.ACCEPTED or not base.in_force:
        put_status(who, base.row.id, Status.SUPERSEDED)
    stand = STANDS[status == Status.ACCEPTED]
    if stand(base.order.id, revision, base.row.id if base.in_force else 0) != 1:
        raise Conflict([Fault("conflict", "", f"{base.number} has changed meanwhile: nothing was stored")])


def _stand(column: Any) -> Prepared:
    """Puts a revision in a column of its order, where `before` is in force (0: none is) and nothing waits."""
    here = fn.COALESCE(SalesOrder.in_force, 0)
    return Prepared(
        lambda order, revision, before: SalesOrder.update({column: revision}).where(
            (SalesOrder.id == order) & (here == before) & SalesOrder.pending.is_null()
        )
    )


STANDS = {True: _stand(SalesOrder.in_force), False: _stand(SalesOrder.pending)}
NO_LONGER_WAITS = Prepared(
    lambda order, revision: SalesOrder.update({SalesOrder.pending: None}).where(
        (SalesOrder.id == order) & SalesOrder.in_force.is_null() & (SalesOrder.pending == revision)
    )
)


def _changed(who: Who, base: Base, content: Content, why: str) -> Happened:
    text = f"revision {base.newest + 1}: {told_otherwise(base, content)}" + (why and f"; canceled: {why}")
    return Happened(EventKind.CHANGED, text, who.login, who.signed_by)


def verdict(base: Base, reasons: Sequence[WaitReason], why: str = "") -> Happened:
    """The next revision of an order waits, or is accepted automatically."""
    if reasons:
        return Happened(EventKind.WAITING, told_reasons(reasons), SYSTEM.login)
    return Happened(EventKind.ACCEPTED, f"revision {base.newest + 1} automatically{why}", SYSTEM.login)


def told_reasons(reasons: Iterable[WaitReason]) -> str:
    """All of them, as the history of the order has them."""
    return "; ".join(one.text for one in reasons)
