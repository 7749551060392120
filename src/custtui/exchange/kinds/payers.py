"""Who pays for whom by default, once the sites of both stand."""

from collections.abc import Callable, Iterable, Iterator

from custtui.domain.who import Who
from custtui.exchange import cells
from custtui.exchange.kind import Column, Complain, Kind, Reference, Row, Values
from custtui.services.bulk.payers import NewPayer, read_payers, write_payers


class Payers(Kind):
    """Default payers; one row a customer somebody else pays for."""

    name = "payers"
    what = "who pays for whom by default; another payer takes the place of the one before (R-04)"
    columns = (
        Column("customer", "code of the customer", cells.CODE, "3897-5", required=True),
        Column("payer", "code of the customer who pays", cells.CODE, "3897-6", required=True),
        Column("kept", "taken over as it was, though the payer may be none for others now", cells.FLAG, "N"),
    )

    def make(self, rows: list[Row], complain: Complain) -> NewPayer:
        """A pair."""
        values = rows[0].values
        if values["customer"] == values["payer"]:
            complain(rows[0].line, "payer", "nobody needs to pay for himself by default")
        return NewPayer(values["customer"], values["payer"], values.get("kept", False))

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

    def read(self) -> Iterator[NewPayer]:
        """All pairs."""
        return read_payers()

    def rows(self, item: NewPayer) -> Iterable[Values]:
        """One row."""
        yield {"customer": item.customer, "payer": item.payer, "kept": item.kept}
