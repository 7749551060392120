"""The lines of a draft, worked out: product, quantity, price, tax, and what is wrong or worth telling."""

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from custtui.domain import bounds, money, pricing, quantity, tax_places
from custtui.domain.days import shown_day
from custtui.domain.errors import Fault
from custtui.domain.line_tax import NOT_TAXED, LineTax
from custtui.domain.money import ZERO
from custtui.domain.naming import named
from custtui.domain.numbers import plain
from custtui.domain.pricing import Candidate
from custtui.domain.product_code import hint
from custtui.domain.records.product import no_longer_sold
from custtui.domain.text import unread
from custtui.domain.typed import Discount, Unreadable, read_date, read_discount, read_price, read_quantity
from custtui.services.order_entry.base import BaseLine
from custtui.services.order_entry.basis import Basis
from custtui.services.order_entry.goods import Bought, Goods
from custtui.services.order_entry.rows import LineRow
from custtui.services.order_entry.slots import ship_to_faults
from custtui.services.order_entry.views import Slot


@dataclass(frozen=True, slots=True)
class Stays:
    """What moved of a line that is changed: it stays at its position as it was (C-32)."""

    quantity: Decimal
    discount: Decimal
    net: Decimal
    tax: Decimal


@dataclass
class WorkedLine:
    """A line worked out; `net` is None while it is parked.

    `offers` are all prices there are for the product, `bought` is the line that bought it last. `untaxed` says that
    no tax rate is known where the seller taxes: the order waits (C-38). In a change `base` is the line of the order
    it was, `stays` the part of it that moved and stays as it was, where another part goes on (C-32).
    """

    row: LineRow
    goods: Goods | None = None
    quantity: Decimal | None = None
    offers: Sequence[Candidate] = ()
    bought: Bought | None = None
    chosen: Candidate | None = None
    price: Decimal | None = None
    discount: Discount = field(default_factory=Discount)
    wanted: date | None = None
    ship_to: Slot | None = None
    taxed: LineTax = NOT_TAXED
    net: Decimal | None = None
    tax: Decimal = ZERO
    untaxed: str = ""
    faults: list[Fault] = field(default_factory=list[Fault])
    notes: list[str] = field(default_factory=list[str])
    reasons: dict[str, str] = field(default_factory=dict[str, str])
    base: BaseLine | None = None
    stays: Stays | None = None
    together: str = ""
    """The quantity of all lines of its product, where they reach a price break together (C-39)."""
    settled: bool = False
    """Price and discount by hand were settled with the order that is changed."""

    @property
    def counts(self) -> bool:
        """The line is neither struck out nor parked; one of the order that is struck out is ordered no more."""
        return self.net is not None and (self.base is not None or not self.row.struck)

    @property
    def goes_on(self) -> Decimal:
        """The quantity that goes by what is on the line now: all of it but what stays as it was."""
        return (self.quantity or ZERO) - (self.stays.quantity if self.stays else ZERO)

    @property
    def reduction(self) -> Decimal:
        """What price and discount typed take off the listed amount, as a fraction; 1 where none is listed."""
        if not (self.counts and self.price is not None and self.quantity):
            return ZERO
        if self.settled or not (self.row.price.strip() or self.row.discount.strip()):
            return ZERO
        if self.chosen is None:
            return Decimal(1)
        rate, amount = self.discount.rate, self.discount.amount
        off = amount / (self.goes_on or self.quantity) if rate is None else self.price * rate
        return pricing.reduction(self.chosen.price, self.price, off)

    def copy(self) -> "WorkedLine":
        """The same line, to be marked."""
        line = copy(self)
        line.faults, line.notes, line.reasons = [*self.faults], [*self.notes], {**self.reasons}
        return line

    def fault(self, code: str, name: str, text: str, *, listed: bool = False) -> None:
        """Mark the line; it is parked."""
        self.faults.append(Fault(code, name, text, self.row.position, listed))


