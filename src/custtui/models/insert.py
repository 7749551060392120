"""Writes rows without building a query each time: the text of an INSERT depends on the number of rows alone."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from peewee import Field, Model

from custtui.models.ahead import keep_ids, kept, take_ids
from custtui.models.base import db
from custtui.models.chaining import MadeRow, ToldText, telling
from custtui.models.database import is_sqlite
from custtui.models.fields import ExactField, UtcField
from custtui.models.prepared import converted


class Insert:
    """INSERT into one table; rows are mappings from field name to Python value, foreign keys as ids."""

    def __init__(self, model: type[Model], *, with_id: bool = False) -> None:
        fields: list[Field] = [field for field in model._meta.sorted_fields if with_id or field.name != "id"]
        self.table: str = model._meta.table_name
        self.columns = ", ".join(f'"{field.column_name}"' for field in fields)
        self.names, self.defaults = [field.name for field in fields], [field.default for field in fields]
        self.made_up = [at for at, field in enumerate(fields) if callable(field.default)]
        self.writers = [(at, write) for at, write in enumerate(map(_writer, fields)) if write]
        self.tells = telling(self.table, ["id", *(field.column_name for field in fields)])
        self.texts: dict[tuple[bool, bool, int], str] = {}

    def __call__(self, rows: Iterable[Mapping[str, Any]]) -> list[int]:
        """Write the rows; returns their ids in the same order. Nothing to write gives an empty list.

        Both databases number the rows of one VALUES list in its order; that of RETURNING is not promised.
        """
        made = self._rows(rows)
        if not made:
            return []
        if ids := take_ids(self.table, len(made)):
            self._write_drawn(ids, made)
            return ids
        values = [*chain.from_iterable(made)]
        return sorted([row[0] for row in db.obj.execute_sql(self._text(len(made)), values).fetchall()])

    def _rows(self, rows: Iterable[Mapping[str, Any]]) -> list[Sequence[Any]]:
        """The columns of rows, as the database takes them."""
        made = [[*map(row.get, self.names, self.defaults)] for row in rows]
        for at in self.made_up:
            for values in made:
                if callable(values[at]):
                    values[at] = values[at]()
        return converted(made, self.writers)

    def _values(self, row: Mapping[str, Any]) -> Sequence[Any]:
        return self._rows([row])[0]

    def told(self, id: int, row: Mapping[str, Any], lines: Sequence[ToldText] = ()) -> ToldText:
        """What a row that was written says in a chain; what has a default of its own was given."""
        return self.tells([id, *self._values(row)], lines)

    def made(self, id: int, row: Mapping[str, Any], lines: Sequence[ToldText] = ()) -> MadeRow:
        """A row that was written, as a link of a chain is made over it, with what comes with it."""
        return self.table, id, self.told(id, row, lines)

    def one(self, **row: Any) -> int:
        """Write one row; returns its id."""
        return self([row])[0]

    def later(self, **row: Any) -> None:
        """Write one row whose id is given, with the next statement or the end of the transaction (P-13)."""
        if is_sqlite(db):
            self([row])
        else:
            db.obj.later(self._text(1).removesuffix(' RETURNING "id"'), self._values(row))

    def draw(self, count: int) -> list[int]:
        """Ids for rows that `as_drawn` writes in this transaction (PostgreSQL): nobody waits for these then."""
        sql = f"""SELECT nextval('"{self.table}_id_seq"') FROM generate_series(1, %s)"""
        return sorted(row[0] for row in db.execute_sql(sql, (count,)).fetchall())

    def as_drawn(self, ids: Sequence[int], rows: Iterable[Mapping[str, Any]]) -> None:
        """Write rows whose ids were drawn, with the next statement or the end of the transaction (P-13)."""
        self._write_drawn(ids, self._rows(rows))

    def ahead(self, count: int) -> None:
        """Draw ids for rows that this transaction will write, where the server is far."""
        if count and kept() is not None:
            keep_ids(self.table, self.draw(count))

    def _write_drawn(self, ids: Sequence[int], made: Sequence[Sequence[Any]]) -> None:
        values = [value for id, row in zip(ids, made, strict=True) for value in (id, *row)]
        if values:
            db.obj.later(self._text(len(ids), drawn=True), values)

    def _text(self, count: int, *, drawn: bool = False) -> str:
        key = (is_sqlite(db), drawn, count)
        text = self.texts.get(key)
        if text is None:
            marks = ", ".join(["?" if key[0] else "%s"] * (len(self.names) + drawn))
            rows = ", ".join([f"({marks})"] * count)
            columns = f'"id", {self.columns}' if drawn else self.columns
            text = f'INSERT INTO "{self.table}" ({columns}) VALUES {rows}'
            text += "" if drawn else ' RETURNING "id"'
            self.texts[key] = text
        return text


def _writer(field: Field) -> Any:
    """None where the value goes in as it is."""
    if isinstance(field, ExactField):
        return field.write
    return field.db_value if isinstance(field, UtcField) else None
