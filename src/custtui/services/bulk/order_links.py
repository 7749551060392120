"""Begins the chains of orders written in bulk while their rows are in hand, not by reading them again (S-6, P-10)."""

from collections.abc import Iterable, Mapping
from typing import Any

from peewee import Model

from custtui.models.chain import ChainLink
from custtui.models.chaining import AFTERWARDS, KINDS, NONE, MadeRow, ToldText, joined, telling, telling_numbers
from custtui.models.fulfilment import (
    Allocation,
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
from custtui.models.order import Hold, OrderEvent, OrderPosition, OrderRevision, SalesOrder
from custtui.services.bulk.codes import Numbers
from custtui.services.bulk.tables import Bulk

IdsOf = Mapping[Any, int]
"""The order of each row of a table, by id."""
LinkRows = list[tuple[Any, ...]]

LINKED: tuple[type[Model], ...] = (
    *(SalesOrder, OrderRevision, Hold, OrderEvent, Shipment, Forfeit, Return, Invoice, CreditCharge, Instalment),
    Allocation,
)
"""What is linked, in the order of `KINDS`; nobody released a hold of what is written here, or covered a line."""
PARTS: dict[type[Model], tuple[type[Model], str]] = {
    Shipment: (ShipmentLine, "shipment_id"),
    Invoice: (InvoiceLine, "invoice_id"),
}
THROUGH: dict[type[Model], tuple[str, type[Model]]] = {
    OrderRevision: ("order_id", SalesOrder),
    Hold: ("revision_id", OrderRevision),
    OrderEvent: ("order_id", SalesOrder),
    Shipment: ("order_id", SalesOrder),
    OrderPosition: ("order_id", SalesOrder),
    Forfeit: ("position_id", OrderPosition),
    Return: ("position_id", OrderPosition),
    Invoice: ("order_id", SalesOrder),
    CreditCharge: ("invoice_id", Invoice),
    Instalment: ("invoice_id", Invoice),
    Allocation: ("invoice_id", Invoice),
}
"""The column by which a row belongs to its order, and the table that column names."""

assert [model._meta.table_name for model in LINKED] == [kind for kind in KINDS if kind not in AFTERWARDS]


class OrderLinks:
    """Links what a bulk write gathered of whole orders; `add` before each time rows are flushed."""

    def __init__(self, bulk: Bulk, numbers: Mapping[type[Model], Numbers]) -> None:
        """`numbers`: of papers, taken while rows were gathered: a link says them as they will be stored."""
        self.bulk, self.numbers = bulk, numbers
        self.seen = dict.fromkeys({*LINKED, OrderPosition, ShipmentLine, InvoiceLine, Payment}, 0)
        self.told = {model: telling(model._meta.table_name, bulk.tables[model].names) for model in self.seen}
        self.told |= {part: telling_numbers(bulk.tables[part].names) for part, _ in PARTS.values()}
        self.at = {
            model: bulk.tables[model].names.index(column)
            for model, (column, _) in (*THROUGH.items(), *((part, (of, part)) for part, of in PARTS.values()))
        }
        bulk.only_unmoved(ChainLink)

    def add(self) -> None:
        """Link the orders gathered since the last time."""
        chains = self._chains()
        links = (
            (order, None, *one) for order, made in chains.items() for one in joined(NONE, made)
        )  # in the order of the columns of the table
        self.bulk.put(ChainLink, links)

    def flushed(self) -> None:
        """What was gathered may have been written."""
        self.seen = {model: len(self.bulk.tables[model].rows) for model in self.seen}

    def _chains(self) -> dict[int, list[MadeRow]]:
        """What happened to each order, in the order of `LINKED`."""
        new = {model: self.bulk.tables[model].rows[start:] for model, start in self.seen.items()}
        chains: dict[int, list[MadeRow]] = {row[0]: [] for row in new[SalesOrder]}
        orders: dict[type[Model], IdsOf] = {SalesOrder: {order: order for order in chains}}
        for model in (OrderRevision, OrderPosition, *LINKED):
            if model not in orders:
                orders[model] = self._orders(model, new[model], orders)
        for model in LINKED:
            kind, of = model._meta.table_name, orders[model]
            tell, parts = self.told[model], self._parts(model, new)
            for row in self._as_stored(model, new[model]):
                id = row[0]
                chains[of[id]].append((kind, id, tell(row, parts[id]) if id in parts else tell(row)))
        return chains

    def _orders(self, model: type[Model], rows: LinkRows, orders: Mapping[type[Model], IdsOf]) -> IdsOf:
        at, through = self.at[model], orders[THROUGH[model][1]]
        return {row[0]: through[row[at]] for row in rows}

    def _as_stored(self, model: type[Model], rows: LinkRows) -> Iterable[tuple[Any, ...]]:
        """Rows with the numbers of papers as they will stand."""
        numbers = self.numbers.get(model)
        if numbers is None:
            return rows
        at = self.bulk.tables[model].names.index("number")
        return ((*row[:at], numbers.stored(row[at]), *row[at + 1 :]) for row in rows)

    def _parts(self, model: type[Model], new: Mapping[type[Model], LinkRows]) -> dict[int, list[ToldText]]:
        """What comes with the new rows of a table, by their ids."""
        if model is Allocation:
            tell = self.told[Payment]
            paid = {row[0]: tell(row) for row in new[Payment]}
            at = self.bulk.tables[Allocation].names.index("payment_id")
            return {row[0]: [paid[row[at]]] for row in new[Allocation]}
        found = dict[int, list[ToldText]]()
        if model in PARTS:
            part = PARTS[model][0]
            tell, at = self.told[part], self.at[part]
            for row in new[part]:
                found.setdefault(row[at], []).append(tell(row))
        return found
