"""May an order be accepted without a person looking at it? If not, every reason at once (R-26, C-11, C-25, X-09)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from custtui.domain.money import shown
from custtui.domain.naming import first_of, some

_OVER = re.compile(r"([0-9][0-9,]{0,15}(?:\.[0-9]{1,3})?) over the ")
_LIMIT = re.compile(r" limit of ([0-9][0-9,]{0,15}(?:\.[0-9]{1,3})?)$")
OVERDUE = "OVERDUE"
"""The code of the hold for invoices that are overdue and unpaid (R-27)."""
LONGEST_NAME = 30
"""Characters of a payer's name that a reason says."""
WILL_BE_ACCEPTED = "will be accepted"
"""The forecast of an order with no reason to wait."""


@dataclass(frozen=True, slots=True)
class WaitReason:
    """Why an order waits: a code for the hold, the words of the forecast, those of the hold, the missing amount.

    Both say it in one form; those of the forecast may leave out which invoice it is, and why somebody is warned of.

    `whose` is the payer where the few words are of another one than who orders (C-25).
    """

    code: str
    short: str
    text: str
    amount: Decimal | None = None
    whose: str = ""


class BuyerStanding(NamedTuple):
    """What is known of who orders and who pays, on the day of the order.

    `threshold` None means none is set: every order asks. `limit` None means no credit limit of its own; `used` is
    what the payer owes and has on order, `whose` the payer's name where another pays. `shared_limit` is that of the
    payer's party, where it counts, and `shared_used` what all its accounts use of it (C-25, C-35). An order paid at
    once or by an authorized card uses no credit (`at_once`), and of a change what was invoiced or given up none
    again (`settled`); `other_currency` is the one of the payer's credit where the order is in another,
    `shared_currency` the one of the shared limit where the payer's own credit is in another: that has no
    `shared_limit` then.
    `overdue` names an invoice overdue and unpaid, `distrust` the reason of a credit warning, both of who orders;
    `payer_overdue` and `payer_distrust` are the payer's where another pays.
    """

    threshold: Decimal | None = None
    limit: Decimal | None = None
    used: Decimal = Decimal(0)
    shared_limit: Decimal | None = None
    shared_used: Decimal = Decimal(0)
    overdue: str = ""
    payer_overdue: str = ""
    distrust: str = ""
    payer_distrust: str = ""
    whose: str = ""
    at_once: bool = False
    settled: Decimal = Decimal(0)
    other_currency: str = ""
    shared_currency: str = ""

    @property
    def granted(self) -> bool:
        """A limit is granted, however much of it is used and whatever currency it is in."""
        return self.left is not None or bool(self.shared_currency)

    @property
    def left(self) -> Decimal | None:
        """Credit left of the limit that leaves less, None without any."""
        return min(self._lefts, default=None)

    def left_after(self, gross: Decimal) -> Decimal | None:
        """Credit left after an order of this gross total, below zero where it is over; None without a limit."""
        return None if self.left is None else self.left - self._using(gross)

    def over(self, gross: Decimal) -> Decimal:
        """What is missing of the own credit for an order of this gross total, 0 where it is enough or not used."""
        return self._missing(self.limit, self.used, gross)

    def over_shared(self, gross: Decimal) -> Decimal:
        """What is missing of the credit that the accounts of the payer's party share."""
        return self._missing(self.shared_limit, self.shared_used, gross)

    @property
    def _lefts(self) -> list[Decimal]:
        both = ((self.limit, self.used), (self.shared_limit, self.shared_used))
        return [limit - used for limit, used in both if limit is not None]

    def _missing(self, limit: Decimal | None, used: Decimal, gross: Decimal) -> Decimal:
        using = self._using(gross)
        return Decimal(0) if limit is None or not using else max(using - (limit - used), Decimal(0))

    def _using(self, gross: Decimal) -> Decimal:
        return Decimal(0) if self.at_once or self.other_currency else gross - self.settled


