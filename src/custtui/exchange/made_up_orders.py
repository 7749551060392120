"""Makes up products and orders, spread as real ones are: many customers with few, a few with thousands."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from custtui.exchange.made_up import words
from custtui.services.bulk.values import Movement, NewLine, NewOrder, NewPrice, NewProduct

SKEW = 0.8
"""Of Zipf's law: the customer of rank n orders about n^-0.8 times as often as the first."""

YEARS = 3
OPEN_DAYS = 10
CENT = Decimal("0.01")


def ean13(number: int) -> str:
    """A valid EAN-13 of the range kept for use inside a house (2…)."""
    digits = f"2{number:011d}"
    total = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits))
    return f"{digits}{-total % 10}"


def products() -> Iterator[NewProduct]:
    """What a maker of beverages sells: every fruit as every kind of drink in every pack."""
    lists = words()["products"]
    number = 0
    for kind in lists["kinds"]:
        for fruit in lists["fruits"]:
            for pack, size in lists["packs"]:
                number += 1
                code = f"{fruit[:6].upper()}-{kind[:2].upper()}-{pack}"
                name = f"{fruit} {kind}, {pack} x {size}"
                yield NewProduct(code, name, "case", barcodes=(ean13(number),), step=Decimal(1))


def price_of(number: int) -> Decimal:
    """The list price of the product with this number."""
    return (Decimal(599) + number * 37 % 2900).scaleb(-2)


def prices(codes: Sequence[str], currency: str, first_day: date) -> Iterator[NewPrice]:
    """A list price of each product, less from ten cases on."""
    for number, code in enumerate(codes):
        price = price_of(number)
        yield NewPrice(code, "LIST", "", price, currency, Decimal(0), first_day)
        less = (price * Decimal("0.93")).quantize(CENT)
        yield NewPrice(code, "LIST", "", less, currency, Decimal(10), first_day)


def zipf_rank(random: Random, most: int) -> int:
    """A rank from 0 to most - 1, low ones far more often: the inverse of the continuous Zipf distribution."""
    rest = 1 - SKEW
    return min(int(((most**rest - 1) * random.random() + 1) ** (1 / rest)) - 1, most - 1)


class OrderMaker:
    """Makes up orders of some customers and products, oldest first, up to today, the machine's unless given."""

    def __init__(
        self, seed: int, customers: Sequence[str], products: Sequence[str], count: int, today: date | None = None
    ) -> None:
        self.random, self.customers, self.products, self.count = Random(seed + 1), customers, products, count
        self.today = today or date.today()
        self.stride = _coprime(len(customers))

    def order(self, number: str, at: int) -> NewOrder:
        """The order at a place among all; the last days' ones are still open."""
        day = self.today - timedelta(days=int((1 - at / self.count) * YEARS * 365))
        rank = zipf_rank(self.random, len(self.customers))
        shipped = None if (self.today - day).days < OPEN_DAYS else day + timedelta(days=2)
        lines = tuple(self._line(shipped) for _ in range(self._lines()))
        paid = shipped + timedelta(days=25) if shipped else None
        return NewOrder(
            number=number,
            customer=self.customers[rank * self.stride % len(self.customers)],
            order_date=day,
            wanted=day + timedelta(days=7),
            lines=lines,
            payment_terms="NET30",
            payment_method="CHECK",
            po_number=f"PO-{int(self.random.random() * 1_000_000):06d}" if self.random.random() < 0.3 else "",
            shipped_day=shipped,
            paid_day=paid if paid and paid < self.today else None,
        )

    def _lines(self) -> int:
        return min(1 + int(self.random.expovariate(0.5)), 25)

    def _line(self, shipped: date | None) -> NewLine:
        number = zipf_rank(self.random, len(self.products))
        quantity = Decimal(1 + int(self.random.expovariate(0.15)))
        invoices = (Movement(shipped + timedelta(days=1), quantity),) if shipped else ()
        return NewLine(self.products[number], quantity, price_of(number), price_source="LIST", invoices=invoices)


def _coprime(most: int) -> int:
    """A stride that scatters the ranks over all customers, each once."""
    stride = 7_919
    while most % stride == 0 and most > 1:
        stride += 2
    return stride if most > 1 else 1