def work_out(row: LineRow, basis: Basis) -> WorkedLine:
    """One line: every fault it has, and its amounts where it has none that matter to them."""
    line = WorkedLine(row, ship_to=basis.ship_tos.get(row.position))
    find_product(line, basis)
    _quantity(line)
    find_price(line, basis)
    take_discount(line, basis)
    take_wanted(line, basis)
    place_faults(line, basis)
    note_faults(line)
    if not line.faults:
        _amounts(line, basis)
    return line


def note_faults(line: WorkedLine, before: str = "") -> None:
    """A note that nobody can read, but where the order had it already (S-5, X-21)."""
    typed = line.row.line_note
    if typed != before and (why := unread(typed)):
        line.fault("unread", "line_note", f"Note: {why}")


def place_faults(line: WorkedLine, basis: Basis) -> None:
    """What is wrong with where a line goes of its own."""
    row = line.row
    if row.ship_to_text:
        line.fault("ship-to", "ship_to", f'"{row.ship_to_text}" is not a ship-to of this order', listed=True)
    if line.ship_to is not None:
        line.faults += ship_to_faults(basis.roles, line.ship_to, row.position)


def find_product(line: WorkedLine, basis: Basis) -> None:
    """The product typed, and what is worth telling of it."""
    product = basis.products.get(line.row.item)
    if product is None:
        typed = line.row.item.strip()
        text = f'"{typed}" is not a product{hint(typed)}' if typed else "No product"
        return line.fault("product", "item", text)
    facts = basis.facts[product.id]
    line.goods, line.offers, line.bought = product, facts.offers, facts.bought
    if not product.active:
        line.fault("inactive", "item", no_longer_sold(product.code, product.superseded_by))
    last, since = facts.bought, basis.bought_since
    if last is not None and since is not None and last.day >= since:
        line.notes.append(f"also bought {shown_day(last.day, basis.roles.stored.today)} ({last.number})")
    return None


def _quantity(line: WorkedLine) -> None:
    product = line.goods
    try:
        line.quantity = read_quantity(line.row.quantity)
    except Unreadable as error:
        why = quantity.told_of(error, product.unit, product.step) if product else str(error)
        return line.fault("quantity", "quantity", named("Quantity", why))
    if product and (why := quantity.why_not(line.quantity, product.unit, product.minimum, product.step)):
        line.fault("quantity", "quantity", f"{product.code}: {why}")
    return None


def find_price(line: WorkedLine, basis: Basis) -> None:
    """The price typed, else the one found for today."""
    today = basis.roles.stored.today
    if line.quantity is not None:
        line.chosen = pricing.choose(line.offers, line.quantity, today, basis.terms.order_day)
    if line.row.price.strip():
        try:
            line.price = read_price(line.row.price)
        except Unreadable as error:
            return line.fault("price", "price", named("Price", str(error)))
        return ask_reason(line, basis, "price", line.row.price_reason)
    if line.chosen is not None:
        if why := bounds.price_fault(line.chosen.price):  # of a database filled by others
            return line.fault("price", "price", f"{line.chosen.label}: {why}")
        line.price = line.chosen.price
    elif line.goods is not None and line.quantity is not None:
        line.fault("no-price", "price", f"{line.goods.code} has no price in {basis.roles.sold_to.currency} today")
    return None


def take_discount(line: WorkedLine, basis: Basis) -> None:
    """The discount typed."""
    if not line.row.discount.strip():
        return None
    try:
        line.discount = read_discount(line.row.discount, basis.roles.sold_to.currency)
    except Unreadable as error:
        return line.fault("discount", "discount", named("Discount", str(error)))
    if line.price is None or line.quantity is None:
        return ask_reason(line, basis, "discount", line.row.discount_reason)
    if why := bounds.discount_fault(line.quantity, line.price, line.discount.amount):
        line.fault("discount", "discount", why)
    return ask_reason(line, basis, "discount", line.row.discount_reason)


def ask_reason(line: WorkedLine, basis: Basis, kind: str, typed: str) -> None:
    """A typed price or discount needs a coded reason."""
    code = basis.reasons.get((kind, typed.strip().casefold()), "")
    line.reasons[kind] = code
    if not typed.strip():
        line.fault("reason", f"{kind}_reason", f"A typed {kind} needs a reason", listed=True)
    elif not code:
        line.fault("reason", f"{kind}_reason", f'"{typed.strip()}" is not a reason for a {kind}', listed=True)


