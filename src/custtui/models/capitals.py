"""Codes and numbers found in any capitals (X-01, D-02).

Nearly all stand in capitals or in small letters, and are found so by their own index (`in_any_case`). The few that
stand in both at once have a small index: looking for a code costs no question more, writing one no row of an index.
SQLite's `lower` knows ASCII alone, PostgreSQL's whatever its database was made for: each database lowers both sides.
"""

from collections.abc import Sequence
from typing import Any

from peewee import fn

TABLES = {
    "customer_account": "code",
    "alternate_number": "code",
    "product": "code",
    "sales_order": "number",
    "shipment": "number",
    "invoice": "number",
}
_BOTH = "{0} <> upper({0}) AND {0} <> lower({0})"
INDEXES = tuple(
    f"CREATE INDEX {table}_mixed ON {table} (lower({column})) WHERE {_BOTH.format(column)}"
    for table, column in TABLES.items()
)


def in_capitals(column: str, ways: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """A condition in SQL, true of each of the ways in any capitals, and its values."""
    marks = ",".join("?" * len(ways))
    small = marks.replace("?", "lower(?)")
    return f"({column} IN ({marks}) OR {_BOTH.format(column)} AND lower({column}) IN ({small}))", (*ways, *ways)


def any_capitals(column: Any, ways: Sequence[Any]) -> Any:
    """The same for a query of a model."""
    return column.in_(ways) | (in_both(column) & fn.LOWER(column).in_([fn.LOWER(way) for way in ways]))


def in_both(column: Any) -> Any:
    """It stands in capitals and small letters at once."""
    return (column != fn.UPPER(column)) & (column != fn.LOWER(column))
