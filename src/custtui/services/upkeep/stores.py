"""Where the records of a house are kept, each sort read and written one at a time by what brings in its file."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from custtui.domain.days import shown_day
from custtui.domain.errors import Fault, refuse
from custtui.domain.records.fact import Fact, fields_of
from custtui.domain.records.house import RecordValues
from custtui.domain.records.typed_record import SEALED, shown_text
from custtui.domain.tax_rates import rate_key
from custtui.domain.who import Who
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.services.bulk.fitting import setup_needs
from custtui.services.bulk.plans import PLANS, Plan
from custtui.services.bulk.setup import write_setup
from custtui.services.setup_history import SetupWas, remember, setup_history
from custtui.services.tax_beside import rate_of, rates_over

StoredRecord = tuple[int, dict[str, Any]]
"""The number (id) of a row, and the values of its record."""
NamedCode = tuple[str, str, str]
"""A field, a sort of code (see services.bulk.known), and a code."""

AskedBeside = frozenset[str]
"""What was asked for beside the record, and answered by yes."""


class RecordStore:
    """Records of one sort. `kind` is what their history is kept under, `key` what one is called by: it never changes.

    `names` are the fields a form has, all of the record's where there are none; `needed` of them those that have to
    be filled here; `blanks` what the others are typed as; `asks` what is asked beside with a new one.
    """

    kind: str
    record: type
    key: tuple[str, ...]
    names: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    blanks: Mapping[str, str] = MappingProxyType({})
    asks: tuple[Fact, ...] = ()
    fixed: tuple[str, ...] = ()
    """Fields that never change once a record stands, where those are not its key alone."""
    adds: bool = True
    """False where there are as many as there are."""

    def page(self, find: str, offset: int, limit: int) -> list[StoredRecord]:
        """So many records, by their keys; `find` narrows them where there may be many."""
        raise NotImplementedError

    def one(self, row: int) -> dict[str, Any]:
        """The values of a record, held against other writers. Raises Refused where it is gone."""
        raise NotImplementedError

    def number_of(self, values: RecordValues) -> int | None:
        """The row that has the key of these values."""
        raise NotImplementedError

    def write(self, who: Who, values: RecordValues, before: RecordValues | None, asked: AskedBeside) -> None:
        """Write a record in the caller's transaction; `before` are its values where it stands."""
        raise NotImplementedError

    def beyond(self, values: RecordValues, before: RecordValues | None, asked: AskedBeside) -> Iterable[Fault]:
        """What else only the database tells against it."""
        return ()

    def odd(self, values: RecordValues) -> Iterable[tuple[str, str]]:
        """Fields that look odd and may be saved, each with why."""
        return ()

    def needs(self, values: RecordValues) -> Iterable[NamedCode]:
        """What has to stand for it."""
        return ()

    def doubts(self, values: RecordValues) -> Iterable[NamedCode]:
        """What it names that may be missing."""
        return ()

    def notes(self, values: RecordValues) -> tuple[str, ...]:
        """What is told of it beside its fields."""
        return ()

    def details(self, row: int) -> tuple[str, ...]:
        """What is told of one record alone, where it is looked at."""
        return ()

    def states(self, records: list[StoredRecord], day: date) -> list[str]:
        """What is said of each in a word: out of use, ended, not begun."""
        return [state_of(values, day) for _, values in records]

    def history(self, code: str, limit: int, before: int | None) -> tuple[SetupWas, ...]:
        """What it was, or all of them were, the latest change first."""
        return setup_history(self.kind, code, limit, before)

    def code(self, values: RecordValues) -> str:
        """What people call it by."""
        said = fields_of(self.record)
        return " ".join(shown_text(said[name], values[name]) for name in self.key if values[name])


def state_of(values: RecordValues, day: date) -> str:
    """`not in use`, `ended 31 May`, `from 1 Jan`; '' where it holds."""
    first, last = values.get("first_day"), values.get("last_day")
    if not values.get("active", True):
        return "not in use"
    if last and last < day:
        return f"ended {shown_day(last, day)}"
    return f"from {shown_day(first, day)}" if first and first > day else ""


def gone() -> Exception:
    """The refusal of a record that is not there."""
    return refuse("gone", "It is not there any more")


def held(query: Any) -> Any:
    """A query whose rows no other writer changes before this transaction ends; SQLite has one writer anyway."""
    return query if is_sqlite(db) else query.for_update()


class PlanStore(RecordStore):
    """A small table with a plan of its own."""

    def __init__(self, kind: str) -> None:
        record = PLANS[kind].record
        assert record is not None
        self.kind, self.record, self.key = kind, record, PLANS[kind].key

    @property
    def plan(self) -> Plan:
        """How its rows go in and out."""
        return PLANS[self.kind]

    def page(self, find: str, offset: int, limit: int) -> list[StoredRecord]:
        model: Any = self.plan.model
        rows = model.select().order_by(*(getattr(model, name) for name in self.key), model.id)
        return [(row.id, self._values(row)) for row in rows.offset(offset).limit(limit)]

    def one(self, row: int) -> dict[str, Any]:
        model: Any = self.plan.model
        found = next(iter(held(model.select().where(model.id == row))), None)
        if found is None:
            raise gone()
        return self._values(found)

    def _values(self, row: Any) -> dict[str, Any]:
        return {name: getattr(row, name) for name in fields_of(self.record)}

    def number_of(self, values: RecordValues) -> int | None:
        model: Any = self.plan.model
        same = self.plan.same or self.code  # however a row that stands is spelled
        return next((row.id for row in model.select().order_by(model.id) if same(row.__data__) == same(values)), None)

    def write(self, who: Who, values: RecordValues, before: RecordValues | None, asked: AskedBeside) -> None:
        write_setup(who, self.kind, [values])
        if before is None and self.kind not in SEALED:  # else it is told where it is written
            remember(who, self.kind, self.code(values))

    def beyond(self, values: RecordValues, before: RecordValues | None, asked: AskedBeside) -> Iterator[Fault]:
        """What taxes of one place come to (C-38)."""
        if self.kind == "taxes":
            yield from (Fault("whole", "rate", why) for _, why in rates_over({rate_key(values): rate_of(values)}))

    def needs(self, values: RecordValues) -> Iterator[NamedCode]:
        return setup_needs(self.kind, values)

    def doubts(self, values: RecordValues) -> Iterator[NamedCode]:
        return ((name, sort, values[name]) for name, sort in self.plan.doubts if values[name])
