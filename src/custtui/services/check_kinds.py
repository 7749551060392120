"""Finds values that no column of their kind holds, in any table: yes and no, currencies, people, hashes (S-6)."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from peewee import BooleanField, Model

from custtui.domain.currency import currency_fault
from custtui.domain.who import SYSTEM
from custtui.models.base import db
from custtui.models.chaining import EVERY
from custtui.models.database import is_sqlite
from custtui.models.operator import Operator, OperatorEvent
from custtui.models.signing import OperatorPin
from custtui.services.check_columns import Odd, odd_rows

BY = (
    "by",
    "made_by",
    "changed_by",
    "placed_by",
    "released_by",
    "undone_by",
    "signed_by",
    "undo_signed_by",
    "active_by",
)
"""What columns are called that say who did it, by login; '' for nobody."""


def kind_faults(models: Iterable[type[Model]]) -> Iterator[str]:
    """Of every one of these tables."""
    people = people_here()
    for model in models:
        table: Any = model
        meta: Any = table._meta
        if is_sqlite(db):
            yield from odd_rows(meta.table_name, _neither(meta.sorted_fields))
        if "currency" in meta.fields:
            yield from _no_currency(table)
        for name in BY if people else ():
            if name in meta.fields and not _chained(meta.table_name, name):
                yield from _strangers(meta.table_name, meta.fields[name].column_name, people)
    yield from _no_hashes()


def _chained(table: str, column: str) -> bool:
    """Does a chain tell who did it? He may have worked for another house whose history came in."""
    return any(one.table == table and one.takes(column) for one in EVERY.values())


def _neither(fields: list[Any]) -> list[Odd]:
    """PostgreSQL keeps yes and no itself; they are numbers to SQLite."""
    names = [one.column_name for one in fields if isinstance(one, BooleanField)]
    return [Odd(f'"{one}" NOT IN (0, 1)', one, "is {}, neither yes nor no") for one in names]


def _no_currency(model: Any) -> Iterator[str]:
    codes = [one for (one,) in model.select(model.currency).distinct().tuples()]
    faults = {one: why for one in codes if (why := currency_fault(one))}
    rows = model.select(model.id, model.currency).where(model.currency.in_(list(faults))).tuples() if faults else ()
    yield from (f"{_row(model, row)}: currency: {faults[code]}" for row, code in rows)


def people_here() -> list[str]:
    """The logins of everybody who works here or ever did; none in a house that was never set up."""
    given = OperatorEvent.select(OperatorEvent.login).distinct().tuples()
    known = {one for query in (Operator.select(Operator.login).tuples(), given) for (one,) in query}
    return ["", SYSTEM.login, *sorted(known)] if known else []


def _strangers(table: str, column: str, people: list[str]) -> Iterator[str]:
    sql = f'SELECT "{column}", min(id), count(id) FROM "{table}" WHERE "{column}" {{}} GROUP BY "{column}"'
    if is_sqlite(db):
        rows = db.execute_sql(sql.format("NOT IN (SELECT value FROM json_each(?))"), (json.dumps(people),))
    else:
        rows = db.execute_sql(sql.format("<> ALL(%s)"), (people,))
    for login, row, count in rows.fetchall():
        more = f", and of {count - 1} more" if count > 1 else ""
        yield f"{table} {row}: {column} is {login[:40]!r}{more}, who never worked here (S-7)"


def _no_hashes() -> Iterator[str]:
    from argon2 import extract_parameters  # nobody else needs it at a start
    from argon2.exceptions import InvalidHashError

    for row, text in OperatorPin.select(OperatorPin.id, OperatorPin.hash).tuples():
        try:
            extract_parameters(text)
        except (InvalidHashError, ValueError):
            yield f"operator_pin {row}: hash is none of a PIN: this operator cannot sign"


def _row(model: Any, row: int) -> str:
    return f"{model._meta.table_name} {row}"
