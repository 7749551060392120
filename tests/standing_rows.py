"""What stands in a database of PostgreSQL, taken as one text that puts it there again, for tests to stand on.

Rows alone: what a table is made of, and what the connection was told, stay as they are.
"""

from __future__ import annotations

from functools import cache

from psycopg.pq import ExecStatus

from custtui.models.base import db

SEQUENCES = """SELECT c.oid::regclass::text, pg_sequence_last_value(c.oid) FROM pg_class c
WHERE c.relkind = 'S' AND c.relnamespace = current_schema()::regnamespace ORDER BY c.relname"""
SCHEMA = """SELECT string_agg(tgrelid::text || tgname::text || tgenabled::text, ' ' ORDER BY oid),
(SELECT count(*) FROM pg_class), (SELECT count(*) FROM pg_attribute), (SELECT count(*) FROM pg_constraint)
FROM pg_trigger"""
COLUMNS = """SELECT c.oid::regclass::text, array_agg(quote_ident(a.attname) ORDER BY a.attnum) FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace GROUP BY c.oid ORDER BY 1"""


def counted() -> tuple[tuple[str, int | None], ...]:
    """How far every sequence is: whoever put a row anywhere moved one."""
    return tuple(db.execute_sql(SEQUENCES).fetchall())


class Rows:
    """The rows of every table, by table, and the sequences, as they are now."""

    def __init__(self) -> None:
        self.rows = dict[str, list[str]]()
        for table, columns in _columns().items():
            values = " || ',' || ".join(f"quote_nullable({one})" for one in columns)
            self.rows[table] = [
                one for (one,) in db.execute_sql(f"SELECT {values} FROM {table} ORDER BY 1").fetchall()
            ]
        self.sequences, self.schema = counted(), db.execute_sql(SCHEMA).fetchone()

    def since(self, before: Rows) -> bytes | None:
        """One text of what makes a database that was `before` what this one is; no guard sees it again.

        None where more than rows was made, or taken away.
        """
        if self.schema != before.schema:
            return None
        said = ["SET LOCAL session_replication_role = replica"]
        for table, rows in self.rows.items():
            if rows != before.rows[table]:
                values = ", ".join(f"({one})" for one in rows)
                said.append(f"DELETE FROM {table}")
                said += [_insert(table, values)] if rows else []
        moved = [one for one in self.sequences if one not in before.sequences]
        said += ["SELECT " + ", ".join(f"setval('{name}', {at})" for name, at in moved)] if moved else []
        return "; ".join(said).encode()


def put(text: bytes) -> None:
    """All of it in one message and one transaction."""
    answer = db.connection().pgconn.exec_(text)
    assert answer.status in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK), answer.error_message.decode()


def _insert(table: str, values: str) -> str:
    return f"INSERT INTO {table} ({', '.join(_columns()[table])}) OVERRIDING SYSTEM VALUE VALUES {values}"


@cache
def _columns() -> dict[str, list[str]]:
    return dict(db.execute_sql(COLUMNS).fetchall())
