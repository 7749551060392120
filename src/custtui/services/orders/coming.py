"""What is still to come of many revisions at once, gross: the figure of an order's screen and of credit (X-07)."""

from collections.abc import Iterable
from decimal import Decimal

from custtui.models.among import among
from custtui.models.order import OrderRevision, RevisionState
from custtui.services.orders.money import Billed, amounts_of, billed, charges_of, totals
from custtui.services.orders.quantities import quantities


def to_come_of(revisions: Iterable[int]) -> dict[int, Decimal]:
    """By revision; what happened to an order's positions and invoices counts for each, the one that waits too."""
    ids = sorted(revisions)
    if not ids:
        return {}
    columns = (OrderRevision, RevisionState.status.alias("status"))
    query = OrderRevision.select(*columns).join(RevisionState).where(among(OrderRevision.id, ids))
    moved, amounts, charges = quantities(ids), amounts_of(ids), charges_of(ids)
    rows = list(query)
    paid = billed(row.order_id for row in rows)
    return {
        row.id: totals(
            row,
            row.revisionstate.status,
            amounts.get(row.id, ()),
            moved[row.id],
            charges.get(row.id, ()),
            paid.get(row.order_id, Billed()),
        )["to_come"]
        for row in rows
    }
