"""Who pays for whom by default, once the sites of both stand."""

from collections.abc import Callable, Iterable, Iterator

from custtui.domain.records.payer import PayerFields, itself
from custtui.domain.who import Who
from custtui.exchange.kind import CellValues, Complain, FileRow, Kind, Reference, columns_of
from custtui.services.bulk.payers import NewPayer, read_payers, unchanged_payers, write_payers


class Payers(Kind):
    """Default payers; one row a customer somebody else pays for."""

    name = "payers"
    what = "who pays for whom by default; another payer takes the place of the one before"
    columns = columns_of(PayerFields)

    def make(self, rows: list[FileRow], complain: Complain) -> NewPayer:
        """A pair."""
        one = NewPayer(**rows[0].values)
        if why := itself(one.customer, one.payer):
            complain(rows[0].line, "payer", why)
        return one

    def own(self, item: NewPayer) -> Iterable[Reference]:
        """A customer has one default payer (R-04)."""
        yield "customer", "customer paid for", item.customer

    def needs(self, item: NewPayer) -> Iterable[Reference]:
        """The customer, and the payer by the rule of the payer's screen (R-06, R-12)."""
        yield "customer", "customer", item.customer
        yield "payer", "customer" if item.kept else "payer", item.payer

    def write(self, who: Who, items: Callable[[], Iterator[NewPayer]]) -> int:
        """In bulk."""
        return write_payers(who, items())

    def unchanged(self, items: Iterator[NewPayer]) -> int:
        """Those that stand."""
        return unchanged_payers(items)

    def read(self) -> Iterator[NewPayer]:
        """All pairs."""
        return read_payers()

    def rows(self, item: NewPayer) -> Iterable[CellValues]:
        """One row."""
        yield {"customer": item.customer, "payer": item.payer, "kept": item.kept}
