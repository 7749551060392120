"""Bulk writes on SQLite whose rows wait in a side file, so that the write lock is held for seconds (P-10).

Rows are numbered behind the last ones seen. What others wrote meanwhile is made room for when the rows are poured:
every number of a new row, and every reference to one, moves by as much as the table has grown.
"""

import tempfile
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from peewee import DatabaseError, ForeignKeyField, Model

from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.trouble import explained
from custtui.services.bulk.beside import Aside, aside
from custtui.services.bulk.codes import Numbers
from custtui.services.bulk.tables import Bulk, bulk_write, snapshot, writing

TAKEN = "\x01"
"""Begins a number taken while rows were prepared: its prefix, and what it moves by, come when they are poured."""


class PreparedWrite(Bulk):
    """A bulk write whose rows wait in a side file until `locked`; from then on it writes like any other."""

    def __init__(
        self,
        login: str,
        models: Sequence[type[Model]],
        path: Path,
        seen: ExitStack,
        again: Callable[[], None] | None = None,
    ) -> None:
        """`path`: of the side file; `seen`: lets go of what fills it, and of the moment all reads see; `again`: see
        `bulk_write`."""
        super().__init__(login, models)
        self.path, self.seen, self.again, self.poured = path, seen, again, False
        self.began = {model: table.last for model, table in self.tables.items()}
        self.moved = dict[type[Model], int]()
        self.counted = dict[tuple[type[Model], str], Numbers]()
        self.aside: Aside | None = None

    def numbered(self, model: type[Model], column: str, numbers: Numbers) -> None:
        """Numbers taken are marked, so that they can move."""
        numbers.mark = TAKEN
        self.counted[model, column] = numbers

    def flush(self, *, at_least: int = 1) -> None:
        """Put what has been gathered into the side file, once it is that much."""
        if self.poured or self.waiting < at_least:
            super().flush(at_least=at_least)
            return
        self._aside(much=at_least > 1).put(self.gathered)
        self._written()

    def _aside(self, *, much: bool = False) -> Aside:
        """What takes the rows, chosen as the first of them are put aside."""
        if self.aside is None:
            columns = {model: table.names for model, table in self.tables.items()}
            self.aside = aside(self.path, columns, self.complete, much=much)
            self.seen.callback(self.aside.let_go)
        return self.aside

    @contextmanager
    def locked(self) -> Generator[None]:
        """Take the write lock, pour all rows into their tables, and let the caller write what goes with them."""
        self.flush()
        self._aside().finish()
        self.seen.close()
        db.execute_sql("ATTACH DATABASE ? AS side", (str(self.path),))
        try:
            with writing():
                if self.again:
                    self.again()
                self._pour()
                yield
                self.finish()
        finally:
            with suppress(DatabaseError):  # what failed first is what is told
                db.execute_sql("DETACH DATABASE side")

    def _pour(self) -> None:
        shifts = {numbers: numbers.go_on() for numbers in self.counted.values()}
        for model, table in self.tables.items():
            rows = table.last - self.began[model]
            table.start()
            self.moved[model] = table.last - self.began[model]
            table.last += rows
        moved = (more for model, more in self.moved.items() if model not in self.unmoved)
        self.stirred = any(moved) or any(shifts.values())
        for model, table in self.tables.items():
            if self.stirred and model in self.unmoved:
                continue
            values = ", ".join(self._moved(model, name, shifts) for name in table.names)
            rows = f'SELECT {values} FROM side."{table.name}" ORDER BY id'
            db.execute_sql(f'INSERT INTO main."{table.name}" ({table.columns}) {rows}')
        self.poured = True
        for numbers in self.counted.values():
            numbers.mark = numbers.prefix

    def _moved(self, model: type[Model], column: str, shifts: dict[Numbers, int]) -> str:
        """A column as it is poured, as SQL."""
        numbers = self.counted.get((model, column))
        if numbers is not None:
            prefix = numbers.prefix.replace("'", "''")
            number = f'substr("{column}", 2) + {shifts[numbers]:d}'
            return f'CASE WHEN substr("{column}", 1, 1) = char(1) THEN \'{prefix}\' || ({number}) ELSE "{column}" END'
        field: Any = model._meta.columns[column]
        of = model if column == "id" else field.rel_model if isinstance(field, ForeignKeyField) else None
        if of is None or not self.moved.get(of):
            return f'"{column}"'
        return f'"{column}" + ("{column}" > {self.began[of]:d}) * {self.moved[of]:d}'


@contextmanager
def prepared_write(
    login: str, *models: type[Model], counters: Sequence[str] = (), again: Callable[[], None] | None = None
) -> Generator[Bulk]:
    """As `bulk_write`; on SQLite the write lock is taken by `Bulk.locked` only, which the caller has to enter once.

    What is read before sees one moment. Raises Refused for what the database does not take.
    """
    if not is_sqlite(db) or db.in_transaction():
        with bulk_write(login, *models, counters=counters, again=again) as bulk:
            yield bulk
        return
    with explained(), tempfile.TemporaryDirectory(prefix="custtui-bulk-") as name, ExitStack() as seen:
        seen.enter_context(snapshot())
        yield PreparedWrite(login, models, Path(name) / "rows.sqlite", seen, again)