def take_wanted(line: WorkedLine, basis: Basis) -> None:
    """The day typed, else that of the order."""
    line.wanted = basis.terms.wanted
    if line.row.wanted.strip():
        try:
            line.wanted = read_date(line.row.wanted, basis.roles.stored.today)
        except Unreadable as error:
            line.fault("wanted", "wanted", named("Wanted", str(error)))
    _lead_time(line, basis.roles.stored.today)


def _lead_time(line: WorkedLine, today: date) -> None:
    """Tell what is made to order, and what cannot be there on the day it is wanted."""
    if line.goods is None or line.wanted is None:
        return
    days, soonest = line.goods.lead_days, bounds.days_after(today, line.goods.lead_days)
    late = f", not before {shown_day(soonest, today)}" if line.wanted < soonest else ""
    if line.goods.made_to_order:
        line.notes.append(f"made to order, {days} days{late}")
    elif late:
        line.notes.append(f"lead time {days} days{late}")


def _amounts(line: WorkedLine, basis: Basis) -> None:
    assert line.goods and line.price is not None and line.quantity is not None
    currency = basis.roles.sold_to.currency
    discount = line.discount
    if why := bounds.amount_fault(line.quantity * line.price, "line"):
        return line.fault("amount", "quantity", why)
    line.net = money.line_net(
        line.quantity, line.price, currency, discount=discount.amount, discount_rate=discount.rate
    )
    take_tax(line, line.goods, basis)
    line.tax = money.tax_of(line.net, line.taxed.rate, currency)
    return None


def price_by(line: WorkedLine, chosen: Candidate, basis: Basis) -> None:
    """Another price than was found for the line alone; what hangs on it follows."""
    line.chosen, line.price = chosen, chosen.price
    if why := bounds.price_fault(chosen.price):
        return line.fault("price", "price", f"{chosen.label}: {why}")
    if line.quantity and (why := bounds.discount_fault(line.quantity, chosen.price, line.discount.amount)):
        line.net = None
        return line.fault("discount", "discount", why)
    line.notes = [one for one in line.notes if one not in (line.untaxed, tax_places.NO_REGISTRATION)]
    return _amounts(line, basis)


def take_tax(line: WorkedLine, product: Goods, basis: Basis) -> None:
    """The rate where the line goes to; where there is none, that is told, and asks where the seller taxes (C-38)."""
    goes_to = line.ship_to or basis.header_ship_to
    if goes_to is None or basis.taxes.places is None:
        return
    line.taxed = basis.tax_of(product.tax_category, goes_to.address)
    if line.taxed.unknown:
        line.untaxed = line.taxed.reason
    if line.taxed.unknown or line.taxed.reason == tax_places.NO_REGISTRATION:
        line.notes.append(line.taxed.reason)


def mark_repeats(lines: Iterable[WorkedLine]) -> None:
    """Tell where a product stands on an earlier line too, going the same way."""
    first: dict[int, int] = {}
    for line in lines:
        if line.goods is None or line.row.struck:
            continue
        if line.goods.id in first and line.base is None:
            line.notes.insert(0, f"also on line {first[line.goods.id]}")
        first.setdefault(line.goods.id, line.row.position)


def discount_text(discount: Discount) -> str:
    """`5%` or `10.00`, '' for none."""
    if discount.rate is not None:
        return f"{plain(discount.rate * 100)}%"
    return f"{discount.amount:f}" if discount.amount else ""


def why_price(line: WorkedLine, day: date) -> str:
    """Why this price, in one line (X-10); of a line that keeps what its order agreed that, before what is found now.

    `kept 2.00 (list LIST) · contract PC-1 1.50`: a contract named by a change prices added lines only (C-39).
    """
    found, base = pricing.why(line.offers, line.chosen, day), line.base
    kept = base is not None and line.price == base.row.price and line.chosen is not None
    if base is None or not kept or line.chosen is None or line.chosen.price == line.price:
        return found
    return f"kept {pricing.two_places(base.row.price)} ({base.row.price_source}) \N{MIDDLE DOT} {found}"
