"""Takes guards and upkeep away while a test writes around them, and puts them back as they were."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from custtui.models.base import db
from custtui.models.database import is_sqlite

COLUMNS = "type, name, tbl_name, rootpage, sql"
USER = """DO $$ DECLARE one regclass; BEGIN
FOR one IN SELECT DISTINCT tgrelid::regclass FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace
LOOP EXECUTE 'ALTER TABLE ' || one || ' {} TRIGGER USER'; END LOOP; END $$"""


@contextmanager
def unguarded() -> Iterator[None]:
    """No trigger fires within it, for rows alone: what a table is made of hangs on them on PostgreSQL.

    In one statement or two: to drop and make the two hundred takes a tenth of a second each time.
    """
    if not is_sqlite(db):
        db.execute_sql(USER.format("DISABLE"))
        yield
        db.execute_sql(USER.format("ENABLE"))
        return
    standing = db.execute_sql(f"SELECT {COLUMNS} FROM sqlite_master WHERE type = 'trigger'").fetchall()
    _rewrite([])
    yield
    _rewrite(standing)


def _rewrite(triggers: list[tuple[object, ...]]) -> None:
    """Triggers of a file of SQLite are rows of its own table, which other connections read anew by its number."""
    db.execute_sql("PRAGMA writable_schema = ON")
    with db.atomic():
        db.execute_sql("DELETE FROM sqlite_master WHERE type = 'trigger'")
        for one in triggers:
            db.execute_sql(f"INSERT INTO sqlite_master ({COLUMNS}) VALUES (?, ?, ?, ?, ?)", one)
        (number,) = db.execute_sql("PRAGMA schema_version").fetchone()
        db.execute_sql(f"PRAGMA schema_version = {number + 1}")
    db.execute_sql("PRAGMA writable_schema = RESET")
