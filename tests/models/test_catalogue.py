"""Whatever somebody did to guards and indexes, their names kept or not, is told: by whole definitions (S-6)."""

import pytest

from custtui.models.database import is_sqlite
from custtui.models.triggers import install, standing, triggers
from custtui.services.check import catalogue_faults

BEFORE = "BEFORE UPDATE ON order_line FOR EACH ROW"
GUARD = "guard_order_line_update"
EMPTY = "BEGIN RETURN NEW; END"


def test_a_new_house_has_no_faults_and_every_trigger(database) -> None:
    assert {name for name, _ in standing(database)} == set(triggers(database))
    assert list(catalogue_faults()) == []


@pytest.mark.parametrize(
    ("statements", "fault"),
    [
        (["DROP TRIGGER {0}"], "trigger {0} is missing"),
        (
            ["DROP TRIGGER {0}", "CREATE TRIGGER {0} BEFORE UPDATE ON order_line BEGIN SELECT 1; END"],
            "trigger {0} was changed",
        ),
        (
            ["DROP TRIGGER {0}", "CREATE TRIGGER {0} BEFORE UPDATE ON draft BEGIN SELECT 1; END"],
            "trigger {0} was changed",
        ),
        (
            [
                "PRAGMA writable_schema = 1",
                "UPDATE sqlite_master SET sql = replace(sql, 'BEGIN', 'WHEN 0 BEGIN') WHERE name = '{0}'",
            ],
            "trigger {0} was changed",
        ),
        (
            ["CREATE TRIGGER nightly AFTER INSERT ON payment BEGIN DELETE FROM draft; END"],
            "trigger nightly on payment is unknown",
        ),
        (["DROP INDEX sales_order_number"], "index sales_order_number is missing"),
        (
            ["DROP INDEX site_use_one_primary", "CREATE INDEX site_use_one_primary ON site_use (account_id)"],
            "index site_use_one_primary was changed",
        ),
        (["CREATE INDEX mine ON payment (amount)"], "index mine on payment is unknown"),
        (["CREATE VIEW payments AS SELECT * FROM payment"], "view payments on payments is unknown"),
        (
            [
                "PRAGMA writable_schema = 1",
                "UPDATE sqlite_master SET sql = replace(sql, 'CHECK (quantity > 0)', '') WHERE name = 'forfeit'",
            ],
            "table forfeit was changed",
        ),
    ],
)
def test_what_was_done_to_a_file_is_told(sqlite_database, statements: list[str], fault: str) -> None:
    for statement in statements:
        sqlite_database.execute_sql(statement.format(GUARD))
    assert list(catalogue_faults()) == [fault.format(GUARD)]


HIDDEN = "INSERT INTO sqlite_master VALUES ('{0}', '{1}', '{2}', 0, 'CREATE {3}')"
EVIL = "AFTER INSERT ON payment BEGIN DELETE FROM draft; END"


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (("trigger", "sqlite_evil", "payment", f"TRIGGER sqlite_evil {EVIL}"), "trigger sqlite_evil on payment"),
        (("trigger", "sqlite_stat1", "payment", f"TRIGGER sqlite_stat1 {EVIL}"), "trigger sqlite_stat1 on payment"),
        (("TRIGGER", "evil", "payment", f"TRIGGER evil {EVIL}"), "TRIGGER evil on payment"),
        (("TrigGer", "SQLITE_evil", "PAYMENT", f"TRIGGER SQLITE_evil {EVIL}"), "TrigGer SQLITE_evil on PAYMENT"),
        (
            ("view", "sqlite_stat4", "sqlite_stat4", "VIEW sqlite_stat4 AS SELECT 1"),
            "view sqlite_stat4 on sqlite_stat4",
        ),
        (("VIEW", "mine", "mine", "VIEW mine AS SELECT 1"), "VIEW mine on mine"),
        (("table", "sqlite_mine", "payment", f"TRIGGER sqlite_mine {EVIL}"), "table sqlite_mine on payment"),
        (("table", "mine", "payment", f"TRIGGER mine {EVIL}"), "table mine on payment"),
    ],
)
def test_what_hides_behind_a_name_of_sqlites_or_in_capitals_is_told(
    sqlite_database, entry: tuple[str, ...], fault: str
) -> None:
    sqlite_database.execute_sql("PRAGMA writable_schema = 1")
    sqlite_database.execute_sql(HIDDEN.format(*entry))
    assert list(catalogue_faults()) == [f"{fault} is unknown"]


