"""Which price a line gets, and why: purchasing contract, contract price, the account's list, that of its line of
business, the house's list (R-34, F-22, C-39, X-10).
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import IntEnum
from typing import NamedTuple

from custtui.domain.days import includes
from custtui.domain.numbers import grouped, plain


class Source(IntEnum):
    """Where a price comes from; the lower number wins."""

    CONTRACT = 1
    CONTRACT_PRICE = 2
    LIST = 3
    CLASS_LIST = 4
    HOUSE_LIST = 5


LISTS = (Source.LIST, Source.CLASS_LIST, Source.HOUSE_LIST)


class Candidate(NamedTuple):
    """A price that may apply: from a quantity on, first to last day inclusive, with who entered it."""

    source: Source
    name: str
    price: Decimal
    from_quantity: Decimal
    first_day: date
    last_day: date | None
    by: str = ""

    def open_on(self, day: date) -> bool:
        """First and last day are both included."""
        return includes(self.first_day, self.last_day, day)

    @property
    def label(self) -> str:
        """`contract price`, `list LIST from 6`."""
        return f"{self.name}{self._step}"

    @property
    def told(self) -> str:
        """`list 9.80 from 6`, `list GOLD 9.50`: only a list that is not everybody's is named."""
        name = "list" if self.source is Source.HOUSE_LIST else self.name
        return f"{name} {two_places(self.price)}{self._step}"

    @property
    def _step(self) -> str:
        return f" from {grouped(self.from_quantity)}" if self.from_quantity else ""


class Verdict(NamedTuple):
    """A price, and why it is not that of the line, '' for the one that is; `cheaper`: it would hold, and is less.

    `named` is false of contracts that the order may name and does not.
    """

    offer: Candidate
    why_not: str = ""
    cheaper: bool = False
    named: bool = True


def choose(
    candidates: Iterable[Candidate], quantity: Decimal, day: date, ordered: date | None = None
) -> Candidate | None:
    """The price that applies: best source, then the highest quantity reached, then the latest first day.

    The narrower source wins even where it is dearer (C-39). Whether a contract named on an order holds is decided by
    the day of the order, where that is another one (C-40).
    """
    days = {Source.CONTRACT: ordered or day}
    fitting = [one for one in candidates if one.from_quantity <= quantity and one.open_on(days.get(one.source, day))]
    return min(fitting, key=_rank, default=None)


def verdicts(
    candidates: Iterable[Candidate], quantity: Decimal, day: date, ordered: date | None = None
) -> list[Verdict]:
    """Every price, that which `choose` chooses first, and why the others do not apply (X-10)."""
    ranked = sorted(candidates, key=_rank)
    chosen, days = choose(ranked, quantity, day, ordered), {Source.CONTRACT: ordered or day}
    others = (one for one in ranked if one is not chosen)
    behind = [_behind(one, chosen, _not_yet(one, quantity, days.get(one.source, day))) for one in others]
    return [*([Verdict(chosen)] if chosen else []), *behind]


def not_named(others: Iterable[Candidate], chosen: Candidate | None, day: date) -> list[Verdict]:
    """Prices of contracts that an order may name and does not: told behind all others, and never chosen (X-10)."""
    found = list[Verdict]()
    for one in sorted(others, key=lambda one: (one.price, one.name)):
        later = one.first_day > day
        cheaper = not later and chosen is not None and one.price < chosen.price
        found.append(Verdict(one, f"{NOT_NAMED}, not yet" if later else NOT_NAMED, cheaper, named=False))
    return found


NOT_NAMED = "not on this order"


def _behind(one: Candidate, chosen: Candidate | None, why_not: str) -> Verdict:
    if why_not or chosen is None:
        return Verdict(one, why_not)
    return Verdict(one, f"{chosen.label} goes before", one.price < chosen.price)


