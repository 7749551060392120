"""What every act on an order leaves behind: a line in its history, and its end where nothing is open (R-31)."""

from collections.abc import Iterable
from typing import Any, Protocol

from custtui.domain.event import EventKind
from custtui.domain.fulfilment import is_finished
from custtui.domain.order import Quantities, Status
from custtui.domain.who import Who
from custtui.models import chaining
from custtui.models.base import moment, now
from custtui.models.insert import Insert
from custtui.models.order import OrderEvent, RevisionState
from custtui.models.prepared import Prepared
from custtui.services.orders.quantities import quantities


class Of(Protocol):
    """An order, in one of its revisions."""

    @property
    def id(self) -> int:
        """The row of the order."""
        ...

    @property
    def revision(self) -> Any:
        """What the event is about: a row of OrderRevision."""
        ...


EVENT = Insert(OrderEvent)
STATE = Prepared(
    lambda revision, status, by, at: RevisionState.update(
        {RevisionState.status: status, RevisionState.changed_by: by, RevisionState.changed_at: at}
    ).where(RevisionState.revision == revision)
)


def put_status(who: Who, revision: int, status: Status) -> None:
    """A revision (id) is of this status from now on; the database refuses steps that are none."""
    STATE.later(revision, str(status), who.login, moment())


def remember(
    who: Who, order: Of, kind: EventKind, text: str = "", *booked: chaining.RowKey | chaining.MadeRow
) -> None:
    """Tell the order's history who did what (F-74); it stands in the order's chain behind what was `booked` (S-6)."""
    row = {"order": order.id, "revision": order.revision.id, "kind": str(kind), "text": text, "at": now()}
    row |= {"by": who.login, "signed_by": who.signed_by}
    chaining.link(order.id, *booked, EVENT.made(EVENT.one(**row), row))


def finish_if_done(who: Who, order: Of, moved: Iterable[Quantities] | None = None) -> None:
    """Finish the order once nothing of it is open, in the transaction that moved the last of it (F-70, R-31).

    `moved`: what became of its positions, where that is known.
    """
    if moved is None:
        moved = quantities([order.revision.id])[order.revision.id].values()
    if not is_finished(moved):
        return
    put_status(who, order.revision.id, Status.FINISHED)
    remember(who, order, EventKind.FINISHED)