def test_an_index_that_passes_for_sqlites_own_is_told(sqlite_database) -> None:
    sqlite_database.execute_sql("CREATE INDEX mine ON payment (amount)")
    sqlite_database.execute_sql("PRAGMA writable_schema = 1")
    sqlite_database.execute_sql("UPDATE sqlite_master SET name = 'sqlite_autoindex_payment_9' WHERE name = 'mine'")
    assert list(catalogue_faults()) == ["index sqlite_autoindex_payment_9 on payment is unknown"]


def test_a_second_entry_under_one_of_our_names_is_told(sqlite_database) -> None:
    sqlite_database.execute_sql("PRAGMA writable_schema = 1")
    sqlite_database.execute_sql(HIDDEN.format("Trigger", GUARD.upper(), "draft", f"TRIGGER {GUARD.upper()} {EVIL}"))
    assert list(catalogue_faults()) == [f"trigger {GUARD} was changed"]


def test_what_does_no_harm_in_a_file_is_not_told(sqlite_database) -> None:
    """SQLite's own tables of a house that was analyzed, and a table of somebody's own, with a key of its own."""
    sqlite_database.execute_sql("CREATE TABLE mine (name TEXT UNIQUE)")
    sqlite_database.execute_sql("INSERT INTO mine VALUES ('x')")
    sqlite_database.execute_sql("ANALYZE")
    assert list(catalogue_faults()) == []


