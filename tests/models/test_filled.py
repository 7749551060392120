"""What asks every table leaves out none that holds a row, and none that cannot be read."""

from __future__ import annotations

from custtui.models import all_models
from custtui.models.base import db
from custtui.models.filled import filled_models
from custtui.models.operator import Operator
from tests.services import house


def test_tables_with_rows_alone_are_named(database) -> None:
    house.stand()
    assert filled_models() == [one for one in all_models() if one.select().count()]


def test_where_one_cannot_be_read_all_are(database) -> None:
    db.execute_sql("DROP TABLE outbox_step")
    assert filled_models() == all_models()


def test_an_index_that_lost_its_entries_hides_no_row(sqlite_database) -> None:
    """SQLite asks an index where that is shorter than the table."""
    where = "FROM sqlite_master WHERE type = 'index' AND tbl_name = 'operator'"
    indexes = db.execute_sql(f"SELECT type, name, tbl_name, rootpage, sql {where}").fetchall()
    db.execute_sql("PRAGMA writable_schema = ON")
    db.execute_sql(f"DELETE {where}")
    _reread()
    house.hire("eva")
    for one in indexes:
        db.execute_sql("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", one)
    _reread()
    assert list(db.execute_sql("SELECT login FROM operator WHERE login = 'eva'").fetchall()) == []
    assert Operator in filled_models()


def _reread() -> None:
    (number,) = db.execute_sql("PRAGMA schema_version").fetchone()
    db.execute_sql(f"PRAGMA schema_version = {number + 1}")
    db.close()
    db.connect()
    db.execute_sql("PRAGMA writable_schema = ON")
