"""Columns and functions of PostgreSQL that nobody but others put there: what is read, or called, in our place (S-6).

An unquoted `lower(x)` of a guard or a query is pg_catalog's only where no schema of the search path has one whose
argument fits better, or stands before pg_catalog. Functions of extensions are nobody's.
"""

from collections.abc import Iterator
from typing import Any

from peewee import Database

from custtui.models import all_models
from custtui.models.path_postgresql import STRANGERS
from custtui.models.search.tables import TABLES, columns_of

COLUMNS = """
SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = current_schema() AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped ORDER BY 1, a.attnum
"""
TYPES = {"AUTO": "integer", "INT": "integer", "BIGINT": "bigint", "BOOL": "boolean", "DATE": "date", "TEXT": "text"}
"""What PostgreSQL calls the types of our columns."""
_OURS = f"n.nspname NOT IN {STRANGERS}"
_EXTENSIONS = (
    "EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = '{0}'::regclass AND d.objid = p.oid AND d.deptype = 'e')"
)
SHADOWS = " UNION ALL ".join(
    f"SELECT '{what}', n.nspname, p.oid::{kind}::text FROM {table} p JOIN pg_namespace n ON n.oid = p.{space}"
    f" WHERE {_OURS} AND NOT {_EXTENSIONS.format(table)} AND EXISTS (SELECT 1 FROM {table} q"
    f" JOIN pg_namespace m ON m.oid = q.{space} WHERE m.nspname = 'pg_catalog' AND q.{name} = p.{name})"
    for what, table, name, space, kind in (
        ("function", "pg_proc", "proname", "pronamespace", "regprocedure"),
        ("operator", "pg_operator", "oprname", "oprnamespace", "regoperator"),
    )
)
"""What is called as one of PostgreSQL's own is, in any other schema."""


def faults(database: Database) -> Iterator[str]:
    """A line for every column of our tables that is unknown, missing or of another type, and every such function."""
    wanted = _wanted(database)
    found = {(table, name): kind for table, name, kind in database.execute_sql(COLUMNS).fetchall()}
    tables = {table for table, _ in wanted} & {table for table, _ in found}
    for (table, name), kind in found.items():
        if table in tables and (table, name) not in wanted:
            yield f"column {name} of {table} is unknown"
        elif table in tables and wanted[table, name] != kind:
            yield f"column {name} of {table} is {kind}, which was {wanted[table, name]}"
    for table, name in wanted:
        if table in tables and (table, name) not in found:
            yield f"column {name} of {table} is missing"
    for what, schema, text in database.execute_sql(SHADOWS).fetchall():
        called = f"{what} {text.removeprefix(f'{schema}.')}"
        yield f"{called} in schema {schema} is unknown: PostgreSQL has one of that name, which guards call"


def _wanted(database: Database) -> dict[tuple[str, str], str]:
    """The type of every column of ours, by table and name."""
    found = {(table, name): kind.lower() for table in TABLES for name, kind in columns_of(database, table).items()}
    for model in all_models():
        meta: Any = model._meta  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportPrivateUsage]
        found.update({(meta.table_name, one.column_name): TYPES[one.field_type] for one in meta.sorted_fields})
    return found