@pytest.mark.parametrize(
    ("statements", "faults"),
    [
        (["DROP TRIGGER {0} ON order_line"], ["trigger {0} is missing"]),
        (
            [
                "DROP TRIGGER {0} ON order_line",
                f"CREATE TRIGGER {{0}} {BEFORE} WHEN (false) EXECUTE FUNCTION {{0}}()",
            ],
            ["trigger {0} was changed"],
        ),
        (
            [
                "DROP TRIGGER {0} ON order_line",
                "CREATE TRIGGER {0} BEFORE UPDATE ON draft FOR EACH ROW EXECUTE FUNCTION {0}()",
            ],
            ["trigger {0} on draft is unknown", "trigger {0} is missing"],
        ),
        (
            ["DROP TRIGGER {0} ON order_line", f"CREATE TRIGGER {{0}} {BEFORE} EXECUTE FUNCTION guard_draft_fixed()"],
            ["trigger {0} was changed"],
        ),
        (
            [
                "CREATE SCHEMA elsewhere",
                f"CREATE FUNCTION elsewhere.{{0}}() RETURNS trigger LANGUAGE plpgsql AS '{EMPTY}'",
                "DROP TRIGGER {0} ON order_line",
                f"CREATE TRIGGER {{0}} {BEFORE} EXECUTE FUNCTION elsewhere.{{0}}()",
            ],
            ["trigger {0} was changed"],
        ),
        (
            [f"CREATE OR REPLACE FUNCTION {{0}}() RETURNS trigger LANGUAGE plpgsql AS '{EMPTY}'"],
            ["trigger {0} was changed"],
        ),
        (["ALTER FUNCTION {0}() SET client_min_messages = 'error'"], ["trigger {0} was changed"]),
        (["ALTER TABLE order_line DISABLE TRIGGER {0}"], ["trigger {0} is switched off"]),
        (["ALTER TABLE order_line ENABLE REPLICA TRIGGER {0}"], ["trigger {0} is switched off"]),
        (
            [f"CREATE TRIGGER aaa {BEFORE} EXECUTE FUNCTION guard_draft_fixed()"],
            ["trigger aaa on order_line is unknown"],
        ),
        (
            [
                f"CREATE TRIGGER aaa {BEFORE} EXECUTE FUNCTION guard_draft_fixed()",
                "UPDATE pg_trigger SET tgisinternal = true WHERE tgname = 'aaa'",
            ],
            ["trigger aaa on order_line is unknown"],
        ),
        (["CREATE RULE gone AS ON INSERT TO payment DO INSTEAD NOTHING"], ["rule gone on payment is unknown"]),
        (["ALTER TABLE payment ENABLE ROW LEVEL SECURITY"], ["table payment hides rows (row level security)"]),
        (
            ["CREATE TABLE kid () INHERITS (customer_note)"],
            ["table kid adds rows to customer_note, which no guard watches"],
        ),
        (
            ["ALTER TABLE pin_try SET UNLOGGED"],
            ["table pin_try is not logged: what it holds is lost where the server stops"],
        ),
        (["DROP INDEX sales_order_number"], ["index sales_order_number is missing"]),
        (
            [
                "DROP INDEX site_use_one_primary",
                "CREATE UNIQUE INDEX site_use_one_primary ON site_use (account_id, purpose) WHERE false",
            ],
            ["index site_use_one_primary was changed"],
        ),
        (["CREATE INDEX mine ON payment (amount)"], ["index mine on payment is unknown"]),
        (
            [
                "ALTER TABLE forfeit DROP CONSTRAINT forfeit_quantity_check",
                "ALTER TABLE order_line DROP CONSTRAINT order_line_product_id_fkey",
                "ALTER TABLE payment ALTER COLUMN amount DROP NOT NULL",
                "ALTER TABLE payment ADD CHECK (amount > 0) NOT VALID",
                "ALTER TABLE counter ADD CHECK (value > 0)",
            ],
            [
                "constraint counter_value_check of counter is unknown: CHECK ((value > 0))",
                "constraint payment_amount_check of payment does not hold for what was there before it",
                "FOREIGN KEY of order_line is missing: (product_id) REFERENCES product(id)",
                "CHECK of forfeit is missing: quantity>0",
                "column amount of payment may be empty, which it never was",
            ],
        ),
        (["ALTER TABLE counter DROP CONSTRAINT counter_pkey"], ["primary key of counter is missing"]),
        (
            ["ALTER ROLE quiet IN DATABASE {1} SET session_replication_role = 'replica'"],
            ["setting of role quiet in {1}: session_replication_role=replica, under which no guard works"],
        ),
        (
            ["ALTER DATABASE {1} SET session_replication_role = 'replica'"],
            ["setting of every role in {1}: session_replication_role=replica, under which no guard works"],
        ),
    ],
)
def test_what_was_done_to_a_database_is_told(database, statements: list[str], faults: list[str]) -> None:
    if is_sqlite(database):
        pytest.skip("PostgreSQL's catalogue")
    name = database.execute_sql("SELECT current_database()").fetchone()[0]
    if any("quiet" in one for one in statements):
        database.execute_sql("DROP ROLE IF EXISTS quiet")
        database.execute_sql("CREATE ROLE quiet")
    for statement in statements:
        database.execute_sql(statement.format(GUARD, name))
    assert list(catalogue_faults()) == [fault.format(GUARD, name) for fault in faults]


def test_foreign_keys_that_were_switched_off_are_told(database) -> None:
    if is_sqlite(database):
        pytest.skip("SQLite has no triggers for them")
    database.execute_sql("ALTER TABLE payment DISABLE TRIGGER ALL")
    told = list(catalogue_faults())
    assert "trigger guard_payment_update is switched off" in told
    assert any(one.endswith("on payment is switched off: foreign keys do not hold") for one in told)


def test_guards_that_were_switched_off_are_made_anew(database) -> None:
    off = "DROP TRIGGER {0}" if is_sqlite(database) else "ALTER TABLE order_line DISABLE TRIGGER {0}"
    database.execute_sql(off.format(GUARD))
    install(database)
    assert list(catalogue_faults()) == []
