"""Writes many rows of many tables quickly: numbers given beforehand, rows gathered, parents before children."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from operator import itemgetter
from typing import Any, TypeVar

from peewee import IntegrityError, Model, __exception_wrapper__

from custtui.domain.errors import Refused, refuse
from custtui.models import all_models
from custtui.models.base import Kept, Made, db, moment, table_of
from custtui.models.database import is_sqlite, patiently, transaction
from custtui.models.fields import ExactField, scaled
from custtui.services.bulk.beside import Complete, RowsByTable, as_they_are
from custtui.services.bulk.codes import Numbers
from custtui.services.numbers import lock_counter

T = TypeVar("T")

ENOUGH = 5_000
"""Rows gathered before they are written: memory stays constant, and no statement waits on single rows."""


class Bulk:
    """The tables one bulk write fills. Rows get their numbers from `add`, and reach the database at `flush`."""

    def __init__(self, login: str, models: Sequence[type[Model]]) -> None:
        self.login = login
        self.now = moment()
        order = {model: number for number, model in enumerate(all_models())}
        self.tables = {model: _Table(model, self) for model in sorted(models, key=lambda model: order[model])}
        self.waiting = 0
        self.complete: Complete = as_they_are
        self.unmoved = set[type[Model]]()
        self.stirred = False
        """Were numbers moved, because others wrote meanwhile?"""
        if not is_sqlite(db):
            patiently(self._lock)
        for table in self.tables.values():
            table.start()

    def _lock(self) -> None:
        """Keep other writers out of all tables, or of none: a clerk between two of them is never waited for."""
        names = ", ".join(f'"{table_of(model)}"' for model in self.tables)
        with db.atomic():
            db.execute_sql(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE NOWAIT")

    def add(self, model: type[Model], /, **values: Any) -> int:
        """Put a row on the pile; returns the number (id) it will have. Columns left out get their defaults."""
        table = self.tables[model]
        table.rows.append(table.row(values))
        self.waiting += 1
        table.last += 1
        return table.last

    def add_all(self, model: type[Model], rows: Iterable[Mapping[str, Any]]) -> list[int]:
        """Put rows on the pile; returns their numbers."""
        table, made = self.tables[model], list[int]()
        for row in rows:
            table.rows.append(table.row(row))
            table.last += 1
            made.append(table.last)
        self.waiting += len(made)
        return made

    def adder(self, model: type[Model], *names: str) -> Callable[..., int]:
        """`add` of rows that all give the same columns, by their places: for tables with several rows an order."""
        table = self.tables[model]
        arrange, exact = table.shape(names)
        starts = tuple(table.starts)

        def add(*values: Any) -> int:
            table.last += 1
            given = [table.last, *values, *starts]
            for at, scale in exact:
                if (value := given[at]) is not None:
                    given[at] = scaled(value, scale) if value else 0
            table.rows.append(arrange(given))
            self.waiting += 1
            return table.last

        return add

    def completed_by(self, complete: Complete, model: type[Model]) -> None:
        """Rows are completed as they are written: by those of this table, which nobody adds.

        They tell of numbers given here: where these move it gets none of them, see `stirred`.
        """
        self.complete = complete
        self.unmoved.add(model)

    @property
    def gathered(self) -> RowsByTable:
        """The rows that wait."""
        return {model: table.rows for model, table in self.tables.items() if table.rows}

    def flush(self, *, at_least: int = 1) -> None:
        """Write what has been gathered, once it is that much."""
        if self.waiting >= at_least:
            for model, rows in self.complete(self.gathered).items():
                self.tables[model].write(rows)
            self._written()

    def _written(self) -> None:
        for table in self.tables.values():
            table.rows.clear()
        self.waiting = 0

    def finish(self) -> None:
        """Write the rest, and let PostgreSQL's sequences go on after the numbers given."""
        self.flush()
        self._advance()

    def _advance(self) -> None:
        for table in self.tables.values() if not is_sqlite(db) else ():
            table.advance()

    @contextmanager
    def locked(self) -> Generator[None]:
        """All rows are gathered: write them, and let the caller write what goes with them."""
        self.flush()
        self._advance()
        yield

    def numbered(self, model: type[Model], column: str, numbers: Numbers) -> None:
        """This column takes numbers of a counter, which others may take numbers of too."""


_Shape = tuple[Callable[[list[Any]], tuple[Any, ...]], list[tuple[int, int]]]
"""What arranges number, values given and starts as a row; place and decimals of the values that are exact."""


