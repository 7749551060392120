"""What PostgreSQL's catalogue says of CHECK, FOREIGN KEY and NOT NULL, against what this program made (S-6).

SQLite keeps them in the statement of their table, which `catalogue` compares whole.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from peewee import Database, ForeignKeyField

from custtui.models import all_models
from custtui.models.ddl import statements

STANDING = """
SELECT c.relname, k.conname, k.contype::text, k.convalidated, pg_get_constraintdef(k.oid)
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = current_schema() AND k.contype IN ('c', 'f') ORDER BY 1, 2
"""
NULLABLE = """
SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = current_schema() AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND NOT a.attnotnull
"""
_CHECK = re.compile(r"CHECK \(")
_ANY = re.compile(r"=ANYARRAY\[(.*?)\]")
_CAST = re.compile(r"::\w+")


def faults(database: Database) -> Iterator[str]:
    """A line for every one that is missing, not validated, or of somebody else."""
    wanted, standing = Counter[tuple[str, str]](_wanted()), Counter[tuple[str, str]]()
    ours = {_meta(model).table_name for model in all_models()}
    for table, name, kind, valid, text in database.execute_sql(STANDING).fetchall():
        told = (table, _plain(text) if kind == "c" else _key(text))
        standing[told] += 1
        if not valid:
            yield f"constraint {name} of {table} does not hold for what was there before it"
        elif standing[told] > wanted[told] and table in ours:
            yield f"constraint {name} of {table} is unknown: {text}"
    for table, told in sorted((wanted - standing).elements(), reverse=True):
        what = "FOREIGN KEY" if told.startswith("FOREIGN") else "CHECK"
        yield f"{what} of {table} is missing: {told.removeprefix(what).strip()}"
    nullable = set(database.execute_sql(NULLABLE).fetchall())
    for model in all_models():
        for field in _meta(model).sorted_fields:
            if not field.null and (_meta(model).table_name, field.column_name) in nullable:
                yield f"column {field.column_name} of {_meta(model).table_name} may be empty, which it never was"


def _wanted() -> Iterator[tuple[str, str]]:
    for model in all_models():
        table: str = _meta(model).table_name
        for field in _meta(model).sorted_fields:
            if isinstance(field, ForeignKeyField):
                key = f"FOREIGN KEY ({field.column_name}) REFERENCES {_meta(field.rel_model).table_name}(id)"
                yield table, _key(key + (f" ON DELETE {field.on_delete}" if field.on_delete else ""))
        yield from ((table, _plain(check)) for check in _checks(next(statements([model]))))


def _meta(model: Any) -> Any:
    return model._meta


def _checks(text: str) -> Iterator[str]:
    """Each CHECK (…) of a statement, to the parenthesis that ends it."""
    for found in _CHECK.finditer(text):
        end, depth = found.end(), 1
        while depth:
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            end += 1
        yield text[found.start() : end]


def _plain(text: str) -> str:
    """A CHECK without what PostgreSQL writes otherwise: parentheses, blanks, casts, a list as an array."""
    bare = _CAST.sub("", text.removesuffix(" NOT VALID").replace('"', "")).translate(str.maketrans("", "", "() "))
    return _ANY.sub(r"IN\1", bare)


def _key(text: str) -> str:
    return text.removesuffix(" NOT VALID").replace('"', "")
