"""What orders call off contracts: the database refuses more than is agreed without a hold that tells of it (C-40)."""

from custtui.domain.calling_off import CONTRACT
from custtui.domain.event import EventKind
from custtui.models.called_off import by_orders, by_revision
from custtui.models.guard import Guard

CALLS_OFF, CALLS_OFF_PARTS = 1668246636, 64
"""The key of the lock of who calls off a contract ('coal'), and over how many it is spread."""
_LOCK = f"PERFORM pg_advisory_xact_lock({CALLS_OFF}, mod({{0}}, {CALLS_OFF_PARTS})){{1}};"
"""Who calls off one contract, or agrees otherwise: one after the other."""
_NEW = "n.id IN (NEW.in_force_id, NEW.pending_id) AND n.contract_id IS NOT NULL"
_UNLESS_NAMED = f"IF NOT EXISTS (SELECT 1 FROM order_revision n WHERE {_NEW}) THEN RETURN NEW; END IF; "
"""Most orders name no contract: PostgreSQL takes 2 ms to plan what is asked of those that do."""
_WAS = (
    "coalesce((SELECT {} FROM order_revision b WHERE b.id = OLD.in_force_id AND b.contract_id = n.contract_id), 0)"
).format(by_revision("b.id", "c.product_id"))
_OWN = by_revision("n.id", "c.product_id")
_TOLD = f"EXISTS (SELECT 1 FROM hold h WHERE h.revision_id = n.id AND h.code = '{CONTRACT}')"
_CAME_IN = f"EXISTS (SELECT 1 FROM order_event e WHERE e.order_id = NEW.id AND e.kind = '{EventKind.IMPORTED}')"

RULES_OF_CONTRACTS = (
    Guard(
        "sales_order",
        "called_off",
        "UPDATE",
        f"EXISTS (SELECT 1 FROM order_revision n JOIN contract_line c ON c.contract_id = n.contract_id WHERE {_NEW}"
        " AND n.id <> coalesce(OLD.in_force_id, 0) AND n.id <> coalesce(OLD.pending_id, 0)"
        f" AND NOT {_TOLD} AND NOT {_CAME_IN} AND {_OWN} > {_WAS}"
        f" AND {_OWN} + {by_orders('c.contract_id', 'c.product_id', but='NEW.id')} > c.quantity)",
        "More is called off than the contract has left, and no hold says so (C-40)",
        ("in_force_id", "pending_id"),
        _UNLESS_NAMED + _LOCK.format("n.contract_id", f" FROM order_revision n WHERE {_NEW}"),
    ),
    Guard(
        "order_revision",
        "contract",
        "INSERT",
        "NEW.contract_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM purchasing_contract c"
        " JOIN customer_account a ON a.id = c.account_id JOIN customer_account s ON s.id = NEW.sold_to_id"
        " WHERE c.id = NEW.contract_id AND (s.id = a.id OR s.party_id = a.party_id OR s.merged_into_id = a.id))"
        " AND NOT EXISTS (SELECT 1 FROM order_revision b WHERE b.id = NEW.replaces_id"
        " AND b.contract_id = NEW.contract_id)",
        "An order calls off a contract of its customer, or of its party (C-40)",
        (),
        "IF NEW.contract_id IS NULL THEN RETURN NEW; END IF; ",
    ),
    Guard(
        "contract_line",
        "called_off",
        "UPDATE",
        f"NEW.quantity < OLD.quantity AND NEW.quantity < {by_orders('NEW.contract_id', 'NEW.product_id')}",
        "No less is agreed of a product than is called off (C-40)",
        ("quantity",),
        _LOCK.format("NEW.contract_id", ""),
    ),
    Guard(
        "contract_line",
        "called_off_whole",
        "DELETE",
        f"{by_orders('OLD.contract_id', 'OLD.product_id')} > 0",
        "A product that is called off stays in its contract (C-40)",
        (),
        _LOCK.format("OLD.contract_id", ""),
    ),
)
"""Refusals with a condition of their own."""