def _not_yet(one: Candidate, quantity: Decimal, day: date) -> str:
    """Why a price does not hold of this quantity on this day, '' where it does."""
    if one.first_day > day:
        return "not yet"
    if not one.open_on(day):
        return "ended"
    return "" if one.from_quantity <= quantity else "not reached"


def _rank(one: Candidate) -> tuple[int, Decimal, int]:
    return one.source, -one.from_quantity, -one.first_day.toordinal()


def next_break(candidates: Iterable[Candidate], chosen: Candidate, day: date) -> Candidate | None:
    """The next lower price that a larger quantity of the same source would reach."""
    larger = [
        one
        for one in candidates
        if one.source == chosen.source
        and one.open_on(day)
        and one.from_quantity > chosen.from_quantity
        and one.price < chosen.price
    ]
    return min(larger, key=lambda one: one.from_quantity, default=None)


def two_places(price: Decimal) -> str:
    """A price with its needed places, two at least: `9.80`, `0.0125`."""
    text = plain(price)
    whole, _, rest = text.partition(".")
    return f"{whole}.{rest:0<2}"


def why(candidates: Iterable[Candidate], chosen: Candidate | None, day: date) -> str:
    """Why this price, in one line (X-10): `list 10.20 · 9.80 from 6`; the candidates (F4) name each list."""
    if chosen is None:
        return ""
    named = "list" if chosen.source in LISTS else chosen.name
    step = f" from {grouped(chosen.from_quantity)}" if chosen.from_quantity else ""
    text = f"{named} {two_places(chosen.price)}{step}"
    further = next_break(candidates, chosen, day)
    if further is not None:
        text += f" · {two_places(further.price)} from {grouped(further.from_quantity)}"
    return text


TYPED = "typed"
"""The source of a price that a clerk typed."""


def typed_source(found: Candidate | None) -> str:
    """`typed, found 10.00 list LIST`: a typed price keeps the one it stands for; `typed` where there is none."""
    return f"{TYPED}, found {two_places(found.price)} {found.label}" if found else TYPED


def was_typed(source: str) -> bool:
    """Was a price with this source typed?"""
    return source.partition(",")[0] == TYPED


def reduction(listed: Decimal, price: Decimal, off: Decimal) -> Decimal:
    """How much of a unit's listed price a typed price and a discount take off, as a fraction; below 0 is more.

    `off` is the discount of one unit. Nothing is rounded: a rounded amount would exceed a limit just met.
    """
    return (listed - price + off) / listed if listed else Decimal(0)


def agreed_fault(customer: str, buys_in: str, currency: str) -> str:
    """Why nothing is agreed with a customer in a currency, '' where it can be: orders are in his own (R-34)."""
    return f"is {currency}: {customer} buys in {buys_in}" if currency != buys_in else ""


def list_currency_fault(was: str, now: str, used: str) -> str:
    """Why a list does not go to another currency, '' where it does: its prices would (C-39). `used` says by whom."""
    return f"stays {was}: {used}; another currency is another list" if used and was != now else ""


def list_business_fault(was: str, now: str, *, used: bool) -> str:
    """Why a list stays that of a line of business, '' where it need not: its customers buy by it (C-39)."""
    return f"stays {was}: its customers buy by it" if was and used and was != now else ""


def one_list_fault(business: str, currency: str, other: str) -> str:
    """Why a line of business has no second list in a currency: which of two prices held, nobody could tell (C-39)."""
    return f"{business} has a list in {currency} already: {other}"


def listed_fault(price_list: str, currency: str, given: str) -> str:
    """Why a price of a currency does not go on a list, '' where it does (C-39)."""
    return f"is {given}: {price_list} is in {currency}" if given != currency else ""


def list_fault(price_list: str, currency: str, buys_in: str) -> str:
    """Why a customer cannot buy from a price list, '' where it can: its prices are in another currency (R-34)."""
    return f"{price_list} is in {currency}, this customer buys in {buys_in}" if currency != buys_in else ""
