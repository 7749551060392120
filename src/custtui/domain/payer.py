"""Who may pay for an order, and whose sites may receive it (C-27, R-05, R-16)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from custtui.domain.account_name import same_name
from custtui.domain.errors import Fault


class PayerRank(IntEnum):
    """What a payer is to the sold-to; the lower number is offered first."""

    OWN = 0
    DEFAULT = 1
    RELATED = 2
    STRANGER = 3


@dataclass(frozen=True, slots=True)
class Opening:
    """A relationship: what `account` opens to `related`, directed unless reciprocal."""

    account: int
    related: int
    bill_to: bool
    ship_to: bool
    reciprocal: bool
    pay: bool = False

    def opens(self, owner: int, to: int) -> bool:
        """Does `owner` open itself to `to` by this relationship?"""
        return (self.account, self.related) == (owner, to) or (
            self.reciprocal and (self.related, self.account) == (owner, to)
        )


def standing(sold_to: int, payer: int, default_bill_to: int | None, openings: Iterable[Opening]) -> PayerRank:
    """What `payer` is to `sold_to`: itself, its default bill-to, related with the bill-to flag, or a stranger."""
    if payer == sold_to:
        return PayerRank.OWN
    if payer == default_bill_to:
        return PayerRank.DEFAULT
    if any(one.bill_to and one.opens(payer, sold_to) for one in openings):
        return PayerRank.RELATED
    return PayerRank.STRANGER


def may_receive(sold_to: int, owner: int, openings: Iterable[Opening]) -> bool:
    """May an order of `sold_to` ship to a site of `owner`? Its own always, another's with the ship-to flag."""
    return owner == sold_to or any(one.ship_to and one.opens(owner, sold_to) for one in openings)


def open_to(sold_to: int, openings: Iterable[Opening], *, bill_to: bool) -> list[int]:
    """The accounts that open themselves to `sold_to`, as payer or as receiver."""
    return [
        other
        for one in openings
        if (one.bill_to if bill_to else one.ship_to)
        for other in (one.account, one.related)
        if other != sold_to and one.opens(other, sold_to)
    ]


def may_pay(payer: int, account: int, openings: Iterable[Opening]) -> bool:
    """May payments of `payer` settle invoices of `account`? Its own always, else with the pay flag (R-16)."""
    return payer == account or any(one.pay and one.opens(payer, account) for one in openings)


@dataclass(frozen=True, slots=True)
class PayerFacts:
    """What decides whether an account may be made the one who pays for others by default.

    `in_use`: its bill-to account is not out of new use; `bill_to_site`: an active site of it is billed.
    """

    name: str
    active: bool
    in_use: bool
    bill_to_site: bool


def payer_fault(one: PayerFacts) -> Fault | None:
    """Why it may not: inactive, out of new use (R-06), nowhere to be billed (R-12); None where it may."""
    if not one.active:
        return Fault("inactive", "", f"{one.name} is inactive: it cannot pay for others")
    if not one.in_use:
        text = f"{one.name} is not in use as bill-to: take it back on its payer screen"
        return Fault("inactive", "", text)
    if not one.bill_to_site:
        return Fault("no_bill_to_site", "", f"{one.name} has no bill-to site: give one the role B first")
    return None


def is_another(name: str, sold_to: str) -> bool:
    """Is who is named beside a bill-to typed in order entry somebody else than who orders (F-47)? Nobody is not."""
    return bool(name.strip()) and same_name(name) != same_name(sold_to)


def another_fault(name: str, sold_to: str) -> Fault:
    """The refusal of a name beside a new bill-to while A76 is off (R-05)."""
    text = f"{name} may not be billed here: see Customer Maintenance; without a name {sold_to} is billed there"
    return Fault("payer", "name", text)
