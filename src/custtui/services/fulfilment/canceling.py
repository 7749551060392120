"""Cancels an accepted order: whole where nothing was shipped, else the rest of each line is closed (C-46, F-72)."""

from custtui.domain.coded import completed, no_reason
from custtui.domain.errors import refuse
from custtui.domain.event import EventKind
from custtui.domain.notice import Notice
from custtui.domain.order import Status
from custtui.domain.text import clean
from custtui.domain.who import Act, Who
from custtui.models.database import transaction
from custtui.models.draft import Draft
from custtui.models.order import OrderRevision
from custtui.services.asks import asks
from custtui.services.fulfilment.facts import Facts, read, take
from custtui.services.fulfilment.forfeits import give_up
from custtui.services.lists.coded import CANCEL, codes
from custtui.services.notices import tell
from custtui.services.orders.history import finish_if_done, put_status, remember


def check_cancel(number: str, revision: int) -> None:
    """Raises Refused, or Conflict, where `cancel` would, whatever the reason: nobody looks for one in vain."""
    read(number).check_moving(revision)


@asks(Act.ORDER)
def cancel(who: Who, number: str, revision: int, reason: str) -> str:
    """Give up all of an order that is open, for a reason of the house's list; returns `canceled` or `finished`.

    `revision` is the one the clerk saw. Raises Refused without a reason (field `reason`), where it waits, is held,
    finished or closed, Conflict where the order has changed (R-25).
    """
    known = codes(CANCEL)
    with transaction():
        _forget_my_change(who, read(number))  # before the order: who places a change takes its draft first
        order = take(number)
        order.check_moving(revision)
        if why := no_reason(clean(reason, "reason"), known, "canceled"):
            raise refuse("reason", why, "reason", listed=True)
        return _cancel(who, order, completed(reason, known))


def _forget_my_change(who: Who, order: Facts) -> None:
    """A change he was keying of it is of no use any more; those of others tell them so."""
    revisions = OrderRevision.select(OrderRevision.id).where(OrderRevision.order == order.id)
    Draft.delete().where((Draft.operator == who.login) & Draft.revision.in_(revisions)).execute()


def _cancel(who: Who, order: Facts, reason: str) -> str:
    if not any(line.moved.shipped for line in order.lines.values()):
        put_status(who, order.revision.id, Status.CANCELLED)
        remember(who, order, EventKind.CANCELLED, reason)
        tell(who, Notice.CANCELED, order.revision.id)
        return "canceled"
    rests = {number: line.moved.open for number, line in order.lines.items() if line.moved.open > 0}
    give_up(who, order, rests, reason)
    finish_if_done(who, order)
    return "finished"