def codes(found: Iterable[WaitReason]) -> str:
    """The codes of reasons in few words, to compare them by; '' for none: accepted automatically."""
    return " ".join(sorted({reason.code for reason in found}))


def reasons(gross: Decimal, standing: BuyerStanding) -> list[WaitReason]:
    """Every reason to wait for an order of this gross total; none means it is accepted automatically."""
    found = (
        *(_threshold(gross, standing), _credit(gross, standing), _currency(standing)),
        *(_overdue(standing), _distrust(standing)),
    )
    return [reason for reason in found if reason is not None]


def _of(standing: BuyerStanding) -> str:
    """` of H.Q. Corp`: said of what is the payer's where another pays."""
    return f" of {_named(standing)}" if standing.whose else ""


def _named(standing: BuyerStanding) -> str:
    """The payer's name; a long one is cut, so that every reason is seen whole."""
    whose = standing.whose
    return whose if len(whose) <= LONGEST_NAME else f"{whose[: LONGEST_NAME - 1].rstrip()}…"


def _payers_alone(standing: BuyerStanding, found: list[tuple[str, str]]) -> str:
    """The payer where all of it is the payer's; where who orders has it too, the text names both."""
    return _named(standing) if all(of for _, of in found) else ""


def _overdue(standing: BuyerStanding) -> WaitReason | None:
    """One reason, whosever invoice it is, or both's: whom to call is said (R-27)."""
    both = ((standing.overdue, ""), (standing.payer_overdue, _of(standing)))
    found = [one for one in both if one[0]]
    text = ", ".join(f"invoice {number}{of} is overdue and unpaid" for number, of in found)
    return WaitReason(OVERDUE, HOLDS[OVERDUE], text, whose=_payers_alone(standing, found)) if found else None


def _distrust(standing: BuyerStanding) -> WaitReason | None:
    both = ((standing.distrust, ""), (standing.payer_distrust, _of(standing)))
    found = [one for one in both if one[0]]
    if len(found) > 1 and standing.distrust == standing.payer_distrust:  # one mark of both, told once
        text = f"credit warning, also{_of(standing)}: {standing.distrust}"
    else:
        text = ", ".join(f"credit warning{of}: {why}" for why, of in found)
    return WaitReason("DISTRUST", HOLDS["DISTRUST"], text, whose=_payers_alone(standing, found)) if found else None


def _threshold(gross: Decimal, standing: BuyerStanding) -> WaitReason | None:
    """Gross total; equal is automatic; no threshold asks; 0.00 asks for anything above nothing (C-11)."""
    if standing.threshold is None:
        return WaitReason("THRESHOLD", UNLIMITED, UNLIMITED)
    over = gross - standing.threshold
    if over <= 0:
        return None
    text = _over(over, "auto-accept", standing.threshold)
    return WaitReason("THRESHOLD", text, text, over)


def _over(amount: Decimal, name: str, limit: Decimal | None) -> str:
    """`145.85 over the auto-accept limit of 500.00`"""
    return f"{amount:,f} over the {name} limit of {limit:,f}"


def _credit(gross: Decimal, standing: BuyerStanding) -> WaitReason | None:
    """One reason, whichever limit is passed, or both: the one missing more comes first."""
    own = ("credit", standing.limit, standing.over(gross))
    shared = ("shared credit", standing.shared_limit, standing.over_shared(gross))
    passed = sorted((one for one in (own, shared) if one[2]), key=lambda one: -one[2])
    if not passed:
        return None
    of = _of(standing)
    told = [_over(over, name, limit) for name, limit, over in passed]
    return WaitReason("CREDIT", told[0], ", ".join(f"{one}{of}" for one in told), passed[0][2], _named(standing))


def _currency(standing: BuyerStanding) -> WaitReason | None:
    """Amounts in two currencies are never compared: somebody has to look (C-35)."""
    currency = standing.other_currency or standing.shared_currency
    if not currency or standing.at_once:
        return None
    what = "credit" if standing.other_currency else "shared credit"
    text = f"the {what}{_of(standing)} is in {currency}"
    return WaitReason("CURRENCY", f"{what} in {currency}", text, whose=_named(standing))


