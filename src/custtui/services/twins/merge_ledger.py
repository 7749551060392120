"""Changes rows and remembers what stood in them, so that all of it can be put back (X-03)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from peewee import Field, Model

from custtui.domain.errors import refuse
from custtui.domain.who import Who
from custtui.models import all_models
from custtui.models.base import Kept, now, table_of

RowValues = dict[str, Any]


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One row of one table; `before` is None where the merge made it."""

    table: str
    row: int
    before: RowValues | None
    after: RowValues


class Ledger:
    """What one merge does to rows, in the caller's transaction."""

    def __init__(self, who: Who) -> None:
        self.who = who
        self.entries: list[LedgerEntry] = []

    def change(self, model: type[Model], row: int, **columns: Any) -> None:
        """Set columns of a row (foreign keys as ids), where that changes them."""
        before = read(model, row, list(columns))
        assert before is not None
        after = {name: _plain(model, name, value) for name, value in columns.items()}
        if before == after:
            return
        self.entries.append(LedgerEntry(table_of(model), row, before, after))
        write(model, row, after, self.who)

    def make(self, model: type[Model], **columns: Any) -> int:
        """A new row; its number (id)."""
        row = model.create(**columns)
        after = {name: _plain(model, name, value) for name, value in columns.items()}
        self.entries.append(LedgerEntry(table_of(model), row.id, None, after))
        return row.id

    @property
    def text(self) -> str:
        """All of it, for the log."""
        rows = [(one.table, one.row, one.before, one.after) for one in self.entries]
        return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def entries_of(text: str) -> list[LedgerEntry]:
    """What a log tells, the last change first. Raises Refused where others wrote what cannot be read."""
    try:
        return [_entry(*row) for row in reversed(json.loads(text))]
    except (ValueError, TypeError, RecursionError) as error:
        raise refuse("stored", "What this merge moved cannot be read: it cannot be undone") from error


def _entry(table: str, row: int, before: RowValues | None, after: RowValues) -> LedgerEntry:
    model_of(table)
    if not isinstance(after, dict) or not isinstance(before, dict | None):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(table)
    return LedgerEntry(table, row, before, after)


def read(model: type[Model], row: int, columns: list[str]) -> RowValues | None:
    """What stands in columns of a row, as the log keeps it; None where the row is gone."""
    fields = [model._meta.fields[name] for name in columns]
    found = next(iter(model.select(*fields).where(_is(model, row)).tuples()), None)
    if found is None:
        return None
    return {name: _plain(model, name, value) for name, value in zip(columns, found, strict=True)}


def write(model: type[Model], row: int, values: RowValues, who: Who) -> None:
    """Put values into a row; whoever has it open in a form is told when keeping it."""
    stamps: RowValues = {}
    if issubclass(model, Kept):
        stamps = {"version": model.version + 1, "changed_by": who.login, "changed_at": now()}
    model.update(**values, **stamps).where(_is(model, row)).execute()


def model_of(table: str) -> type[Model]:
    """The model of a table."""
    found = next((model for model in all_models() if table_of(model) == table), None)
    if found is None:
        raise ValueError(f"there is no table {table}")
    return found


def references(model: type[Model]) -> Iterator[tuple[type[Model], Field]]:
    """The tables and columns that point to rows of a model."""
    for other in all_models():
        for field in other._meta.sorted_fields:
            if getattr(field, "rel_model", None) is model:
                yield other, field


def _is(model: type[Model], row: int) -> Any:
    return model._meta.fields["id"] == row


def _plain(model: type[Model], name: str, value: Any) -> Any:
    """As JSON keeps it: exact decimals as their scaled integers, moments as text."""
    return None if value is None else model._meta.fields[name].db_value(value)
