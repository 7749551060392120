"""What raw SQL does to a house in the middle of its life: `custtui check` names the row (S-6)."""

from decimal import Decimal

import pytest

from custtui.domain.who import Role, Who
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.triggers import drop
from custtui.services import fulfilment as ff
from custtui.services.check import check
from custtui.services.check_billed import billed_faults
from custtui.services.check_chain import chain_faults
from custtui.services.check_credits import series_faults
from custtui.services.check_money import paid_faults
from custtui.services.check_moves import finished_faults
from custtui.services.check_shipped import shipped_faults
from custtui.services.check_story import story_parts
from custtui.services.check_values import counter_faults
from custtui.services.clock import today
from tests.rows import undone
from tests.services import house
from tests.services.keying import ordered

ANN = Who("ann", "Ann", Role.ADMINISTRATOR)
FIRST = "(SELECT min(id) FROM sales_order)"
LAST = "(SELECT max(id) FROM sales_order)"
WAITS = "(SELECT pending_id FROM sales_order WHERE pending_id IS NOT NULL)"
CASES = {
    # of holds and states
    f"UPDATE revision_state SET status = 'accepted' WHERE revision_id = {WAITS}": (
        "order SO-1004 revision 1: is accepted, but its hold THRESHOLD was not released (R-37)",
        "order SO-1004 revision 1: is accepted, its history does not tell of it (F-74)",
    ),
    f"UPDATE revision_state SET status = 'declined' WHERE revision_id = {WAITS}": (
        "order SO-1004 revision 1: is declined, its history does not tell of it (F-74)",
    ),
    f"DELETE FROM order_event WHERE kind = 'accepted' AND order_id = {FIRST}": (
        "order SO-1001: event 2 was removed",
        "order SO-1001 revision 1: is accepted, its history does not tell of it (F-74)",
    ),
    f"UPDATE revision_state SET status = 'finished' WHERE id = {FIRST}": (
        "order SO-1001: is finished, but of position 10 not all 10 were sent",
    ),
    f"UPDATE revision_state SET status = 'superseded' WHERE id = {FIRST}": (
        "order SO-1001 revision 1: was superseded, but by none",
    ),
    f"UPDATE sales_order SET pending_id = NULL WHERE pending_id = {WAITS}": (
        "order SO-1004 revision 1: waits, but the order does not wait for it",
    ),
    f"UPDATE hold SET released_at = placed_at WHERE revision_id = {WAITS}": (
        "hold 1 of order SO-1004: is released, but by nobody",
    ),
    "UPDATE hold SET released_at = placed_at, released_by = 'eve'": (
        "order SO-1004: release of hold 1 was put there by others: it stands outside the chain",
    ),
    "UPDATE hold SET text = 'nothing'": ("order SO-1004: hold 1 (THRESHOLD) was changed",),
    "DELETE FROM hold": ("order SO-1004: hold 1 was removed",),
    # of papers and money
    "UPDATE payment SET amount = amount + 1000": (
        "order SO-1001: allocation 1 was changed",
        "payments of 3897-5: payment 1 was changed",
    ),
    "UPDATE allocation SET amount = amount - 1000": (
        "order SO-1001: allocation 1 was changed",
        "order SO-1001: 29.00 is paid of its invoices, its history tells of 30.00",
    ),
    "DELETE FROM allocation": ("order SO-1001: allocation 1 was removed",),
    "DELETE FROM payment": ("payments of 3897-5: payment 1 was removed", "order SO-1001: allocation 1 was changed"),
    "UPDATE payment SET currency = 'EUR'": ("invoice IN-1: is in another currency than the payment that settles it",),
    "INSERT INTO payment (account_id, day, method, reference, currency, amount, kind, reason, made_by, made_at)"
    " SELECT account_id, day, method, reference, currency, amount, kind, reason, made_by, made_at FROM payment": (
        "payments of 3897-5: payment 2 was put there by others: it stands outside the chain",
    ),
    "UPDATE shipment SET ship_via = 'eve' WHERE id = 2": ("order SO-1002: shipment 2 (SH-2) was changed",),
    "DELETE FROM shipment_line WHERE shipment_id = 2": (
        "shipment SH-2: has no lines",
        "order SO-1002: shipment 2 (SH-2) was changed",
    ),
    "UPDATE shipment_line SET quantity = quantity - 1000 WHERE shipment_id = 2": (
        "order SO-1002: shipment 2 (SH-2) was changed",
    ),
    "UPDATE shipment_line SET position_id = (SELECT min(id) FROM order_position) WHERE shipment_id = 2": (
        "shipment SH-2: stands in the chain of an order that has no line on it (S-6)",
    ),
    "UPDATE invoice_line SET position_id = (SELECT max(id) FROM order_position) WHERE invoice_id = 1": (
        "invoice IN-1: a line is of another order",
    ),
    "DELETE FROM invoice_line WHERE invoice_id = 1": ("invoice IN-1: has no lines",),
    "DELETE FROM invoice WHERE id = 2": (
        "order SO-1002: invoice 2 was removed",
        "invoice IN-2: is missing, IN-3 was given out after it (D-02)",
    ),
    "UPDATE invoice SET day = '1998-01-01' WHERE id = 2": (
        "invoice IN-2: is dated before order SO-1002 was placed, and nobody overrode it (C-43)",
        "invoice IN-2: is dated 1998-01-01, before IN-1 of {today} (C-43)",
    ),
    "UPDATE invoice SET day = '2031-01-01' WHERE id = 1": (
        "invoice IN-2: is dated {today}, before IN-1 of 2031-01-01 (C-43)",
    ),
    "UPDATE shipment SET day = '1998-01-01' WHERE id = 2": (
        "shipment SH-2: is dated before order SO-1002 was placed, and nobody overrode it (C-43)",
    ),
    "UPDATE forfeit SET quantity = 1000": ("order SO-1003: forfeit 1 was changed",),
    "DELETE FROM forfeit": ("order SO-1003: forfeit 1 was removed",),
    # numbers
    "UPDATE counter SET value = 900 WHERE name = 'invoice'": (
        "counter invoice: is 900, ahead of IN-3, the last there is",
    ),
    "UPDATE counter SET value = 1 WHERE name = 'shipment'": ("counter shipment: is 1, behind 4, which is there",),
    "UPDATE invoice SET number = 'IN-9' WHERE id = 3": (
        "order SO-1003: invoice 3 (IN-9) was changed",
        "invoice IN-8: is missing, IN-9 was given out after it (D-02)",
    ),
    # pointers
    f"UPDATE sales_order SET in_force_id = (SELECT in_force_id FROM sales_order WHERE id = 2) WHERE id = {FIRST}": (
        "order SO-1001: the revision it points to is of another order",
    ),
    f"UPDATE sales_order SET account_id = (SELECT max(id) FROM customer_account) WHERE id = {FIRST}": (
        "order SO-1001 revision 1: was moved to another customer (R-11)",
        "order SO-1001: the order's own row 1 was changed",
    ),
    "UPDATE order_revision SET replaces_id = 2 WHERE id = 1": (
        "order SO-1001 revision 1: replaces one of another order, or a later one (R-25)",
    ),
    "UPDATE order_line SET position_id = (SELECT max(id) FROM order_position) WHERE revision_id = 1": (
        "order SO-1001 revision 1: a line stands on a position of another order, or goes",
    ),
    "INSERT INTO order_position (order_id, position) VALUES (1, 999)": (
        "order SO-1001: position 999 stands in no revision of it",
    ),
    # histories
    "UPDATE order_event SET by = 'eve' WHERE id = 1": ("order SO-1001: event 1 (placed) was changed",),
    "UPDATE order_event SET order_id = 2 WHERE id = 1": (
        "order SO-1001: event 1 was removed",
        "order SO-1002: event 1 (placed) was put there by others: it stands outside the chain",
    ),
    "DELETE FROM chain_link WHERE order_id = 1 AND number = 3": (
        "order SO-1001: of its chain link 3 was removed",
        "order SO-1001: event 1 (placed) was put there by others: it stands outside the chain",
    ),
    "UPDATE chain_link SET hash = 'x' WHERE order_id = 1 AND number = 3": (
        "order SO-1001: event 1 (placed) was changed",
    ),
    "DELETE FROM order_revision WHERE id = 1": ("order SO-1001: revision 1 was removed",),
    "DELETE FROM sales_order WHERE id = 2": (
        "order 2 (gone): the order's own row 2 was removed",
        "order SO-1002: is missing, SO-1003 was given out after it (D-02)",
    ),
    f"DELETE FROM sales_order WHERE id = {LAST}": ("order 4 (gone): the order's own row 4 was removed",),
    # customers
    "UPDATE party_site SET identifying = FALSE": (
        "party 1 Healthy Juices Inc.: none of its addresses says where it is",
    ),
    "UPDATE site_use SET is_primary = FALSE WHERE purpose = 'SHIP_TO'": (
        "customer 3897-5: none of its sites is the primary one for SHIP_TO (R-14)",
    ),
    "DELETE FROM site_use WHERE purpose = 'BILL_TO'": (
        "customer 3897-5: is in use, and none of its sites in use is a BILL_TO (R-12)",
        "customer 3897-9: is in use, and none of its sites in use is a BILL_TO (R-12)",
    ),
}


