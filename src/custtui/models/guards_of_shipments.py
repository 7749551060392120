"""What goes together on a shipment: the database refuses a second ship-to, and another customer (F-78, C-48)."""

from custtui.models.guard import Guard

PRINTED = ("attention", "street", "city", "state", "postal_code", "country")
"""What a delivery note says of a ship-to besides who takes it (see `domain.paper.handed_over`)."""


def apart(one: str, other: str) -> str:
    """Two ship-tos (aliases of `order_ship_to`) that a delivery note says differently, as SQL."""
    differ = " OR ".join(f"{one}.{name} <> {other}.{name}" for name in PRINTED)
    return (
        f"({one}.id <> {other}.id AND (coalesce(nullif({one}.alias, ''), {one}.name)"
        f" <> coalesce(nullif({other}.alias, ''), {other}.name) OR {differ}))"
    )


_FIRST = "(SELECT min(x.id + 0) FROM shipment_line x WHERE x.shipment_id = NEW.shipment_id)"
"""The first line of its shipment; the sum keeps PostgreSQL from walking the numbers of all lines."""

RULES_OF_SHIPMENTS = (
    Guard(
        "shipment_line",
        "ship_to",
        "INSERT",
        "EXISTS (SELECT 1 FROM shipment_line f JOIN order_line m ON m.revision_id = f.booked_on_id"
        " AND m.position_id = f.position_id JOIN order_ship_to u ON u.id = m.ship_to_id, order_line l"
        f" JOIN order_ship_to t ON t.id = l.ship_to_id WHERE f.id = {_FIRST}"
        f" AND l.revision_id = NEW.booked_on_id AND l.position_id = NEW.position_id AND {apart('t', 'u')})",
        "A shipment goes to one ship-to (F-78)",
    ),
    Guard(
        "shipment_line",
        "customer",
        "INSERT",
        "EXISTS (SELECT 1 FROM shipment s JOIN sales_order f ON f.id = s.order_id JOIN customer_account a"
        " ON a.id = f.account_id, order_position p JOIN sales_order o ON o.id = p.order_id JOIN customer_account b"
        " ON b.id = o.account_id WHERE s.id = NEW.shipment_id AND p.id = NEW.position_id AND a.id <> b.id"
        " AND a.merged_into_id IS NULL AND b.merged_into_id IS NULL)",
        "A shipment is of orders of one customer (C-48)",
    ),
)
"""Customers merged into one another are one (F-28): who ships asks which survived."""