class _Table:
    """One table: its columns, what each starts as, and the rows that wait."""

    def __init__(self, model: type[Model], bulk: Bulk) -> None:
        self.model, self.name, self.rows, self.last = model, table_of(model), list[tuple[Any, ...]](), 0
        self.first = 1
        fields = [field for field in model._meta.sorted_fields if field.name != "id"]
        self.names = ["id", *(field.column_name for field in fields)]
        self.places = {field.name: at for at, field in enumerate(fields, 1)}
        self.starts = [0, *(_start(field, model, bulk) for field in fields)]
        self.exact = {field.name: field.places for field in fields if isinstance(field, ExactField)}
        self.shapes = dict[tuple[str, ...], _Shape]()

    def start(self) -> None:
        """Find the last number given out; the rows of this write begin with `first`."""
        name = self.name
        if is_sqlite(db):
            self.last = db.execute_sql(f'SELECT coalesce(max(id), 0) FROM "{name}"').fetchone()[0]
        else:
            sequence = f"pg_get_serial_sequence('\"{name}\"', 'id')"
            self.last = db.execute_sql(f"SELECT nextval({sequence}) - 1").fetchone()[0]
            if self.last is None:
                raise refuse("sequence", f"No sequence belongs to table {name}: custtui check tells more")
        self.first = self.last + 1

    def row(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """The row as the database takes it."""
        names = (*values,)
        arrange, exact = self.shapes.get(names) or self.shape(names)
        given = [self.last + 1, *values.values(), *self.starts]
        for at, scale in exact:
            if (value := given[at]) is not None:
                given[at] = scaled(value, scale) if value else 0
        return arrange(given)

    def shape(self, names: tuple[str, ...]) -> _Shape:
        """How number, values of these names and starts make a row: worked out once for all rows alike."""
        exact = [(at, self.exact[name]) for at, name in enumerate(names, 1) if name in self.exact]
        order = [len(names) + 1 + at for at in range(len(self.starts))]
        order[0] = 0
        for at, name in enumerate(names, 1):
            order[self.places[name]] = at
        shape = self.shapes[names] = itemgetter(*order), exact
        return shape

    def write(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Send rows: COPY on PostgreSQL, one prepared statement on SQLite."""
        self.last = max(self.last, rows[-1][0]) if rows else self.last
        with __exception_wrapper__:
            self._send(rows)

    @property
    def columns(self) -> str:
        """The columns as they stand in a row, as SQL."""
        return ", ".join(f'"{name}"' for name in self.names)

    def _send(self, rows: Sequence[tuple[Any, ...]]) -> None:
        if is_sqlite(db):
            marks = ", ".join("?" * len(self.names))
            db.cursor().executemany(f'INSERT INTO "{self.name}" ({self.columns}) VALUES ({marks})', rows)
            return
        with db.cursor().copy(f'COPY "{self.name}" ({self.columns}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)

    def advance(self) -> None:
        """The sequence goes on after the last number."""
        sequence = f"pg_get_serial_sequence('\"{self.name}\"', 'id')"
        db.execute_sql(f"SELECT setval({sequence}, greatest({max(self.last, 1)}, nextval({sequence})))")


def _start(field: Any, model: type[Model], bulk: Bulk) -> Any:
    if issubclass(model, Made) and field.name == "made_by":
        return bulk.login
    if issubclass(model, Kept) and field.name == "changed_by":
        return bulk.login
    if callable(field.default):
        return bulk.now
    return field.db_value(field.default) if isinstance(field, ExactField) else field.default


@contextmanager
def bulk_write(
    login: str, *models: type[Model], counters: Sequence[str] = (), again: Callable[[], None] | None = None
) -> Generator[Bulk]:
    """One transaction that fills these tables; on PostgreSQL other writers of them wait, as on SQLite.

    `counters` of its numbers are locked first, as clerks lock them before they write rows. `again` is called with all
    locks held and nothing written: it raises Refused where what was checked does not hold any more. Raises Refused
    for what the database does not take: the rows were checked, somebody else was faster.
    """
    with writing():
        for counter in counters:
            lock_counter(counter)
        bulk = Bulk(login, models)
        if again:
            again()
        yield bulk
        bulk.finish()


@contextmanager
def writing() -> Generator[None]:
    """A transaction of rows that were checked before it. Raises Refused where somebody else was faster."""
    try:
        with transaction():
            yield
    except IntegrityError as error:
        raise changed(str(error).split("\n", 1)[0]) from error


def changed(how: str) -> Refused:
    """Somebody else was faster: nothing of what was checked is written."""
    return refuse("meanwhile", f"The database has changed meanwhile, nothing was written ({how})")


@contextmanager
def snapshot() -> Generator[None]:
    """Reads that all see the same moment, without keeping writers out."""
    if is_sqlite(db):
        with db.atomic("DEFERRED"):
            yield
    else:
        with db.atomic("REPEATABLE READ"):
            yield


def write_in_chunks(
    login: str, models: Sequence[type[Model]], values: Iterable[T], write: Callable[[Bulk, list[T]], None]
) -> int:
    """Have `write` write the values, some at a time, all in one bulk write of these tables; returns how many."""
    count = 0
    with bulk_write(login, *models) as bulk:
        for chunk in chunks(values):
            write(bulk, chunk)
            count += len(chunk)
    return count


def chunks(values: Iterable[T], size: int = 500) -> Iterator[list[T]]:
    """The values in lists of a size one query can name."""
    source = iter(values)
    while chunk := list(islice(source, size)):
        yield chunk
