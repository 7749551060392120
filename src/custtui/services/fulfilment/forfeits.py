"""Gives up the unshipped rest of an order for its customer (F-69, R-31, R-32)."""

from collections.abc import Mapping
from decimal import Decimal

from custtui.domain.coded import completed, no_reason
from custtui.domain.errors import refuse
from custtui.domain.event import EventKind
from custtui.domain.notice import Notice
from custtui.domain.text import clean
from custtui.domain.who import Act, Who
from custtui.models.base import now
from custtui.models.database import transaction
from custtui.models.fulfilment import Forfeit
from custtui.models.insert import Insert
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


FORFEITED = Insert(Forfeit)


def give_up(who: Who, order: Facts, rests: Mapping[int, Decimal], reason: str) -> None:
    """Book rests as forfeited, within a transaction that took the order; the caller has checked them."""
    stamps = {"booked_on": order.revision.id, "reason": reason, "made_by": who.login, "made_at": now()}
    rows = [{**stamps, "position": order.lines[at].position_id, "quantity": rest} for at, rest in rests.items()]
    if rows:
        text = told(order, rests) + (reason and f": {reason}")
        booked = [FORFEITED.made(*one) for one in zip(FORFEITED(rows), rows, strict=True)]
        remember(who, order, EventKind.FORFEITED, text, *booked)
        tell(who, Notice.CLOSED_SHORT, order.revision.id, moved=rests)
