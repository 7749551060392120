"""Purchasing contracts: one row a product, the contract itself on the first row of its code."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from custtui.domain.records.contract import ContractFields, ContractLineFields, contract_faults
from custtui.domain.records.fact import fields_of
from custtui.domain.who import Who
from custtui.exchange.kind import CellValues, Complain, FileRow, Kind, Reference, check_repeats, columns_of
from custtui.services.bulk.contracts import read_contracts, write_contracts
from custtui.services.bulk.known import house_currency
from custtui.services.bulk.named import contract_needs
from custtui.services.bulk.values import NewContract, NewContractLine

HEADER, LINE = tuple(fields_of(ContractFields)), tuple(fields_of(ContractLineFields))


class Contracts(Kind):
    """Purchasing contracts; rows of one contract stand together."""

    name = "contracts"
    what = "purchasing contracts: quantities and prices agreed for a time, one row a product"
    together = "code"
    columns = columns_of(ContractFields, ContractLineFields)

    def make(self, rows: list[FileRow], complain: Complain) -> NewContract:
        """A contract with its products."""
        check_repeats(rows, HEADER, "contract", complain)
        lines = tuple(NewContractLine(*(row.values[name] for name in LINE)) for row in rows)
        said: CellValues = {"name": "", "currency": "", "shared": False, **rows[0].values}
        one = NewContract(**{name: said[name] for name in HEADER}, lines=lines)
        for at, fault in contract_faults(one, lines):
            complain(rows[at].line, fault.field, fault.text)
        return replace(one, currency=one.currency or house_currency())

    def own(self, item: NewContract) -> Iterable[Reference]:
        """Its code."""
        yield "code", "contract", item.code

    def needs(self, item: NewContract) -> Iterable[Reference]:
        """Customer, who buys in its currency, and products."""
        return contract_needs(item)

    def write(self, who: Who, items: Callable[[], Iterator[NewContract]]) -> int:
        """In bulk."""
        return write_contracts(who, items())

    def read(self) -> Iterator[NewContract]:
        """All contracts."""
        return read_contracts()

    def rows(self, item: NewContract) -> Iterable[CellValues]:
        """One row a product."""
        header = {name: getattr(item, name) for name in HEADER}
        for line in item.lines:
            yield {**header, **{name: getattr(line, name) for name in LINE}}
