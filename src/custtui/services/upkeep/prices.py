"""Prices of lists and of customers, one at a time; a new one ends the one before it where that is asked (R-34)."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from types import MappingProxyType, SimpleNamespace
from typing import Any

from custtui.domain.errors import Fault
from custtui.domain.records.fact import Fact, Sort
from custtui.domain.records.house import RecordValues
from custtui.domain.records.price import PriceFields
from custtui.domain.who import Who
from custtui.models.account import ContractPrice, CustomerAccount
from custtui.models.product import PriceList, PriceListItem, Product
from custtui.services.bulk.known import contract_windows
from custtui.services.bulk.named import OVERLAP, price_needs, price_spans
from custtui.services.bulk.read_products import contract_price_values, list_price_values
from custtui.services.setup_history import remember, remember_record
from custtui.services.upkeep.stores import AskedBeside, NamedCode, RecordStore, StoredRecord, gone, held
from custtui.services.writing.hand import ByHand

ENDS = Fact("Ends the old", "Y: the price before it and its breaks end the day before", 1, Sort.FLAG, name="ends")
"""AskedBeside with a new price."""
DAY = timedelta(days=1)


class PriceStore(RecordStore):
    """Prices of one sort: who has them, and the table they stand in."""

    kind, record = "prices", PriceFields
    asks = (ENDS,)
    whose: str
    table: Any

    def query(self) -> Any:
        """The rows with their product and whose they are."""
        raise NotImplementedError

    def values(self, row: Any) -> dict[str, Any]:
        """The values of a row."""
        raise NotImplementedError

    def rivals(self, values: RecordValues) -> Any:
        """The prices whose times are held against this one's."""
        raise NotImplementedError

    def ended_by(self, values: RecordValues) -> Any:
        """The prices that a new one ends, where that is asked."""
        return self.rivals(values)

    def found(self, find: str) -> Any:
        """The condition of rows that a text finds: by product, or by whose they are."""
        raise NotImplementedError

    def ordered(self) -> tuple[Any, ...]:
        """In which order they are listed: the latest of each first."""
        raise NotImplementedError

    def page(self, find: str, offset: int, limit: int) -> list[StoredRecord]:
        rows = self.query().order_by(*self.ordered()).offset(offset).limit(limit)
        rows = rows.where(self.found(find.strip())) if find.strip() else rows
        return [(row.id, self.values(row)) for row in rows]

    def one(self, row: int) -> dict[str, Any]:
        held(self.table.select(self.table.id).where(self.table.id == row)).execute()
        found = self.query().where(self.table.id == row).first()
        if found is None:
            raise gone()
        return self.values(found)

    def number_of(self, values: RecordValues) -> int | None:
        rows = self.query().where(self.rivals(values), self.table.first_day == values["first_day"])
        return next((row.id for row in rows), None)

    def needs(self, values: RecordValues) -> Iterator[NamedCode]:
        return price_needs(SimpleNamespace(**values))

    def write(self, who: Who, values: RecordValues, before: RecordValues | None, asked: AskedBeside) -> None:
        holds = {name: values[name] for name in ("price", "last_day")}
        if before is not None:
            self.table.update(**holds).where(self.table.id == self.number_of(before)).execute()
            remember_record(who, self.kind, self.code(values), self.record, before, values)
            return
        if ENDS.name in asked:
            self._end(who, values)
        ByHand(who).add(self.table, **self.columns(values), **holds, first_day=values["first_day"])
        remember(who, self.kind, self.code(values))

    def columns(self, values: RecordValues) -> Mapping[str, Any]:
        """What a new row stands on."""
        raise NotImplementedError

    def _end(self, who: Who, values: RecordValues) -> None:
        """The one that holds on the day before ends then."""
        last, table = values["first_day"] - DAY, self.table
        open_then = (table.first_day <= last) & (table.last_day.is_null() | (table.last_day > last))
        for row in list(self.query().where(self.ended_by(values), open_then)):
            was = self.values(row)
            table.update(last_day=last).where(table.id == row.id).execute()
            remember_record(who, self.kind, self.code(was), self.record, was, {**was, "last_day": last})


