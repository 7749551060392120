"""Reads a table once for all that is asked of its columns, for parts of a check that ask every table (S-6).

Their questions are written as text: Peewee takes longer to write one than either database to answer it.
"""

from collections.abc import Iterator
from typing import NamedTuple

from custtui.models.base import db

LONGEST = 40
"""So many characters of a value are told."""


class Odd(NamedTuple):
    """What no row has: the condition as SQL, the column it is told of, and how, with the value for {}."""

    found: str
    column: str
    told: str


def odd_rows(table: str, rules: list[Odd]) -> Iterator[str]:
    """A line for each row and rule; a row that is as it should be is not fetched."""
    if not rules:
        return
    told = ", ".join(
        f'CASE WHEN {one.found} THEN substr(CAST("{one.column}" AS TEXT), 1, {LONGEST}) END' for one in rules
    )
    rows = db.execute_sql(f'SELECT id, {told} FROM "{table}" WHERE {" OR ".join(one.found for one in rules)}')
    for row, *values in rows.fetchall():
        for rule, value in zip(rules, values, strict=True):
            if value is not None:
                yield f"{table} {row}: {rule.column} {rule.told.format(value)}"
