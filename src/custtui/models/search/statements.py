"""How the search index is asked, on either database, and how many customers it counts; home needs no more of it."""

from collections.abc import Iterable, Sequence
from typing import Any

from peewee import __exception_wrapper__  # pyright: ignore[reportAttributeAccessIssue]

from custtui.models.base import db
from custtui.models.database import is_sqlite


def run(sql: str, parameters: Iterable[Any] = ()) -> Any:
    """Run a statement written with `?` on either database."""
    return db.execute_sql(sql if is_sqlite(db) else sql.replace("?", "%s"), tuple(parameters))


def these(ids: Sequence[int]) -> str:
    """`IN (?,?,?)`: the condition that a column is one of these."""
    return f"IN ({','.join('?' * len(ids))})"


def many(sql: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Run a statement written with `?` once a row; on a server it is not waited for (see `later`)."""
    if not is_sqlite(db):
        for row in rows:
            db.obj.later(sql.replace("?", "%s"), row)
        return
    with __exception_wrapper__:
        db.cursor().executemany(sql, rows)


def each(sql: str, rows: Sequence[tuple[object, ...]]) -> list[list[Any]]:
    """What a query answers, once a row, on SQLite: many small ones cost half as much as by `run`."""
    with __exception_wrapper__:
        cursor = db.cursor()
        return [cursor.execute(sql, row).fetchall() for row in rows]


def total(inactive: bool = False) -> int:
    """How many customers there are: active ones, or all."""
    return sum(row[0] for row in run("SELECT number FROM search_total WHERE active >= ?", (0 if inactive else 1,)))