@pytest.fixture
def lived_in(database) -> None:
    """Four orders: shipped and paid in part; invoiced whole; given up in part; waiting."""
    made = house.stand()
    numbers = [ordered(made.a1, "ITEM1 x10").number for _ in range(3)]
    for number, sent in zip(numbers, (4, 10, 6), strict=True):
        ff.ship(ANN, number, 1, {10: Decimal(sent)})
        ff.invoice(ANN, number, {10: Decimal(sent)})
    ff.receive(ANN, "3897-5", Decimal(50), {"IN-1": Decimal(30)})
    ff.ship(ANN, numbers[0], 1, {10: Decimal(1)})
    ff.forfeit(ANN, numbers[2], 1, {10: Decimal(4)}, "CUSTOMER")
    ordered(made.a1, "ITEM1 x900")


def found() -> list[str]:
    """By the parts of check that read orders and customers: the others have tests of their own."""
    parts = [chain_faults(), billed_faults(), shipped_faults(), counter_faults(), paid_faults()]
    parts += [finished_faults(), series_faults()]
    parts += [part for _, part in story_parts()]
    return [line for part in parts for line in part]


def test_each_damage_is_named(lived_in: None) -> None:
    assert list(check()) == []
    if is_sqlite(db):
        drop(db.obj)
        db.execute_sql("PRAGMA foreign_keys = 0")
    told = {}
    for statement, faults in CASES.items():
        with undone(statement):
            lines = found()
        wanted = [text.format(today=today()) for text in faults]
        missing = [one for one in wanted if not any(one in line for line in lines)]
        if missing:
            told[statement] = (missing, lines)
    assert told == {}
    assert found() == []
