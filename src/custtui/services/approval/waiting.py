"""An order somebody decides on: the revision that waits, its holds, and the steps it may take (C-14, R-37)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from peewee import fn

from custtui.domain.approval import Held, decided, needed
from custtui.domain.errors import Conflict, Fault, refuse
from custtui.domain.event import EventKind
from custtui.domain.hold_words import USER
from custtui.domain.order import OPEN, Status
from custtui.domain.text import clean
from custtui.domain.who import SYSTEM, Act, Who, who_may
from custtui.models import chaining
from custtui.models.at_once import at_once
from custtui.models.base import db, now
from custtui.models.database import locked
from custtui.models.families import survivor
from custtui.models.order import Hold, OrderRevision, RevisionState, SalesOrder
from custtui.services.asks import allowed
from custtui.services.controls import read_controls
from custtui.services.customer.account_lock import lock_accounts
from custtui.services.numbers import id_named, named
from custtui.services.orders.history import put_status, remember


@dataclass(frozen=True, slots=True)
class Waiting:
    """An order in the revision that waits, else in the one that stands; `changed_by` gave it its status.

    `in_force` is the number of the revision that a waiting one would replace, 0 for none.
    """

    id: int
    number: str
    revision: OrderRevision
    status: str
    changed_by: str
    holds: tuple[Held, ...]
    in_force: int = 0

    @property
    def waits(self) -> bool:
        """Does it wait for approval?"""
        return self.status == Status.PENDING

    @property
    def open(self) -> list[Held]:
        """The holds nobody released."""
        return [one for one in self.holds if not one.released]

    def check_waits(self, revision: int) -> None:
        """Raises Conflict, with what stands now, where this revision no longer waits (R-25)."""
        self._check(self.waits and self.revision.revision == revision)

    def check_open(self, revision: int) -> None:
        """The same where this revision neither waits nor was accepted and goes on; both may be (C-26, C-34)."""
        self._check(self.status in OPEN and revision in (self.revision.revision, self.in_force))

    def _check(self, stands: bool) -> None:
        if not stands:
            text = decided(self.number, self.status, self.revision.revision, self.changed_by)
            raise Conflict([Fault("decided", "", text)], self.changed_by)

    def allowed(self, who: Who, act: Act, holds: Iterable[Held] | None = None) -> Who:
        """Who does it, as he stands now. Raises Forbidden naming who may (S-7)."""
        return allowed(who, self.needed(act, self.open if holds is None else holds))

    def needed(self, act: Act, holds: Iterable[Held]) -> Act:
        """The act that is asked for to do this one about some holds."""
        return needed(act, self.revision.gross, holds, read_controls())


def read(number: str) -> Waiting:
    """An order as it is. Raises Refused where there is none of that number."""
    return _waiting(named("order", number), number)


def approvers(number: str) -> str:
    """Who may approve it as it is, in words: `a supervisor or an administrator`. Raises Refused for no such order."""
    order = read(number)
    return who_may(order.needed(Act.APPROVE, order.open))


def take(number: str) -> Waiting:
    """An order, locked until the transaction ends, and the credit of who pays it: orders on it come one by one."""
    payer = read(number).revision.bill_to_id
    lock_accounts(payer, survivor(payer))
    return _waiting(locked(named("order", number)), number)


def _waiting(query: Any, number: str) -> Waiting:
    """The order is asked for first: where that locks it, the rest is as it stands then."""
    same = SalesOrder.id == id_named("order", number)
    order, found, holds, in_force = at_once(
        query.first, partial(_revision, same), partial(_holds, same), partial(_in_force, same)
    )
    if order is None or found is None:
        raise refuse("order", f"There is no order {clean(number, 'number')}", "number")
    revision, state = found
    mine = tuple(_held(row) for row in holds if row.revision_id == revision.id or row.code == USER)
    waits_over = in_force if order.pending_id else 0
    return Waiting(order.id, order.number, revision, state.status, state.changed_by, mine, waits_over)


def _revision(same: Any) -> tuple[OrderRevision, RevisionState] | None:
    """The one that waits, else the one in force, else the newest of an order, with its status."""
    query = OrderRevision.select(OrderRevision, RevisionState).join(SalesOrder).switch(OrderRevision)
    query = query.join(RevisionState, on=RevisionState.revision == OrderRevision.id, attr="state")
    stands = fn.COALESCE(SalesOrder.pending, SalesOrder.in_force, OrderRevision.id)
    newest = query.where(same & (OrderRevision.id == stands)).order_by(OrderRevision.revision.desc())
    found: Any = newest.first()
    return found and (found, found.state)


def _in_force(same: Any) -> int:
    """The number of the revision in force, 0 for none."""
    query = OrderRevision.select(OrderRevision.revision).join(SalesOrder, on=SalesOrder.in_force == OrderRevision.id)
    return query.where(same).scalar() or 0


def _holds(same: Any) -> list[Hold]:
    """Those of any of its revisions: one placed by hand hangs on the order (C-34)."""
    return list(Hold.select().join(OrderRevision).join(SalesOrder).where(same).order_by(Hold.id))


def _held(row: Hold) -> Held:
    return Held(row.id, row.code, row.text, row.amount, row.released_at is not None)


def place_hold(who: Who, order: Waiting, code: str, text: str, amount: Any = None) -> int:
    """One more reason to wait, told in the history (F-74)."""
    row = Hold.create(revision=order.revision.id, code=code, text=text, amount=amount, placed_by=who.login)
    remember(who, order, EventKind.HELD, f"{code}: {text}" if text else code, ("hold", row.id))
    return row.id


def release_holds(who: Who, order: Waiting, holds: Iterable[Held]) -> list[chaining.RowKey]:
    """Release holds of an order that was taken; what its chain is to tell of them."""
    at, released = now(), list[chaining.RowKey]()
    for one in holds:
        _write(Hold.update(released_by=who.login, released_at=at).where(Hold.id == one.id))
        released.append((chaining.RELEASE, one.id))
    return released


def become(who: Who, order: Waiting, status: Status) -> None:
    """The revision that waited is in force, or came to nothing: its credit is free at once (C-14, C-26, C-35)."""
    put_status(who, order.revision.id, status)
    accepted = status == Status.ACCEPTED
    if accepted and order.revision.replaces_id:
        put_status(SYSTEM, order.revision.replaces_id, Status.SUPERSEDED)
    columns: dict[Any, Any] = {SalesOrder.pending: None}
    if accepted:
        columns[SalesOrder.in_force] = order.revision.id
    waits = (SalesOrder.id == order.id) & (SalesOrder.pending == order.revision.id)
    _write(SalesOrder.update(columns).where(waits))


def _write(query: Any) -> None:
    """Along with what is asked next (P-13)."""
    db.obj.later(*query.sql())
