"""A waiting order taken back by who placed it, or by a supervisor (C-26); its draft comes back if one wants it."""

from custtui.domain.event import EventKind
from custtui.domain.order import Status
from custtui.domain.who import Act, Who
from custtui.models.database import transaction
from custtui.models.order import SalesOrder
from custtui.services.approval.decisions import end, reason_of
from custtui.services.approval.waiting import take
from custtui.services.asks import asks
from custtui.services.lists.coded import WITHDRAW
from custtui.services.order_entry.bringing_back import bring_back
from custtui.services.order_entry.changing import change_again


@asks(Act.ORDER)
def withdraw(who: Who, number: str, revision: int, reason: str, *, back: bool = False) -> int | None:
    """The order comes to nothing, for a reason of the house's list; with `back` its lines are a draft again.

    Returns the draft's number. Raises Conflict where it no longer waits, Forbidden for a clerk who did not place it,
    Refused without a reason (field `reason`), or where its customer can order no more and the draft is wanted.
    """
    with transaction():
        order = take(number)
        order.check_waits(revision)
        if order.revision.made_by != who.login:
            who = order.allowed(who, Act.WITHDRAW, ())
        end(who, order, Status.CANCELLED, EventKind.WITHDRAWN, reason_of(WITHDRAW, reason, "withdrawn"))
        if not back:
            return None
        of_change = SalesOrder.get_by_id(order.id).in_force_id is not None
        return change_again(who, number, revision) if of_change else bring_back(who, order.number)
