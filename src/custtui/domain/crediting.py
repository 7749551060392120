"""What credit notes take back of invoice lines: shares backwards, never beyond a line, to the cent (C-31, D-01)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from custtui.domain.fulfilment import Amounts, part_of
from custtui.domain.money import ZERO, rounded, tax_of
from custtui.domain.numbers import grouped
from custtui.domain.order import Quantities, Worth, given_up


@dataclass(frozen=True, slots=True)
class BilledLine:
    """A line of an invoice, and what of it no credit note took back yet; rows by their ids."""

    id: int
    invoice: int
    number: str
    account: int
    day: date
    position: int
    quantity: Decimal
    rest: Amounts
    allowed: Decimal = ZERO
    """Of how many pieces something was credited without goods."""
    taxed: tuple[Decimal, str, str] | None = None
    """Its rate, taxes and reason where it has its own; None: those of the order's line (C-38)."""

    def less(self, quantity: Decimal, amounts: Amounts, allowed: Decimal = ZERO) -> "BilledLine":
        """The same after so much (below 0) was credited of it, of goods or of pieces without them."""
        left = {"quantity": self.quantity + quantity, "rest": self.rest + amounts}
        return replace(self, **left, allowed=self.allowed + allowed)


@dataclass(frozen=True, slots=True)
class BilledPosition:
    """A position to credit: what all of it comes to, how much is ordered, how much is billed and for how much."""

    whole: Amounts
    ordered: Decimal
    billed: Decimal
    before: Amounts
    currency: str


CreditedPart = tuple[BilledLine, Decimal, Amounts]
"""What is taken back of a line: below 0. A quantity of 0 is no share of the position."""


def taken_back(stands: BilledPosition, quantity: Decimal, lines: Iterable[BilledLine]) -> Iterator[CreditedPart]:
    """What a quantity comes to, line by line of its invoices in their order, as far as these have it.

    Shares of the position go backwards (D-01): what is invoiced after it is the share of what is left. Of each line
    never more than it has left, never less than nothing, and with the last of its quantity all it has left: pieces
    add up to what was invoiced, net and tax each. What differs from the share stands beside it, without a quantity.
    """
    kept, before, rest = stands.billed, stands.before, quantity
    for one in lines:
        if not (part := min(one.quantity, rest)):
            continue
        kept, rest = kept - part, rest - part
        share = part_of(stands.whole, kept, stands.ordered, before, stands.currency)
        before += share
        due = _due(one, share, part, stands.currency)
        yield one, -part, share.otherwise(_differs(one, part, due, stands.currency))
        if due != share:
            yield one, ZERO, due - share


def comes_to(stands: BilledPosition, quantity: Decimal, lines: Iterable[BilledLine]) -> Amounts:
    """Net and tax of it, below 0."""
    return sum((amounts for _, _, amounts in taken_back(stands, quantity, lines)), Amounts())


@dataclass(frozen=True, slots=True)
class CreditedGross:
    """Gross of what credit notes took, or would take, of a line: its shares, and what stands beside these (D-01)."""

    shares: Decimal = ZERO
    beside: Decimal = ZERO

    @property
    def gross(self) -> Decimal:
        """Both together."""
        return self.shares + self.beside

    def __add__(self, more: "CreditedGross") -> "CreditedGross":
        return CreditedGross(self.shares + more.shares, self.beside + more.beside)


def came_back(
    worth: Worth, moved: Quantities, before: Amounts, credited: CreditedGross, lines: Iterable[BilledLine]
) -> Decimal:
    """Gross of what came back of a line: as credit notes took it (`credited`), as one would now, else by shares.

    `before` is what invoices, less credit notes, billed of it, `lines` those of its invoices. What was never billed
    takes the rest of the share of all that came back, so that no cent is left over; it is never below nothing. Where
    more was credited than came back, whole invoices were: then all of it by shares.
    """
    apart = moved.returned - moved.credited - moved.to_credit
    share = given_up(worth, moved)[1]
    if not moved.returned or apart < 0:
        return share
    told = credited + _due_now(worth, moved, before, lines)
    return told.gross + (max(share - told.shares, ZERO) if apart else ZERO)


def credit_due(worth: Worth, moved: Quantities, before: Amounts, lines: Iterable[BilledLine]) -> Decimal:
    """Gross of what is to credit of a line now, above 0; as `came_back`."""
    return _due_now(worth, moved, before, lines).gross


def _due_now(worth: Worth, moved: Quantities, before: Amounts, lines: Iterable[BilledLine]) -> CreditedGross:
    whole, billed = Amounts(worth.net, worth.tax), moved.invoiced - moved.credited
    stands = BilledPosition(whole, moved.ordered, billed, before, worth.currency)
    parts = list(taken_back(stands, moved.to_credit, lines))
    found = [(bool(part), one.shared.gross) for _, part, one in parts]
    shares, beside = (-sum((gross for at, gross in found if at is is_share), ZERO) for is_share in (True, False))
    return CreditedGross(shares, beside)


def _due(one: BilledLine, share: Amounts, part: Decimal, currency: str) -> Amounts:
    """Where an order was made dearer since, its share would be charged: then it is that of the invoice's line."""
    left = one.rest.shared
    if part == one.quantity:
        return Amounts() - left
    found = (
        -rounded(rest * part / one.quantity, currency) if asked > 0 else max(asked, -rest)
        for asked, rest in ((share.net, left.net), (share.tax, left.tax))
    )
    return Amounts(*found)


def _differs(one: BilledLine, part: Decimal, due: Amounts, currency: str) -> Decimal:
    """What of the tax beside the order's goes back: the line's is the share of what is left of it (C-38)."""
    if not one.rest.differs:
        return ZERO
    stays = rounded(one.rest.tax * (one.quantity - part) / one.quantity, currency)
    return stays - one.rest.tax - due.tax


def allowed(net: Decimal, rest: Amounts, rate: Decimal, currency: str) -> Amounts:
    """An amount credited without goods, above 0: its tax by the rate of its line, no more than that has left.

    All of it with the last net; what of it is beside the order's tax goes with it.
    """
    if net == rest.net:
        return rest
    differs = rounded(rest.differs * net / rest.net, currency)
    return Amounts(net, min(tax_of(net, rate, currency), rest.tax), differs)


def fee_fault(total: Amounts) -> str:
    """Why a fee cannot be kept, '' where it can; `total` is the credit note with it: neither net nor tax is owed."""
    if total.net > 0 or total.gross > 0:
        return "The fee is more than what is credited"
    return "The tax of the fee is more than the tax that is credited: keep less of it" if total.tax > 0 else ""


def allowed_net(whole: Amounts, ordered: Decimal, one: BilledLine, pieces: Decimal, currency: str) -> Decimal:
    """What pieces of a line come to without goods, behind those credited so before: they add up (C-31, D-01)."""
    before = part_of(whole, one.allowed, ordered, Amounts(), currency)
    return part_of(whole, one.allowed + pieces, ordered, before, currency).net


def pieces_fault(pieces: Decimal, one: BilledLine, net: Decimal) -> str:
    """Why so many pieces of a line cannot be credited without goods, '' where they can; `net` is their share."""
    if pieces > one.quantity:
        return f"{one.number} has {grouped(one.quantity)} of it: no more are credited"
    return "" if net > 0 else f"{grouped(pieces)} of it come to nothing: no credit note is made"
