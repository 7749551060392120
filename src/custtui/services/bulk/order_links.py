"""Begins the chains of orders written in bulk while their rows are in hand, not by reading them again (S-6, P-10)."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from peewee import Model

from custtui.models.chain import ChainLink
from custtui.models.chaining import AFTERWARDS, KINDS, NONE, Content, Made, joined
from custtui.models.fulfilment import (
    Allocation,
    CreditCharge,
    Forfeit,
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

Of = Mapping[Any, int]
"""The order of each row of a table, by id."""
Rows = list[tuple[Any, ...]]

LINKED: tuple[type[Model], ...] = (
    *(SalesOrder, OrderRevision, Hold, OrderEvent, Shipment, Forfeit, Return, Invoice, CreditCharge, Allocation),
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
        self.said = {model: _saying(model, bulk.tables[model].names) for model in self.seen}
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

    def _chains(self) -> dict[int, list[Made]]:
        """What happened to each order, in the order of `LINKED`."""
        new = {model: self.bulk.tables[model].rows[start:] for model, start in self.seen.items()}
        chains: dict[int, list[Made]] = {row[0]: [] for row in new[SalesOrder]}
        orders: dict[type[Model], Of] = {SalesOrder: {order: order for order in chains}}
        for model in (OrderRevision, OrderPosition, *LINKED):
            if model not in orders:
                orders[model] = self._orders(model, new[model], orders)
        for model in LINKED:
            kind, of = model._meta.table_name, orders[model]
            for row, content in self._contents(model, new):
                chains[of[row]].append((kind, row, content))
        return chains

    def _orders(self, model: type[Model], rows: Rows, orders: Mapping[type[Model], Of]) -> Of:
        at, through = self.at[model], orders[THROUGH[model][1]]
        return {row[0]: through[row[at]] for row in rows}

    def _contents(self, model: type[Model], new: Mapping[type[Model], Rows]) -> Iterator[tuple[int, Content]]:
        """Id and content of the new rows of a table, with what comes with each."""
        said, numbers = self.said[model], self.numbers.get(model)
        parts = self._parts(model, new)
        for row in new[model]:
            content = said(row)
            if numbers:
                content["number"] = numbers.stored(content["number"])
            if lines := parts.get(row[0]):
                content["lines"] = lines
            yield row[0], content

    def _parts(self, model: type[Model], new: Mapping[type[Model], Rows]) -> dict[int, list[Content]]:
        if model is Allocation:
            said = self.said[Payment]
            paid = {row[0]: said(row) for row in new[Payment]}
            at = self.bulk.tables[Allocation].names.index("payment_id")
            return {row[0]: [paid[row[at]]] for row in new[Allocation]}
        found = dict[int, list[Content]]()
        if model in PARTS:
            part = PARTS[model][0]
            said, at = self.said[part], self.at[part]
            for row in new[part]:
                found.setdefault(row[at], []).append(said(row))
        return found


def _saying(model: type[Model], names: list[str]) -> Callable[[tuple[Any, ...]], Content]:
    """What makes the content of a row, see `chaining.content`: what counts of it, empty columns left out."""
    kind = KINDS.get(model._meta.table_name)
    counts = [(at, name) for at, name in enumerate(names) if kind is None or kind.takes(name)]

    def said(row: tuple[Any, ...]) -> Content:
        return {name: value for at, name in counts if (value := row[at]) is not None and value != ""}

    return said
