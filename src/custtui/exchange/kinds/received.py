"""Money received that settles no invoice yet; what is allocated goes with its order."""

from collections.abc import Callable, Iterable, Iterator

from custtui.domain import bounds
from custtui.domain.payment import received_fault
from custtui.domain.records.received import ReceivedFields
from custtui.domain.who import Who
from custtui.exchange.house import this_day
from custtui.exchange.kind import CellValues, Complain, FileRow, Kind, Reference, columns_of
from custtui.services.bulk.order_bills import currency_of
from custtui.services.bulk.received import NewReceived, read_received, write_received


class Received(Kind):
    """Unallocated money; one row a payment."""

    name = "payments"
    what = "money of customers that settles no invoice yet; what is allocated goes with `orders`"
    columns = columns_of(ReceivedFields)

    def make(self, rows: list[FileRow], complain: Complain) -> NewReceived:
        """A payment, by the rules of the payment that is keyed."""
        values, line = rows[0].values, rows[0].line
        if why := bounds.past_fault(values["day"], this_day()):
            complain(line, "day", why)
        one = NewReceived(**values)
        if why := received_fault(one.amount, one.currency or currency_of(one.customer)):
            complain(line, "amount", why)
        return one

    def needs(self, item: NewReceived) -> Iterable[Reference]:
        """The customer, the method."""
        yield "customer", "customer", item.customer
        if item.method:
            yield "method", "method", item.method

    def write(self, who: Who, items: Callable[[], Iterator[NewReceived]]) -> int:
        """One by one: there are few."""
        return write_received(who, items())

    def read(self) -> Iterator[NewReceived]:
        """All that is not allocated."""
        return read_received()

    def rows(self, item: NewReceived) -> Iterable[CellValues]:
        """One row."""
        yield {column.name: getattr(item, column.name) for column in self.columns}
