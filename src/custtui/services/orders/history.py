"""What every act on an order leaves behind: a line in its history, and its end where nothing is open (R-31)."""

from typing import Protocol

from custtui.domain.event import EventKind
from custtui.domain.fulfilment import is_finished
from custtui.domain.order import Status
from custtui.domain.who import Who
from custtui.models import chaining
from custtui.models.base import now
from custtui.models.order import OrderEvent, OrderRevision, RevisionState
from custtui.services.orders.quantities import quantities


class Of(Protocol):
    """An order, in one of its revisions."""

    @property
    def id(self) -> int:
        """The row of the order."""
        ...

    @property
    def revision(self) -> OrderRevision:
        """What the event is about."""
        ...


def remember(who: Who, order: Of, kind: EventKind, text: str = "", *booked: chaining.Key) -> None:
    """Tell the order's history who did what (F-74); it stands in the order's chain behind what was `booked` (S-6)."""
    stamps = {"by": who.login, "signed_by": who.signed_by}
    event = OrderEvent.create(order=order.id, revision=order.revision.id, kind=str(kind), text=text, **stamps)
    chaining.link(order.id, *booked, ("order_event", event.id))


def finish_if_done(who: Who, order: Of) -> None:
    """Finish the order once nothing of it is open, in the transaction that moved the last of it (F-70, R-31)."""
    if not is_finished(quantities([order.revision.id])[order.revision.id].values()):
        return
    state = RevisionState.update(status=str(Status.FINISHED), changed_by=who.login, changed_at=now())
    state.where(RevisionState.revision == order.revision.id).execute()
    remember(who, order, EventKind.FINISHED)
