"""How much of a product of a contract orders call off, in SQL both databases understand: guards and services ask it.

Quantities are thousandths, as they are kept. An order counts once: by its revision in force or by the one that waits,
whichever calls off more (C-40).
"""

from custtui.domain.calling_off import OUR_FAULT

_FAULTS = ", ".join(f"'{one}'" for one in OUR_FAULT)


def _sum(table: str, position: str, more: str = "") -> str:
    return f'coalesce((SELECT sum(x.quantity) FROM "{table}" x WHERE x.position_id = {position}{more}), 0)'


def given_back(position: str) -> str:
    """What of a position was given up, or came back by the seller's fault."""
    return f"({_sum('forfeit', position)} + {_came_back(position)})"


def _came_back(position: str) -> str:
    return _sum("return", position, f" AND x.reason IN ({_FAULTS})")


_LINE = (
    f"CASE WHEN s.status = 'finished' THEN {_sum('shipment_line', 'l.position_id')} - {_came_back('l.position_id')}"
    f" ELSE l.quantity - {given_back('l.position_id')} END"
)
"""What a line calls off: of an order that is finished what was sent, the rest of it was given up (R-31)."""


def by_revision(revision: str, product: str) -> str:
    """What a revision calls off of a product, its status not asked for."""
    return (
        f"coalesce((SELECT sum(l.quantity - {given_back('l.position_id')}) FROM order_line l"
        f" WHERE l.revision_id = {revision} AND l.product_id = {product}), 0)"
    )


def by_orders(contract: str, product: str, *, but: str = "0", before: str = "") -> str:
    """What orders call off of a contract's product: all `but` one, those of revisions made `before` one alone."""
    earlier = f" AND r.id < {before}" if before else ""
    return (
        "coalesce((SELECT sum(w.most) FROM (SELECT max(v.part) AS most FROM (SELECT r.order_id AS whose,"
        f" sum({_LINE}) AS part FROM order_revision r JOIN sales_order o ON o.id = r.order_id"
        " AND (o.in_force_id = r.id OR o.pending_id = r.id) JOIN revision_state s ON s.revision_id = r.id"
        " AND s.status IN ('pending', 'accepted', 'finished') JOIN order_line l ON l.revision_id = r.id"
        f" AND l.product_id = {product} WHERE r.contract_id = {contract} AND o.id <> {but}{earlier}"
        " GROUP BY r.order_id, r.id) v GROUP BY v.whose) w), 0)"
    )
