"""Seals the revisions of orders written in bulk by their rows, as the database takes them (S-6, P-10)."""

from typing import Any

from peewee import Model

from custtui.models.order import OrderCharge, OrderLine, OrderPosition, OrderRevision, OrderShipTo, SalesOrder
from custtui.models.seal import CHARGE, HEADER, INTERNAL, LINE, OF_LINES, SHIP_TO, TAXED, SealedRow, said, sealed
from custtui.services.bulk.beside import NamedColumns, RowsByTable

SEALED = (OrderShipTo, OrderLine, OrderCharge)
"""What is sealed with a revision."""

SealedParts = dict[int, list[SealedRow]]
"""What is sealed with each revision, by its id."""


class OrderSeals:
    """Puts seals into the rows of revisions that replace none, by the rows of their whole orders."""

    def __init__(self, columns: NamedColumns) -> None:
        """`columns`: of orders, positions, revisions and what is sealed with those."""
        plans = {OrderRevision: HEADER, OrderShipTo: SHIP_TO, OrderLine: LINE, OrderCharge: CHARGE}
        self.read = {model: plan.kept(columns[model]) for model, plan in plans.items()}
        self.at = {(model, name): at for model, names in columns.items() for at, name in enumerate(names)}

    def __call__(self, rows: RowsByTable) -> RowsByTable:
        """The rows, those of revisions with their seals."""
        numbers, order = self._of(rows, SalesOrder, "number"), self.at[OrderRevision, "order_id"]
        read, at, made = self.read[OrderRevision], self.at[OrderRevision, "hash"], list[tuple[Any, ...]]()
        noted = self.at[OrderRevision, INTERNAL]
        ship_tos, lines, charges = self._parts(rows, OrderShipTo), self._lines(rows), self._charges(rows)
        for row in rows.get(OrderRevision, ()):
            parts = (some.get(row[0], []) for some in (ship_tos, lines, charges))
            seal = sealed([numbers[row[order]], *read(row), *said(row[noted])], *parts, previous="")
            made.append((*row[:at], seal, *row[at + 1 :]))
        return {**rows, OrderRevision: made}

    def _of(self, rows: RowsByTable, model: type[Model], column: str) -> dict[int, Any]:
        """A column of each row, by its id."""
        at = self.at[model, column]
        return {row[0]: row[at] for row in rows.get(model, ())}

    def _parts(self, rows: RowsByTable, model: type[Model]) -> SealedParts:
        of, read, found = self.at[model, "revision_id"], self.read[model], SealedParts()
        for row in rows.get(model, ()):
            found.setdefault(row[of], []).append(read(row))
        return found

    def _charges(self, rows: RowsByTable) -> SealedParts:
        of, read, found = self.at[OrderCharge, "revision_id"], self.read[OrderCharge], SealedParts()
        taxed = [self.at[OrderCharge, name] for name in TAXED]
        for row in rows.get(OrderCharge, ()):
            found.setdefault(row[of], []).append([*read(row), *said(*(row[at] for at in taxed))])
        return found

    def _lines(self, rows: RowsByTable) -> SealedParts:
        """Each with the number of its position, and the place of its ship-to among those of its revision."""
        positions, places = self._of(rows, OrderPosition, "position"), self._places(rows)
        of, read, found = self.at[OrderLine, "revision_id"], self.read[OrderLine], SealedParts()
        position, ship_to = self.at[OrderLine, "position_id"], self.at[OrderLine, "ship_to_id"]
        later = [self.at[OrderLine, name] for name in OF_LINES]
        for row in rows.get(OrderLine, ()):
            told = [positions[row[position]], places[row[ship_to]], *read(row), *said(*(row[at] for at in later))]
            found.setdefault(row[of], []).append(told)
        return found

    def _places(self, rows: RowsByTable) -> dict[int, int]:
        """They are numbered one after the other (P-10)."""
        first = dict[int, int]()
        revisions = self._of(rows, OrderShipTo, "revision_id")
        return {one: one - first.setdefault(revision, one) for one, revision in revisions.items()}
