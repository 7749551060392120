"""What the database refuses whoever asks, raw SQL included: one declaration, for SQLite and PostgreSQL (S-6).

Conditions are written once, in SQL both understand: OLD and NEW, no dialect. `triggers` renders and installs them.
A change here needs a numbered migration (an empty one will do): guards are made anew after migrations only.
"""

from collections.abc import Iterable, Iterator

from custtui.domain.order import TRANSITIONS
from custtui.models.guard import Guard
from custtui.models.guards_of_contracts import RULES_OF_CONTRACTS
from custtui.models.guards_of_money import RULES_OF_MONEY
from custtui.models.guards_of_people import RULES_OF_PEOPLE
from custtui.models.guards_of_setup import RULES_OF_SETUP
from custtui.models.guards_of_shipments import RULES_OF_SHIPMENTS
from custtui.models.trouble import PRICES_APART

IMMUTABLE = {
    "house": "The mark of a house never changes (S-4)",
    "order_position": "An order position never changes (R-23)",
    "order_revision": "An order revision never changes (R-22)",
    "order_ship_to": "The ship-to of an order revision never changes (R-22)",
    "order_line": "The lines of an order revision never change (R-22)",
    "order_charge": "The charges of an order revision never change (R-22)",
    "order_card": "The card of an order revision never changes (R-22)",
    "order_event": "The history of an order never changes (F-74)",
    "address_change": "The history of an address never changes (F-26)",
    "term_change": "The history of terms never changes (F-64)",
    "setup_change": "The history of what the house is set up with never changes (S-6)",
    "shipment": "A shipment never changes",
    "shipment_line": "A shipment never changes",
    "forfeit": "A forfeit never changes (R-32)",
    "return": "A return never changes (C-31)",
    "cover_step": "How far a cover was never changes (C-45)",
    "outbox_step": "What became of a message never changes (R-45)",
    "invoice": "An invoice never changes (D-02)",
    "billed_order": "An invoice never changes (D-02)",
    "invoice_line": "An invoice never changes (D-02)",
    "credit_charge": "An invoice never changes (D-02)",
    "billed_charge": "An invoice never changes (D-02)",
    "instalment": "An invoice never changes (D-02)",
    "payment": "A payment never changes",
    "allocation": "An allocation never changes: taking it back is one of its own",
    "operator_event": "Who gave whom which role never changes (S-7)",
    "chain_link": "The chain of an order only grows (S-6)",
    "history_link": "What is kept of changes only grows (S-6)",
    "sealing": "What was sealed never changes (S-6)",
    "sealed_head": "What was sealed never changes (S-6)",
    "second_signature": "Who signed beside another operator never changes (X-22)",
}
"""Append-only tables: neither UPDATE nor DELETE."""

PERMANENT = {
    "sales_order": "An order is never deleted",
    "revision_state": "The state of an order revision is never deleted",
    "hold": "A hold is released, never deleted (R-37)",
    "cover": "A cover is closed, never deleted (C-45)",
    "outbox": "A message is held back, never deleted (R-45)",
    "bill_to_account": "A bill-to account is permanent (R-06)",
    "customer_account": "A customer is made inactive, never deleted (R-15)",
    "counter": "A counter is never deleted (D-02)",
    "merge_log": "A merge is undone, never deleted (X-03)",
    "reason": "A reason is never deleted: orders and papers name it (S-6)",
}
"""Rows that stay for ever."""

FIXED = {
    "sales_order": (
        ("number", "account_id", "from_draft", "counter"),
        "The number, the sold-to, the draft and the counter of an order never change (R-11)",
    ),
    "revision_state": (("revision_id",), "The state of an order revision stays with its revision (R-22)"),
    "bill_to_account": (("account_id",), "A bill-to account is permanent (R-06)"),
    "customer_account": (("code",), "The code of a customer never changes (R-21)"),
    "draft": (("account_id",), "The sold-to of an order being keyed never changes (R-11)"),
    "counter": (("name",), "The name of a counter never changes (D-02)"),
    "hold": (
        ("revision_id", "code", "text", "amount", "placed_by", "placed_at"),
        "Of a hold only its release is written (R-37)",
    ),
    "merge_log": (
        ("source_id", "survivor_id", "moves", "signed_by", "made_by", "made_at"),
        "Of a merge only its undoing is written (X-03)",
    ),
    "cover": (
        ("position_id", "booked_on_id", "kind", "number", "supplier", "quantity", "made_by", "made_at"),
        "A cover stays with its position: of it only its progress is written (R-23)",
    ),
    "purchasing_contract": (("code", "currency"), "The code and the currency of a contract never change (C-40)"),
    "contract_line": (("contract_id", "product_id"), "A product of a contract stays with it (C-40)"),
    "outbox": (
        ("order_id", "contact_id", "account_id", "event", "subject", "body", "made_at", "made_by", "paper", "until"),
        "What a message says never changes: of it only what becomes of it is written (R-45)",
    ),
}
"""Columns that keep their first value."""

