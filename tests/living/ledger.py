"""Books of one's own: what became of each order and each payer's balance, by the acts alone (X-07)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from custtui.domain.order import Status
from tests.living.world import WITH_TOLERANCE

D = Decimal
ZERO = D(0)
QUANTITIES = ("ordered", "shipped", "forfeited", "returned", "invoiced", "credited")


@dataclass
class Line:
    """A position by its quantities."""

    item: str
    ordered: Decimal
    shipped: Decimal = ZERO
    forfeited: Decimal = ZERO
    returned: Decimal = ZERO
    invoiced: Decimal = ZERO
    credited: Decimal = ZERO

    @property
    def open(self) -> Decimal:
        return self.ordered - self.shipped - self.forfeited

    @property
    def told(self) -> tuple[Decimal, ...]:
        return tuple(getattr(self, name) for name in QUANTITIES)

    def ship(self, quantity: Decimal) -> None:
        """More than is open is ordered first; by the last shipment a small rest is given up (C-30)."""
        under, over = WITH_TOLERANCE.get(self.item, (ZERO, ZERO))
        if (more := quantity - self.open) > 0:
            assert more <= self.ordered * over, f"{quantity} of {self.open} open were shipped"
            self.ordered += more
        self.shipped += quantity
        if ZERO < self.open <= self.ordered * under:
            self.forfeited += self.open


@dataclass
class Order:
    """An order: its lines by position, and those of a change that waits."""

    status: Status
    lines: dict[int, Line]
    waits: dict[int, tuple[str, Decimal]] = field(default_factory=dict[int, tuple[str, Decimal]])

    def take_over(self, asked: Mapping[int, tuple[str, Decimal]]) -> None:
        """What was asked for is what is ordered."""
        for at, (item, quantity) in asked.items():
            self.lines.setdefault(at, Line(item, ZERO)).ordered = quantity
        self.waits = {}

    def go_on(self) -> None:
        """Finished when nothing is open (R-31)."""
        if self.status == Status.ACCEPTED and all(line.open <= 0 for line in self.lines.values()):
            self.status = Status.FINISHED

    def end(self, status: Status) -> None:
        """Nothing of it is open any more."""
        self.status = status
        for line in self.lines.values():
            line.forfeited = line.ordered - line.shipped


class Ledger:
    """What acts tell of, once they were done."""

    def __init__(self) -> None:
        self.orders: dict[str, Order] = {}
        self.balance: dict[int, Decimal] = {}
        self.left: dict[str, tuple[int, Decimal]] = {}
        """Of each invoice and credit note who owes it, and what nobody settled yet."""
        self.touched: set[str] = set()
        """Orders the last act was tried on."""
        self.since: set[str] = set()
        """Those of the acts since all was looked at."""
        self.payers: set[int] = set()
        """Whose balance became another."""

    def placed(self, number: str, lines: Mapping[int, tuple[str, Decimal]], *, accepted: bool) -> None:
        """An order of these products and quantities, by position."""
        status = Status.ACCEPTED if accepted else Status.PENDING
        self.orders[number] = Order(status, {at: Line(*one) for at, one in lines.items()})

    def changed(self, number: str, asked: Mapping[int, tuple[str, Decimal]], *, accepted: bool) -> None:
        order = self.orders[number]
        if accepted or order.status == Status.PENDING:
            order.take_over(asked)
            order.status = Status.ACCEPTED if accepted else Status.PENDING
            order.go_on()
        else:
            order.waits = dict(asked)

    def approved(self, number: str) -> None:
        order = self.orders[number]
        order.take_over(order.waits)
        order.status = Status.ACCEPTED
        order.go_on()

    def came_to_nothing(self, number: str, status: Status) -> None:
        """Declined or withdrawn: of a change that waited nothing is left (C-26)."""
        order = self.orders[number]
        if order.status == Status.PENDING:
            order.end(status)
        order.waits = {}

    def canceled(self, number: str) -> None:
        order = self.orders[number]
        shipped = any(line.shipped for line in order.lines.values())
        order.end(Status.FINISHED if shipped else Status.CANCELLED)

    def moved(self, number: str, what: str, quantities: Mapping[int, Decimal]) -> None:
        """`forfeited`, `invoiced`, `returned`, `credited`, or sent (`shipped`)."""
        order = self.orders[number]
        for at, quantity in quantities.items():
            line = order.lines[at]
            if what == "shipped":
                line.ship(quantity)
            else:
                setattr(line, what, getattr(line, what) + quantity)
        order.go_on()

    def owes(self, account: int, amount: Decimal) -> None:
        """More, or less below 0."""
        self.payers.add(account)
        self.balance[account] = self.balance.get(account, ZERO) + amount

    def paper(self, number: str, account: int, gross: Decimal) -> None:
        """An invoice, or below 0 a credit note."""
        self.left[number] = account, gross
        self.owes(account, gross)

    def settled(self, by: int, number: str, amount: Decimal) -> None:
        """By money of an account; less is settled again by an amount of the other sign."""
        account, left = self.left[number]
        self.left[number] = account, left - amount
        self.payers.add(account)
        if account != by:
            self.owes(account, -amount)
            self.owes(by, amount)


class Silent(Ledger):
    """Keeps no books: others act on the same orders meanwhile. Only what an act was tried on is noted."""

    def placed(self, number: str, lines: Mapping[int, tuple[str, Decimal]], *, accepted: bool) -> None:
        pass

    def changed(self, number: str, asked: Mapping[int, tuple[str, Decimal]], *, accepted: bool) -> None:
        pass

    def approved(self, number: str) -> None:
        pass

    def came_to_nothing(self, number: str, status: Status) -> None:
        pass

    def canceled(self, number: str) -> None:
        pass

    def moved(self, number: str, what: str, quantities: Mapping[int, Decimal]) -> None:
        pass

    def owes(self, account: int, amount: Decimal) -> None:
        pass

    def paper(self, number: str, account: int, gross: Decimal) -> None:
        pass

    def settled(self, by: int, number: str, amount: Decimal) -> None:
        pass
