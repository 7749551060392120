"""Gives up the unshipped rest of an order for its customer (F-69, R-31, R-32)."""

from collections.abc import Mapping
from decimal import Decimal

from custtui.domain.coded import completed, no_reason
from custtui.domain.errors import refuse
from custtui.domain.event import EventKind
from custtui.domain.notice import Notice
from custtui.domain.text import clean
from custtui.domain.who import Act, Who
from custtui.models.database import transaction
from custtui.models.fulfilment import Forfeit
from custtui.services.asks import asks
from custtui.services.fulfilment.booked import told
from custtui.services.fulfilment.facts import Facts, take
from custtui.services.fulfilment.meanwhile import check_seen
from custtui.services.lists.coded import FORFEIT, codes
from custtui.services.notices import tell
from custtui.services.orders.history import finish_if_done, remember
from custtui.services.views.fulfilment import ShippingView


@asks(Act.FORFEIT)
def forfeit(
    who: Who,
    number: str,
    revision: int,
    quantities: Mapping[int, Decimal],
    reason: str,
    *,
    seen: ShippingView | None = None,
) -> None:
    """Give up quantities of lines, by position: they are never shipped; with the last one the order is finished.

    `revision` is the one the clerk saw, `seen` all of it: what differs is told first (`CHANGED`). `reason` is a code
    of the house's, or how only one begins (C-46). Raises Refused with every fault (field `quantity:<position>`), also
    while a change waits (C-26), Conflict where the order has changed (R-25).
    """
    known = codes(FORFEIT)
    with transaction():
        order = take(number)
        check_seen("forfeit", order, seen, quantities)
        order.check_moving(revision)
        asked = order.check("forfeit", quantities)
        if why := no_reason(clean(reason, "reason"), known, "closed short"):
            raise refuse("reason", why, "reason", listed=True)
        give_up(who, order, asked, completed(reason, known))
        finish_if_done(who, order)


def give_up(who: Who, order: Facts, rests: Mapping[int, Decimal], reason: str) -> None:
    """Book rests as forfeited, within a transaction that took the order; the caller has checked them."""
    booked = [_forfeit(who, order, number, quantity, reason) for number, quantity in rests.items()]
    if booked:
        text = told(order, rests) + (reason and f": {reason}")
        remember(who, order, EventKind.FORFEITED, text, *(("forfeit", one) for one in booked))
        tell(who, Notice.CLOSED_SHORT, order.revision.id, moved=rests)


def _forfeit(who: Who, order: Facts, number: int, quantity: Decimal, reason: str) -> int:
    row = Forfeit.create(
        position=order.lines[number].position_id,
        booked_on=order.revision.id,
        quantity=quantity,
        reason=reason,
        made_by=who.login,
    )
    return row.id
