"""A revision takes over what happened to its order: checked once more, and finished where nothing is open (C-26)."""

from collections.abc import Iterator

from custtui.domain.change import below
from custtui.domain.errors import Fault, Refused
from custtui.domain.who import Who
from custtui.models.among import among
from custtui.models.order import OrderLine, OrderPosition, OrderRevision
from custtui.services.orders.history import Of, finish_if_done
from custtui.services.orders.quantities import quantities


def settle(who: Who, order: Of) -> None:
    """In the transaction that put it in force: never below what happened (R-24), finished with nothing open (C-46).

    Raises Refused naming the lines and figures.
    """
    found = list(_below(order.revision))
    if found:
        raise Refused(found)
    finish_if_done(who, order)


def _below(revision: OrderRevision) -> Iterator[Fault]:
    if revision.replaces_id is None:
        return
    before, now = (quantities([one])[one] for one in (revision.replaces_id, revision.id))
    short = [one for one, moved in before.items() if one not in now or now[one].open < 0 < moved.ordered]
    rows = OrderLine.select(OrderLine, OrderPosition).join(OrderPosition).where(among(OrderLine.position, short))
    for row in rows.where(OrderLine.revision == revision.replaces_id).order_by(OrderPosition.position):
        ordered = now[row.position_id].ordered if row.position_id in now else before[row.position_id].ordered * 0
        if text := below(row.product_code, ordered, before[row.position_id]):
            yield Fault("below", "quantity", f"Line {row.position.position} {text}", row.position.position)
