"""Keeps who gave whom which role, in a chain of its own (S-7): whoever writes an operator's role calls `gave`."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from peewee import Database

from custtui.models.chaining import OPERATOR, digest, telling
from custtui.models.database import is_sqlite

COLUMNS = ("number", "login", "name", "role", "by", "at")
TOLD = telling(OPERATOR, COLUMNS)


class Given(NamedTuple):
    """A role that was given; `role` is '' where the operator may no longer work."""

    login: str
    name: str
    role: str
    by: str


def gave(database: Database, made: Iterable[Given]) -> None:
    """Add to the chain, within the transaction that wrote the operators."""
    with database.atomic():
        if not is_sqlite(database):
            database.execute_sql("LOCK TABLE operator_event IN SHARE ROW EXCLUSIVE MODE")
        _append(database, made)


def _append(database: Database, made: Iterable[Given]) -> None:
    last = database.execute_sql("SELECT number, hash FROM operator_event ORDER BY number DESC LIMIT 1").fetchone()
    number, previous = last or (0, "")
    marks = ", ".join(["?" if is_sqlite(database) else "%s"] * (len(COLUMNS) + 1))
    names = ", ".join(f'"{one}"' for one in (*COLUMNS, "hash"))
    for one in made:
        number += 1
        values = (number, *one, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"))
        previous = digest(previous, OPERATOR, TOLD(values))
        database.execute_sql(f"INSERT INTO operator_event ({names}) VALUES ({marks})", (*values, previous))