IDENTITY = "The number of a row never changes: UPDATE OR REPLACE would delete the row that has it (S-6)"

_STEPS = " OR ".join(f"(OLD.status = '{old}' AND NEW.status = '{new}')" for old, new in TRANSITIONS)
_STATE = "EXISTS (SELECT 1 FROM revision_state WHERE revision_id = NEW.revision_id)"
_FOLLOWS = (
    "(replaces_id IS NOT DISTINCT FROM {0}.in_force_id OR {0}.in_force_id IS NULL"
    " AND revision = (SELECT max(x.revision) FROM order_revision x WHERE x.order_id = NEW.id))"
)
"""A revision follows the one in force; of an order none of which was ever accepted, only the newest may (C-46)."""
_SPAN = ("account_id", "product_id", "first_day", "last_day")
_OVERLAP = (
    "EXISTS (SELECT 1 FROM contract_price WHERE account_id = NEW.account_id AND product_id = NEW.product_id"
    " AND first_day <= NEW.last_day AND last_day >= NEW.first_day{})"
)
_ONE_AT_A_TIME = "PERFORM pg_advisory_xact_lock(1886546275, mod(NEW.account_id, 64));"
"""Writers of one account's prices: the key is 'pric'; few locks, however many accounts one import writes."""

RULES = (
    *(
        Guard(table, "sealed", "INSERT", _STATE, "An order revision that was placed takes no more parts (R-22)")
        for table in ("order_line", "order_ship_to", "order_charge", "order_card")
    ),
    Guard(
        "order_line",
        "home",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM order_revision r, order_position p, order_ship_to s WHERE r.id = NEW.revision_id"
        " AND p.id = NEW.position_id AND p.order_id = r.order_id AND s.id = NEW.ship_to_id AND s.revision_id = r.id)",
        "A line stands on a position of its own order and ships to a ship-to of its own revision",
    ),
    Guard(
        "order_revision",
        "chain",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM sales_order o WHERE o.id = NEW.order_id AND o.account_id = NEW.sold_to_id"
        " AND coalesce(o.in_force_id, o.pending_id) IS NOT DISTINCT FROM NEW.replaces_id)",
        "The order has changed: a revision replaces the one that stands, for the same sold-to (R-25, R-11)",
    ),
    Guard(
        "revision_state",
        "ship_to",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM order_ship_to WHERE revision_id = NEW.revision_id AND header)",
        "Every order has a ship-to (R-08)",
    ),
    Guard(
        "revision_state",
        "step",
        "UPDATE",
        f"OLD.status <> NEW.status AND NOT ({_STEPS})",
        "An order does not go from one status to another like that (C-14)",
        ("status",),
    ),
    Guard(
        "revision_state",
        "held",
        "UPDATE",
        "OLD.status = 'pending' AND NEW.status = 'accepted' AND EXISTS"
        " (SELECT 1 FROM hold WHERE revision_id = NEW.revision_id AND released_at IS NULL)",
        "An order that waits is accepted once all its holds are released (R-37)",
        ("status",),
    ),
    Guard(
        "sales_order",
        "in_force",
        "UPDATE",
        "OLD.in_force_id IS DISTINCT FROM NEW.in_force_id AND NOT EXISTS (SELECT 1 FROM order_revision"
        f" WHERE id = NEW.in_force_id AND order_id = NEW.id AND {_FOLLOWS.format('OLD')})",
        "The order has changed: only a revision that replaces the one in force takes over (R-25)",
        ("in_force_id",),
    ),
    Guard(
        "sales_order",
        "pending",
        "UPDATE",
        "NEW.pending_id IS NOT NULL AND OLD.pending_id IS DISTINCT FROM NEW.pending_id"
        " AND (OLD.pending_id IS NOT NULL OR NOT EXISTS"
        " (SELECT 1 FROM order_revision WHERE id = NEW.pending_id AND order_id = NEW.id"
        f" AND {_FOLLOWS.format('NEW')}))",
        "The order has changed: one revision waits at a time, for the one in force (R-25)",
        ("pending_id",),
    ),
    Guard(
        "hold",
        "once",
        "UPDATE",
        "OLD.released_at IS NOT NULL OR NEW.released_at IS NULL OR NEW.released_by IS NULL",
        "A hold is released once, by somebody (R-37)",
    ),
    Guard(
        "merge_log",
        "once",
        "UPDATE",
        "OLD.undone_at IS NOT NULL OR NEW.undone_at IS NULL OR NEW.undone_by = ''",
        "A merge is undone once, by somebody (X-03)",
    ),
    *(
        Guard(
            "contract_price",
            what,
            event,
            _OVERLAP.format(others),
            PRICES_APART,
            columns,
            _ONE_AT_A_TIME,
        )
        for what, event, others, columns in (
            ("apart", "INSERT", "", ()),
            ("apart_still", "UPDATE", " AND id <> NEW.id", _SPAN),
        )
    ),
    Guard(
        "customer_account",
        "capitals",
        "INSERT",
        "EXISTS (SELECT 1 FROM customer_account WHERE code IN (upper(NEW.code), lower(NEW.code))"
        " AND code <> NEW.code) OR EXISTS (SELECT 1 FROM customer_account WHERE code <> upper(code)"
        " AND code <> lower(code) AND lower(code) = lower(NEW.code) AND code <> NEW.code)",
        "Two codes of customers differ in more than capitals (X-01)",
    ),
    *(
        Guard(
            "cover",
            what,
            event,
            "NEW.done < 0 OR NEW.done > NEW.quantity OR NEW.done > 0 AND NEW.progress = 'PLANNED'",
            "Of a cover no less than nothing and no more than its quantity is done, once it is started (C-45)",
            columns,
        )
        for what, event, columns in (("done", "INSERT", ()), ("done_still", "UPDATE", ("done", "progress")))
    ),
    Guard(
        "outbox",
        "once",
        "UPDATE",
        "OLD.state = 'SENT' AND (NEW.state <> 'SENT' OR NEW.sent_at IS DISTINCT FROM OLD.sent_at"
        " OR NEW.address <> OLD.address) OR OLD.message_id <> '' AND NEW.message_id <> OLD.message_id",
        "A message that was sent stays sent, under the Message-ID it had (R-45)",
    ),
    Guard(
        "outbox",
        "told",
        "UPDATE",
        "NOT EXISTS (SELECT 1 FROM outbox_step s WHERE s.id = (SELECT max(x.id) FROM outbox_step x"
        " WHERE x.outbox_id = NEW.id) AND s.state = NEW.state AND s.address = NEW.address"
        " AND (NEW.sent_at IS NULL AND NEW.state <> 'SENT' OR NEW.sent_at = s.made_at AND NEW.state = 'SENT'))",
        "What became of a message, and where it goes, is what its last step tells (R-45)",
        ("state", "address", "sent_at"),
    ),
    Guard(
        "cover",
        "told",
        "UPDATE",
        "NOT EXISTS (SELECT 1 FROM cover_step s WHERE s.id = (SELECT max(x.id) FROM cover_step x"
        " WHERE x.cover_id = NEW.id) AND s.done = NEW.done AND s.progress = NEW.progress"
        " AND s.due IS NOT DISTINCT FROM NEW.due)",
        "How far a cover is, is what its last step tells (C-45)",
        ("done", "due", "progress"),
    ),
    *RULES_OF_CONTRACTS,
    *RULES_OF_MONEY,
    *RULES_OF_PEOPLE,
    *RULES_OF_SETUP,
    *RULES_OF_SHIPMENTS,
    Guard("counter", "grows", "UPDATE", "NEW.value < OLD.value", "A counter never goes back (D-02)", ("value",)),
)
"""Refusals with a condition of their own."""


def guards(tables: Iterable[str]) -> Iterator[Guard]:
    """Every refusal of the house; `tables` are all of it, each of whose rows keeps its number."""
    for table, text in IMMUTABLE.items():
        yield Guard(table, "update", "UPDATE", "", text)
        yield Guard(table, "delete", "DELETE", "", text)
    for table, text in PERMANENT.items():
        yield Guard(table, "delete", "DELETE", "", text)
    for table in tables:
        if table not in IMMUTABLE:
            columns, text = FIXED.get(table, ((), IDENTITY))
            yield _fixed(table, ("id", *columns), text)
    yield from RULES


def _fixed(table: str, columns: tuple[str, ...], text: str) -> Guard:
    changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)
    return Guard(table, "fixed", "UPDATE", changed, text, columns)
