"""Purchasing contracts: one row a product, the contract itself on the first row of its code."""

from collections.abc import Callable, Iterable, Iterator

from custtui.domain.who import Who
from custtui.exchange import cells
from custtui.exchange.kind import Column, Complain, Kind, Reference, Row, Values
from custtui.services.bulk.contracts import read_contracts, write_contracts
from custtui.services.bulk.known import house_currency
from custtui.services.bulk.values import NewContract, NewContractLine

HEADER = (
    Column("customer", "code of the customer", cells.CODE, "3897-5", required=True, once=True),
    Column("name", "name", cells.TEXT, "Juices 2026"),
    Column("currency", "currency; blank: the house's", cells.CURRENCY, "USD"),
    Column("first_day", "first day", cells.FIRST_DAY, "2026-01-01", required=True, once=True),
    Column("last_day", "last day", cells.DAY, "2026-12-31", required=True, once=True),
)


class Contracts(Kind):
    """Purchasing contracts; rows of one contract stand together."""

    name = "contracts"
    what = "purchasing contracts: quantities and prices agreed for a time, one row a product"
    together = "code"
    columns = (
        Column("code", "code of the contract, on every row", cells.CODE, "PC-2026-1", required=True),
        *HEADER,
        Column("product", "code of the product", cells.ITEM_CODE, "APPLE-12", required=True),
        Column("quantity", "quantity agreed", cells.QUANTITY, "1000", required=True),
        Column("price", "price of one unit", cells.PRICE, "4.20", required=True),
    )

    def make(self, rows: list[Row], complain: Complain) -> NewContract:
        """A contract with its products."""
        first, products = rows[0].values, set[str]()
        if first["last_day"] < first["first_day"]:
            complain(rows[0].line, "last_day", "is before the first day")
        for row in rows:
            if row.values["product"] in products:
                complain(row.line, "product", f"{row.values['product']} stands twice in this contract")
            products.add(row.values["product"])
        names = ("product", "quantity", "price")
        return NewContract(
            code=first["code"],
            customer=first["customer"],
            name=first.get("name", ""),
            currency=first.get("currency", "") or house_currency(),
            first_day=first["first_day"],
            last_day=first["last_day"],
            lines=tuple(NewContractLine(*(row.values[name] for name in names)) for row in rows),
        )

    def own(self, item: NewContract) -> Iterable[Reference]:
        """Its code."""
        yield "code", "contract", item.code

    def needs(self, item: NewContract) -> Iterable[Reference]:
        """Customer and products."""
        yield "customer", "customer", item.customer
        yield from (("product", "product", line.product) for line in item.lines)

    def write(self, who: Who, items: Callable[[], Iterator[NewContract]]) -> int:
        """In bulk."""
        return write_contracts(who, items())

    def read(self) -> Iterator[NewContract]:
        """All contracts."""
        return read_contracts()

    def rows(self, item: NewContract) -> Iterable[Values]:
        """One row a product."""
        header = {column.name: getattr(item, column.name) for column in HEADER}
        for line in item.lines:
            amounts = {"product": line.product, "quantity": line.quantity, "price": line.price}
            yield {"code": item.code, **header, **amounts}
