"""What writes rows: a clerk's hand, a statement a row; the other is `services.bulk.tables.Bulk`."""

from typing import Any, Protocol

from peewee import Model

from custtui.domain.who import Who
from custtui.models.base import Kept, Made


class Hand(Protocol):
    """Writes the row of a table; what is left out has its default, who writes it is put in."""

    def add(self, model: type[Model], /, **values: Any) -> int:
        """The row's number (id)."""
        ...


class ByHand:
    """A statement a row, in the caller's transaction."""

    def __init__(self, who: Who) -> None:
        self.who = who

    def add(self, model: type[Model], /, **values: Any) -> int:
        """Write a row at once."""
        made = {"made_by": self.who.login} if issubclass(model, Made) else {}
        kept = {"changed_by": self.who.login} if issubclass(model, Kept) else {}
        row: Any = model.create(**{**made, **kept, **values})
        return row.id