UB = WaitReason("UB", "billed to another account", "billed to another account (UB)")
"""A payer chosen in order entry that C-27 does not allow without A76 (R-05)."""
UB_NEW = WaitReason(UB.code, "billed to a new customer", "billed to a new customer (UB)")
"""One who is made with the order (F-47)."""


def untaxed(lines: Iterable[tuple[int, str]]) -> list[WaitReason]:
    """The hold TAX for lines that no tax rate was found for, of position and what is told of it (C-38)."""
    told = dict[str, list[str]]()
    for position, text in lines:
        told.setdefault(text, []).append(str(position))
    text = "; ".join(f"{why} (line {first_of(at, FEW)})" for why, at in told.items())
    return [WaitReason("TAX", next(iter(told)), text)] if told else []


UNLIMITED = "no auto-accept limit is set"
FEW = 5
"""Positions that a reason names."""


IMPORTED = WaitReason("IMPORTED", "imported", "imported as waiting")
"""An order that came from a file waiting: its status is kept (X-08)."""

HOLDS = {
    "THRESHOLD": "over the auto-accept limit",
    "CREDIT": "over the credit limit",
    "CURRENCY": "the payer's credit is in another currency",
    OVERDUE: "an invoice is overdue and unpaid",
    "DISTRUST": "credit warning",
    "TAX": "no tax rate was found",
    "PRICE": "a price for what has none",
    "DISCOUNT": "a discount above the limit of who gave it",
    UB.code: UB.text,
    IMPORTED.code: IMPORTED.text,
    "USER": "held by hand",
    "INACTIVE": "the customer is inactive",
    "COVER": "less is ordered than was made to order",
    "CONTRACT": "more than the contract has left",
    "CARD": "more than is authorized of the card",
}
"""Every code of a hold there is, and its words where nothing more is told (X-09)."""


def hold_words(code: str, text: str, amount: Decimal | None = None, currency: str = "") -> str:
    """What a hold says behind its code: its own text, else the words of its code; '' where nobody has any (X-09).

    `amount` is put before it where the text leaves it out: `435.00 over the auto-accept limit of 750.00`.
    """
    words = (text.strip() or HOLDS.get(code, "")).removesuffix(f" ({code})")
    return f"{shown(amount, currency)} {words}" if amount and words.startswith("over the ") else words


def missing(code: str, text: str, gross: Decimal) -> Decimal | None:
    """The amount that a hold of a file tells of: it stands in its text, or follows from the limit named there."""
    if told := _OVER.match(text):
        return Decimal(told[1].replace(",", ""))
    if code != "THRESHOLD" or not (limit := _LIMIT.search(text)):
        return None
    return max(gross - Decimal(limit[1].replace(",", "")), Decimal(0)) or None


def to_fix(faults: int, lines: int) -> str:
    """`1 line to fix`; `3 to fix` where not each fault is that of one line; '' without any."""
    if not faults:
        return ""
    return f"{some(faults, 'line')} to fix" if faults == lines else f"{faults} to fix"


def outcome(faults: str, waiting_for: list[WaitReason]) -> str:
    """What placing will do, in one line: "will wait: 19.84 over the auto-accept limit of 500.00, held by hand".

    `faults` as `to_fix` counts them. What is another payer's comes last, behind the name: "will wait: billed to
    another account; H.Q. Corp: an invoice is overdue and unpaid".
    """
    if faults:
        return f"cannot be placed yet: {faults}"
    if waiting_for:
        return "will wait: " + "; ".join(_by_whom(waiting_for))
    return WILL_BE_ACCEPTED


def _by_whom(found: list[WaitReason]) -> Iterable[str]:
    for whose in dict.fromkeys(["", *(reason.whose for reason in found)]):
        if short := ", ".join(reason.short for reason in found if reason.whose == whose):
            yield f"{whose}: {short}" if whose else short