class ListPrices(PriceStore):
    """Prices of lists, from a quantity on."""

    key = ("price_list", "product", "from_quantity", "first_day")
    names = ("price_list", "product", "from_quantity", "price", "first_day", "last_day")
    needed = ("price_list",)
    blanks = MappingProxyType({"from_quantity": "0"})
    table = PriceListItem

    def query(self) -> Any:
        rows = PriceListItem.select(PriceListItem, Product.code, PriceList.code, PriceList.currency)
        return rows.join_from(PriceListItem, Product).join_from(PriceListItem, PriceList)

    def values(self, row: Any) -> dict[str, Any]:
        return list_price_values(row)

    def rivals(self, values: RecordValues) -> Any:
        return self._whose(values) & (PriceListItem.from_quantity == values["from_quantity"])

    def _whose(self, values: RecordValues) -> Any:
        return (Product.code == values["product"]) & (PriceList.code == values["price_list"])

    def ended_by(self, values: RecordValues) -> Any:
        """A price of any quantity ends the breaks of before too: they were steps of the one it ends."""
        return self.rivals(values) if values["from_quantity"] else self._whose(values)

    def found(self, find: str) -> Any:
        return Product.code.startswith(find.upper()) | (PriceList.code == find.upper())

    def ordered(self) -> tuple[Any, ...]:
        return PriceList.code, Product.code, PriceListItem.from_quantity, PriceListItem.first_day.desc()

    def needs(self, values: RecordValues) -> Iterator[NamedCode]:
        yield from super().needs(values)
        yield "price_list", "price list", values["price_list"]

    def columns(self, values: RecordValues) -> Mapping[str, Any]:
        price_list = PriceList.get(PriceList.code == values["price_list"])
        product = Product.get(Product.code == values["product"])
        return {"price_list": price_list, "product": product, "from_quantity": values["from_quantity"]}


class ContractPrices(PriceStore):
    """Short-term prices of customers: from a first to a last day, none overlaps another (R-34)."""

    kind, key = "contract prices", ("customer", "product", "first_day")
    names = ("customer", "product", "price", "currency", "first_day", "last_day")
    needed = ("customer",)
    blanks = MappingProxyType({"from_quantity": "0"})
    table = ContractPrice

    def query(self) -> Any:
        rows = ContractPrice.select(ContractPrice, Product.code, CustomerAccount.code)
        rows = rows.join_from(ContractPrice, Product).join_from(ContractPrice, CustomerAccount)
        return rows.where(CustomerAccount.merged_into.is_null())

    def values(self, row: Any) -> dict[str, Any]:
        return contract_price_values(row)

    def rivals(self, values: RecordValues) -> Any:
        return (Product.code == values["product"]) & (CustomerAccount.code == values["customer"])

    def found(self, find: str) -> Any:
        return Product.code.startswith(find.upper()) | (CustomerAccount.code == find)

    def ordered(self) -> tuple[Any, ...]:
        return CustomerAccount.code, Product.code, ContractPrice.first_day.desc()

    def beyond(self, values: RecordValues, before: RecordValues | None, asked: AskedBeside) -> Iterator[Fault]:
        """The times of one product stay apart."""
        mine = (before["first_day"], before["last_day"]) if before else None
        ends = values["first_day"] - DAY if ENDS.name in asked else None
        for span in price_spans(SimpleNamespace(**values)):
            for _, _, first, last in contract_windows([(values["customer"], values["product"])]):
                kept = min(last, ends) if ends and first <= ends else last
                if (first, last) != mine and first <= span.last and kept >= span.first:
                    yield Fault("overlap", span.field, f"{OVERLAP} {last}")

    def columns(self, values: RecordValues) -> Mapping[str, Any]:
        account = CustomerAccount.get(CustomerAccount.code == values["customer"])
        product = Product.get(Product.code == values["product"])
        return {"account": account, "product": product, "currency": values["currency"]}
