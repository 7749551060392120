"""Checks what goes together on a shipment: one ship-to, one customer, a line of the order it stands with (C-48)."""

from collections.abc import Iterator

from custtui.models.base import db
from custtui.models.guards_of_shipments import apart
from custtui.services.check_story import SENT, Rule

_PLACE = (
    "JOIN order_line {0} ON {0}.revision_id = {1}.booked_on_id AND {0}.position_id = {1}.position_id"
    " JOIN order_ship_to {2} ON {2}.id = {0}.ship_to_id"
)
RULES = (
    Rule(
        "shipment {0}: stands in the chain of an order that has no line on it (S-6)",
        "SELECT s.number FROM shipment s WHERE EXISTS (SELECT 1 FROM shipment_line l WHERE l.shipment_id = s.id)"
        " AND NOT EXISTS (SELECT 1 FROM shipment_line l JOIN order_position p ON p.id = l.position_id"
        " WHERE l.shipment_id = s.id AND p.order_id = s.order_id)",
    ),
    Rule(
        "shipment {0}: goes to more than one ship-to (F-78)",
        "SELECT DISTINCT s.number FROM (SELECT shipment_id, min(id) AS id FROM shipment_line GROUP BY shipment_id"
        " HAVING count(*) > 1) b JOIN shipment s ON s.id = b.shipment_id JOIN shipment_line f ON f.id = b.id"
        f" {_PLACE.format('m', 'f', 'u')} JOIN shipment_line l ON l.shipment_id = s.id"
        f" {_PLACE.format('n', 'l', 't')} WHERE {apart('t', 'u')}",
    ),
    Rule(
        "shipment {0}: is of orders of more than one customer (C-48)",
        f"SELECT DISTINCT s.number FROM ({SENT}) b JOIN shipment s ON s.id = b.shipment_id"
        " JOIN sales_order f ON f.id = s.order_id JOIN customer_account a ON a.id = f.account_id"
        " JOIN sales_order o ON o.id = b.order_id JOIN customer_account c ON c.id = o.account_id"
        " WHERE a.id <> c.id AND a.merged_into_id IS NULL AND c.merged_into_id IS NULL",
    ),
)


def shipped_faults() -> Iterator[str]:
    """Each shipment goes to one ship-to of one customer, as the database refuses others."""
    for rule in RULES:
        yield from (rule.text.format(*row) for row in db.execute_sql(rule.sql).fetchall())
