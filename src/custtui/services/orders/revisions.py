"""The revisions of an order, the newest first, each with what it says otherwise than the one it replaced (F-61)."""

from collections.abc import Mapping
from functools import partial

from custtui.domain.errors import refuse
from custtui.domain.text import clean
from custtui.models.at_once import at_once, each_at_once
from custtui.models.order import OrderRevision, RevisionState
from custtui.services.damaged import naming
from custtui.services.numbers import order_id_named, order_named, spellings
from custtui.services.orders.compared import differences
from custtui.services.orders.view import order
from custtui.services.views.order import OrderView, RevisionRow


def revisions(number: str) -> tuple[RevisionRow, ...]:
    """All revisions of an order. Raises Refused where there is no such order."""
    with naming(lambda: f"Order {number}"):
        query = OrderRevision.select(OrderRevision, RevisionState.status.alias("status")).join(RevisionState)
        query = query.where(OrderRevision.order == order_id_named(spellings("order", number)))
        row, found = at_once(
            partial(order_named, number), lambda: list(query.order_by(OrderRevision.revision.desc()))
        )
        if row is None:
            raise refuse("order", f"There is no order {clean(number, 'number')}", "number")
        views = each_at_once([partial(order, row.number, one.revision) for one in found])
        known = {view.revision: view for view in views}
        return tuple(_row(one, known) for one in found)


def _row(row: OrderRevision, views: Mapping[int, OrderView]) -> RevisionRow:
    view = views[row.revision]
    changed = differences(views[view.supersedes], view) if view.supersedes else ()
    stamps = (row.made_at, row.made_by)
    return RevisionRow(row.revision, view.status, view.superseded_by, *stamps, view.gross, view.currency, changed)
