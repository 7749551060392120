"""A revision takes over what happened to its order: checked once more, and finished where nothing is open (C-26)."""

from collections.abc import Iterator, Mapping
from typing import Any

from custtui.domain.change import below
from custtui.domain.errors import Fault, Refused
from custtui.domain.order import Quantities
from custtui.domain.who import Who
from custtui.models.among import among
from custtui.models.order import OrderLine, OrderPosition
from custtui.models.prepared import AskedAnew
from custtui.services.orders.history import Of, finish_if_done
from custtui.services.orders.quantities import quantities

MovedOfRevisions = Mapping[int, Mapping[int, Quantities]]
"""What became of the positions of revisions, by id."""
LINES = AskedAnew(
    lambda revision, positions: (
        OrderLine.select(OrderLine.position, OrderPosition.position, OrderLine.product_code)
        .join(OrderPosition)
        .where((OrderLine.revision == revision) & among(OrderLine.position, positions))
        .order_by(OrderPosition.position)
    )
)


def settle(who: Who, order: Of, moved: MovedOfRevisions | None = None) -> None:
    """In the transaction that put it in force: never below what happened (R-24), finished with nothing open (C-46).

    `moved` is what became of the positions of both revisions, where that was read with the order locked.
    Raises Refused naming the lines and figures.
    """
    revision = order.revision
    if moved is None:
        moved = quantities([one for one in (revision.replaces_id, revision.id) if one is not None])
    found = list(_below(revision, moved))
    if found:
        raise Refused(found)
    finish_if_done(who, order, moved[revision.id].values())


def _below(revision: Any, moved: MovedOfRevisions) -> Iterator[Fault]:
    if revision.replaces_id is None:
        return
    before, now = moved[revision.replaces_id], moved[revision.id]
    short = [one for one, moved in before.items() if one not in now or now[one].open < 0 < moved.ordered]
    for position, number, product in LINES(revision.replaces_id, short):
        ordered = now[position].ordered if position in now else before[position].ordered * 0
        if text := below(product, ordered, before[position]):
            yield Fault("below", "quantity", f"Line {number} {text}", number)
