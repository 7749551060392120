"""A search index that a disk or others spoilt is named by `check`, told by Find, and made anew (S-6, X-01)."""

import pytest

from custtui.domain.errors import Unavailable
from custtui.models.base import db
from custtui.models.database import is_sqlite, make_database
from custtui.models.trouble import REBUILD
from custtui.services import lookup
from custtui.services.bulk.search import index_anew
from custtui.services.check import check
from custtui.services.lists.products import products
from custtui.services.order_entry.taking_over import TakingOver
from tests.services import house
from tests.services.house import ANN, House
from tests.standing import made_once

TABLES = ("search_words", "search_names", "search_product_words")
DAMAGES = (
    "DELETE FROM {0}_data WHERE id > 10",
    "DELETE FROM {0}_data",
    "DELETE FROM {0}_idx",
    "DELETE FROM {0}_idx WHERE term = (SELECT max(term) FROM {0}_idx)",
    "UPDATE {0}_config SET v = 99 WHERE k = 'version'",
    "DELETE FROM {0}_config",
    "INSERT INTO {0}_config (k, v) VALUES ('rank', 'nonsense')",
    "INSERT INTO {0} ({0}) VALUES ('delete-all')",
    "INSERT INTO {0} (rowid, words) VALUES (77, 'somebody else')",
    "DROP TABLE {0}_config",
    "DROP TABLE {0}",
)


ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""Full-text search of SQLite's own."""


@made_once
def sound() -> House:
    """The examples, sound."""
    one = house.stand()
    assert list(check()) == []
    return one


@pytest.fixture
def made(database) -> House:
    return sound()


def by_others(*statements: str) -> None:
    """What somebody with the file writes: another program, so that this one does not know of it."""
    if not is_sqlite(db):
        for statement in statements:
            db.execute_sql(statement)
        return
    other = make_database(db.obj.database)
    for statement in statements:
        other.execute_sql(statement)
    other.close()
    db.close()
    db.connect()


@ON_SQLITE
@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("table", TABLES)
def test_a_spoilt_index_of_words_is_named_and_made_anew(made: House, table: str, damage: str) -> None:
    by_others(damage.format(table))
    told = list(check())
    assert any(one.startswith(f"{table}: ") and "custtui check --rebuild" in one for one in told), told
    index_anew()
    assert list(check()) == []
    assert lookup.find("juices", limit=5).hits and products("item1").rows


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("DELETE FROM search_key", "customer 3897-5: the lookup does not know it by its phones, e-mails and numbers"),
        ("UPDATE search_document SET name_key = 'x'", "customer 3897-5: the lookup knows it otherwise"),
        ("UPDATE search_document SET code_key = 'x'", "customer 3897-5: the lookup knows it otherwise"),
        ("DELETE FROM search_document", "customer 3897-5: the lookup does not know it"),
        ("DELETE FROM search_product", "product ITEM1: the product list does not know it"),
        ("UPDATE search_product SET words = 'x'", "product ITEM1: the product list knows it otherwise"),
        (
            "INSERT INTO search_activity (account_id, open_orders, last_order)"
            " SELECT id, 7, '2026-05-04' FROM customer_account",
            "customer 3897-5: the lookup counts 7 open orders",
        ),
        (
            "INSERT INTO search_key (text, key) VALUES ('999', 424242)",
            "keys are of 1 that are no customers",
        ),
        ("UPDATE search_document SET words = array_to_tsvector(ARRAY['x'])", "3897-5: is not found by its words"),
        ("UPDATE search_document SET names = array_to_tsvector(ARRAY['x'])", "3897-5: is not found by its words"),
        (
            "UPDATE search_product SET vector = array_to_tsvector(ARRAY['x'])",
            "product ITEM1: is not found by",
        ),
    ],
)
def test_what_the_lookup_is_asked_by_is_held_against_the_tables(made: House, damage: str, told: str) -> None:
    if is_sqlite(db) and "tsvector" in damage:
        pytest.skip("PostgreSQL keeps words beside the row")
    by_others(damage)
    lines = list(check())
    assert told in "\n".join(lines) and [one for one in lines if not one.endswith(REBUILD)] == []
    index_anew()
    assert list(check()) == []


@ON_SQLITE
@pytest.mark.parametrize("damage", ["DELETE FROM {0}_data WHERE id > 10", "UPDATE {0}_config SET v = 99"])
def test_find_over_a_spoilt_index_says_what_to_do(made: House, damage: str) -> None:
    by_others(*(damage.format(table) for table in TABLES))
    for find in (lambda: lookup.find("juices", limit=5), lambda: products("item juice")):
        with pytest.raises(Unavailable, match="custtui check --rebuild"):
            TakingOver(ANN)(find)


def test_an_index_is_read_without_writing(made: House) -> None:
    """A file that is only to be looked at is looked at, and nobody who writes is kept waiting."""
    if not is_sqlite(db):
        pytest.skip("a file")
    by_others("DELETE FROM search_words_data WHERE id > 10")
    other = make_database(db.obj.database)
    db.execute_sql("PRAGMA query_only = 1")
    with other.atomic("IMMEDIATE"):
        assert any(one.startswith("search_words: ") for one in check())
    db.execute_sql("PRAGMA query_only = 0")
    other.close()


PLAIN = ("search_document", "search_key", "search_total", "search_activity", "search_product", "search_party")


@pytest.mark.parametrize("damage", ["DROP TABLE {0}", "ALTER TABLE {0} ADD COLUMN strange INTEGER"])
@pytest.mark.parametrize("table", PLAIN)
def test_a_table_that_is_gone_or_another_is_made_anew(made: House, table: str, damage: str) -> None:
    was = _made_of(table)
    by_others(damage.format(table))
    assert any(table in one for one in check()) or (not is_sqlite(db) and "ADD" in damage)
    assert index_anew() == [table]
    assert list(check()) == []
    assert _made_of(table) == was
    assert lookup.find("juices", limit=5).hits and products("item1").rows
    assert index_anew() == []


def test_totals_whose_rows_are_gone_are_made_anew(made: House) -> None:
    by_others("DELETE FROM search_total")
    index_anew()
    assert list(check()) == []


def _made_of(table: str) -> list[tuple[object, ...]]:
    """Columns, keys and indexes as the database tells them."""
    if is_sqlite(db):
        return db.execute_sql(
            "SELECT name, sql FROM sqlite_master WHERE tbl_name = ? ORDER BY 1", (table,)
        ).fetchall()
    columns = (
        "SELECT attname, format_type(atttypid, atttypmod), attnotnull, attcollation FROM pg_attribute"
        " WHERE attrelid = %s::regclass AND attnum > 0 ORDER BY attnum"
    )
    indexes = "SELECT indexdef FROM pg_indexes WHERE tablename = %s ORDER BY 1"
    return [*db.execute_sql(columns, (table,)).fetchall(), *db.execute_sql(indexes, (table,)).fetchall()]
