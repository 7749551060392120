"""Seals orders written in bulk, and begins their chains, by rows in hand: nothing is read again (S-6, P-10)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from peewee import Model

from custtui.models.base import table_of
from custtui.models.chain import ChainLink
from custtui.models.chaining import AFTERWARDS, KINDS, NONE, MadeRow, ToldText, joined, telling, telling_numbers
from custtui.models.fulfilment import (
    Allocation,
    BilledCharge,
    CreditCharge,
    Forfeit,
    Instalment,
    Invoice,
    InvoiceLine,
    Payment,
    Return,
    Shipment,
    ShipmentLine,
)
from custtui.models.order import Hold, OrderCard, OrderEvent, OrderPosition, OrderRevision, SalesOrder
from custtui.services.bulk.beside import NamedColumns, RowsByTable
from custtui.services.bulk.codes import Numbers
from custtui.services.bulk.order_seals import SEALED, OrderSeals
from custtui.services.bulk.tables import Bulk

IdsOf = Mapping[Any, int]
"""The order of each row of a table, by id."""
WholeRows = Sequence[tuple[Any, ...]]

LINKED: tuple[type[Model], ...] = (
    *(SalesOrder, OrderRevision, OrderCard, Hold, OrderEvent, Shipment, ShipmentLine, Forfeit, Return, Invoice),
    *(CreditCharge, BilledCharge, Instalment, Allocation),
)
"""What is linked, in the order of `KINDS`; nobody released a hold of what is written here, or covered a line."""
PARTS: dict[type[Model], tuple[type[Model], str]] = {
    Shipment: (ShipmentLine, "shipment_id"),
    Invoice: (InvoiceLine, "invoice_id"),
}
TOLD_WITH = (ShipmentLine, InvoiceLine, Payment)
"""What is told with a row of a chain; a line of a shipment stands in one by itself where that is of another order."""
THROUGH: dict[type[Model], tuple[str, type[Model]]] = {
    OrderRevision: ("order_id", SalesOrder),
    OrderCard: ("revision_id", OrderRevision),
    Hold: ("revision_id", OrderRevision),
    OrderEvent: ("order_id", SalesOrder),
    Shipment: ("order_id", SalesOrder),
    OrderPosition: ("order_id", SalesOrder),
    ShipmentLine: ("position_id", OrderPosition),
    Forfeit: ("position_id", OrderPosition),
    Return: ("position_id", OrderPosition),
    Invoice: ("order_id", SalesOrder),
    CreditCharge: ("invoice_id", Invoice),
    BilledCharge: ("invoice_id", Invoice),
    Instalment: ("invoice_id", Invoice),
    Allocation: ("invoice_id", Invoice),
}
"""The column by which a row belongs to its order, and the table that column names."""

assert [model._meta.table_name for model in LINKED] == [kind for kind in KINDS if kind not in AFTERWARDS]


def completing(bulk: Bulk, numbers: Mapping[type[Model], Numbers], *, linked: bool = True) -> "OrderLinks":
    """What seals and links the orders of a bulk write; `numbers` of papers are taken while rows are gathered.

    `linked` False: it only seals them, their chains are begun once all is written (`take_up_orders`).
    """
    columns = {model: tuple(bulk.tables[model].names) for model in (*LINKED, OrderPosition, *TOLD_WITH, *SEALED)}
    marked = {model: (one.mark, one.prefix) for model, one in numbers.items() if one.mark != one.prefix}
    return OrderLinks(bulk.tables[ChainLink].last, columns, marked, linked)


class OrderLinks:
    """Seals and links whole orders by their rows. Can be pickled: it goes on behind the last link it made."""

    def __init__(
        self, last: int, columns: NamedColumns, marked: Mapping[type[Model], tuple[str, str]], linked: bool = True
    ) -> None:
        """`last`: the number of the link before; `marked`: of numbers of papers the mark, and what replaces it."""
        self.linked = linked
        self.last, self.columns, self.marked, self.seals = last, columns, marked, OrderSeals(columns)
        self.told = {model: telling(table_of(model), names) for model, names in columns.items()}
        self.told |= {part: telling_numbers(columns[part]) for part, _ in PARTS.values()}
        self.at = {model: columns[model].index(column) for model, (column, _) in THROUGH.items()}
        self.part_at = {part: columns[part].index(of) for part, of in PARTS.values()}

    def __reduce__(self) -> tuple[type["OrderLinks"], tuple[Any, ...]]:
        return OrderLinks, (self.last, self.columns, self.marked, self.linked)

    def __call__(self, rows: RowsByTable) -> RowsByTable:
        """The rows with their seals, and those of their links."""
        rows = self.seals(rows)
        if not self.linked:
            return rows
        chains = self._chains(rows)
        made = ((order, None, *one) for order, of in chains.items() for one in joined(NONE, of))
        links = [(number, *one) for number, one in enumerate(made, self.last + 1)]  # in the order of its columns
        self.last += len(links)
        return {**rows, ChainLink: links}

    def _chains(self, rows: RowsByTable) -> dict[int, list[MadeRow]]:
        """What happened to each order, in the order of `LINKED`."""
        chains: dict[int, list[MadeRow]] = {row[0]: [] for row in rows.get(SalesOrder, ())}
        orders: dict[type[Model], IdsOf] = {SalesOrder: {order: order for order in chains}}
        for model in (OrderRevision, OrderPosition, *LINKED):
            if model not in orders:
                orders[model] = self._orders(model, rows.get(model, ()), orders)
        for model in LINKED:
            kind, of = table_of(model), orders[model]
            tell, parts = self.told[model], self._parts(model, rows, orders)
            for row in self._as_stored(model, rows.get(model, ())):
                id = row[0]
                if model is ShipmentLine and self._told_with(row, orders):
                    continue
                chains[of[id]].append((kind, id, tell(row, parts[id]) if id in parts else tell(row)))
        return chains

    def _orders(self, model: type[Model], rows: WholeRows, orders: Mapping[type[Model], IdsOf]) -> IdsOf:
        at, through = self.at[model], orders[THROUGH[model][1]]
        return {row[0]: through[row[at]] for row in rows}

    def _as_stored(self, model: type[Model], rows: WholeRows) -> Iterable[tuple[Any, ...]]:
        """Rows with the numbers of papers as they will stand, if nobody else takes any meanwhile."""
        if model not in self.marked:
            return rows
        at, (mark, prefix) = self.columns[model].index("number"), self.marked[model]
        marked = ((row, row[at].startswith(mark)) for row in rows)
        return ((*row[:at], prefix + row[at][len(mark) :], *row[at + 1 :]) if taken else row for row, taken in marked)

    def _told_with(self, line: tuple[Any, ...], orders: Mapping[type[Model], IdsOf]) -> bool:
        """Is a line of a shipment of the order in whose chain that stands? Others were written before it (C-48)."""
        return orders[Shipment].get(line[self.part_at[ShipmentLine]]) == orders[ShipmentLine][line[0]]

    def _parts(
        self, model: type[Model], rows: RowsByTable, orders: Mapping[type[Model], IdsOf]
    ) -> dict[int, list[ToldText]]:
        """What comes with the new rows of a table, by their ids."""
        if model is Allocation:
            tell = self.told[Payment]
            paid = {row[0]: tell(row) for row in rows.get(Payment, ())}
            at = self.columns[Allocation].index("payment_id")
            return {row[0]: [paid[row[at]]] for row in rows.get(Allocation, ())}
        found = dict[int, list[ToldText]]()
        if model in PARTS:
            part = PARTS[model][0]
            tell, at = self.told[part], self.part_at[part]
            for row in rows.get(part, ()):
                if part is ShipmentLine and not self._told_with(row, orders):
                    continue
                found.setdefault(row[at], []).append(tell(row))
        return found
