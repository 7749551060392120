"""Finds values that no column of their kind holds, in any table: yes and no, currencies, people, hashes (S-6)."""

from collections.abc import Iterator
from typing import Any

from peewee import BooleanField, fn

from custtui.domain.currency import currency_fault
from custtui.domain.who import SYSTEM
from custtui.models import all_models
from custtui.models.base import db
from custtui.models.chaining import EVERY
from custtui.models.database import is_sqlite
from custtui.models.operator import Operator, OperatorEvent
from custtui.models.signing import OperatorPin

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


def kind_faults() -> Iterator[str]:
    """Of every table."""
    people = people_here()
    for model in all_models():
        table: Any = model
        meta: Any = table._meta
        if is_sqlite(db):
            yield from _neither(table, [one for one in meta.sorted_fields if isinstance(one, BooleanField)])
        if "currency" in meta.fields:
            yield from _no_currency(table)
        for name in BY if people else ():
            if name in meta.fields and not _chained(meta.table_name, name):
                yield from _strangers(table, meta.fields[name], people)
    yield from _no_hashes()


def _chained(table: str, column: str) -> bool:
    """Does a chain tell who did it? He may have worked for another house whose history came in."""
    return any(one.table == table and one.takes(column) for one in EVERY.values())


def _neither(model: Any, fields: list[Any]) -> Iterator[str]:
    """PostgreSQL keeps yes and no itself; they are numbers to SQLite."""
    for field in fields:
        bare = field.cast("INTEGER")
        odd = model.select(model.id, bare).where(bare.not_in([0, 1])).tuples()
        yield from (f"{_row(model, row)}: {field.column_name} is {value}, neither yes nor no" for row, value in odd)


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


def _strangers(model: Any, field: Any, people: list[str]) -> Iterator[str]:
    rows = model.select(field, fn.MIN(model.id), fn.COUNT(model.id)).where(field.not_in(people)).group_by(field)
    for login, row, count in rows.tuples():
        more = f", and of {count - 1} more" if count > 1 else ""
        yield f"{_row(model, row)}: {field.column_name} is {login[:40]!r}{more}, who never worked here (S-7)"


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
