"""`check` names values that no column of their kind holds, and what PostgreSQL was told behind its back (S-6)."""

import os

import pytest

from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.order import SalesOrder
from custtui.services.check import check
from custtui.services.pins import set_pin
from tests.rows import chained
from tests.services import house
from tests.services.house import ANN, House
from tests.services.keying import ordered
from tests.services.test_check import tamper


@pytest.fixture
def made(database) -> House:
    """The examples with an order and a PIN, sound."""
    one = house.stand()
    ordered(one.a1, "ITEM1 x2")
    set_pin(ANN, ANN.login, "39184265")
    chained()
    assert list(check()) == []
    return one


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE operator_pin SET hash = 'x'", "operator_pin 1: hash is none of a PIN"),
        ("UPDATE revision_state SET changed_by = 'mallory'", "changed_by is 'mallory', who never worked here"),
        (
            "UPDATE product SET made_by = 'mallory'",
            "product 1: made_by is 'mallory', and of 2 more, who never worked",
        ),
        ("UPDATE party_site SET identifying = 2 WHERE identifying = 1", "identifying is 2, neither yes nor no"),
        ("UPDATE customer_account SET active = -1", "active is -1, neither yes nor no"),
        ("UPDATE location SET country = 'Us'", "location 1, country: 'Us' is not a country code like US"),
        ("UPDATE seller SET country = 'Ua'", "seller 1, country: 'Ua' is not a country code like US"),
        ("UPDATE counter SET value = 4 WHERE name = 'customer'", "counter customer: is 4, behind 3897-9, which is"),
        (
            "UPDATE customer_account SET currency = '{{\"a\":' WHERE id = 1",
            "customer_account 1: currency: '{\"a\":' is not",
        ),
        ("UPDATE price_list SET currency = 'usd'", "currency: 'usd' is not a currency code"),
        ("UPDATE seller SET currency = 'dollars'", "seller 1: currency: 'dollars' is not a currency code"),
    ],
)
def test_a_value_of_no_kind_is_named(made: House, statement: str, fault: str) -> None:
    if not is_sqlite(db) and "neither" in fault:
        pytest.skip("PostgreSQL keeps yes and no itself")
    tamper(statement.replace("{{", "{"))
    assert fault in "\n".join(check())


def test_a_commercial_customer_keeps_its_bill_to_account(made: House) -> None:
    tamper(
        "UPDATE customer_account SET commercial = true"
        if not is_sqlite(db)
        else "UPDATE customer_account SET commercial = 1"
    )
    assert "customer 3897-5: is commercial, and its bill-to account" in "\n".join(check())


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE contact SET site_id = {0} WHERE account_id = {1}", "customer 3897-5: acts at a site of another"),
        (
            "UPDATE contact_point SET site_id = {0}"
            " WHERE contact_id IN (SELECT id FROM contact WHERE account_id = {1})",
            "customer 3897-5: is of a site of another",
        ),
    ],
)
def test_what_points_to_another_customers_site_is_named(made: House, statement: str, fault: str) -> None:
    tamper(statement.format(made.hq_site, made.a1))
    assert fault in "\n".join(check())


def test_an_order_gone_with_all_its_links_is_named_by_the_number_nobody_has(made: House) -> None:
    if not is_sqlite(db):
        pytest.skip("PostgreSQL counts what is deleted when it has the time")
    two, three = (ordered(made.a1, "ITEM1 x2").number for _ in range(2))
    gone = SalesOrder.get(SalesOrder.number == two).id
    of = f"WHERE order_id = {gone}"
    revisions = f"WHERE revision_id IN (SELECT id FROM order_revision {of})"
    db.execute_sql("PRAGMA foreign_keys = 0")
    tamper(
        *(f"DELETE FROM {table} {revisions}" for table in ("order_line", "order_ship_to", "order_charge", "hold")),
        f"DELETE FROM revision_state {revisions}",
        *(f"DELETE FROM {table} {of}" for table in ("order_revision", "order_position", "order_event", "chain_link")),
        f"DELETE FROM outbox {of}" if "order_id" in [one.name for one in db.get_columns("outbox")] else "SELECT 1",
        f"UPDATE sales_order SET from_draft = NULL WHERE number = '{three}'",
        f"DELETE FROM sales_order WHERE id = {gone}",
    )
    assert f"; no row has the number of order {two}" in "\n".join(check())


@pytest.mark.parametrize("table", ["contract_price", "payment"])
def test_a_currency_of_every_table_is_read(made: House, table: str) -> None:
    rows = {
        "contract_price": "(made_by, made_at, account_id, product_id, price, currency, first_day, last_day) VALUES"
        " ('', '2026-05-04T00:00:00.000000Z', 1, 1, 5, 'none', '2026-01-01', '2026-02-01')",
        "payment": "(made_by, made_at, account_id, day, method, reference, currency, amount, kind, reason) VALUES"
        " ('', '2026-05-04T00:00:00.000000Z', 1, '2026-05-04', 'CASH', '', 'none', 5, '', '')",
    }
    tamper(f"INSERT INTO {table} {rows[table]}")
    assert f"{table} 1: currency: 'none' is not a currency code" in "\n".join(check())


@pytest.mark.parametrize(
    ("statement", "fault", "undo"),
    [
        (
            "CREATE FUNCTION ev() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';"
            " CREATE EVENT TRIGGER ez ON ddl_command_end EXECUTE FUNCTION ev()",
            "event trigger ez on ddl_command_end is unknown",
            "DROP EVENT TRIGGER ez",
        ),
        (
            "ALTER TABLE payment ALTER COLUMN amount SET DEFAULT 5",
            "column amount of payment starts as 5, which no program of ours made it",
            "",
        ),
        ("ALTER TABLE payment ALTER COLUMN id DROP DEFAULT", "column id of payment starts as nothing", ""),
        (
            "ALTER TABLE payment ENABLE ALWAYS TRIGGER guard_payment_update",
            "trigger guard_payment_update was set to fire always",
            "",
        ),
        (
            "CREATE ROLE zz LOGIN; GRANT SET ON PARAMETER session_replication_role TO zz",
            "right of role zz: it may SET session_replication_role, under which no guard works",
            "REVOKE SET ON PARAMETER session_replication_role FROM zz; DROP ROLE zz",
        ),
    ],
)
def test_what_postgresql_was_told_besides_is_named(made: House, statement: str, fault: str, undo: str) -> None:
    if is_sqlite(db):
        pytest.skip("PostgreSQL's own")
    for one in statement.split("; "):
        db.execute_sql(one)
    try:
        assert [line for line in check() if fault in line]
    finally:
        for one in undo.split("; ") if undo else ():
            db.execute_sql(one)


def test_a_file_with_another_name_is_told(made: House) -> None:
    """Who opens it by that one writes a journal that nobody else reads: a number is given twice."""
    if not is_sqlite(db):
        pytest.skip("PostgreSQL keeps its files itself")
    os.link(db.obj.database, f"{db.obj.database}.other")
    assert "file: it has 2 names (hard links)" in "\n".join(check())
    assert "hard links" in "\n".join(check(quick=True))
