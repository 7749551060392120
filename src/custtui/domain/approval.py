"""Orders that wait: who may decide on them, and what is looked at again before they go on (C-33, C-34, S-7)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from custtui.domain.acceptance import HOLDS, OVERDUE, WaitReason
from custtui.domain.calling_off import CONTRACT
from custtui.domain.controls import Controls
from custtui.domain.order import Status, status_word
from custtui.domain.who import Act

INACTIVE = "INACTIVE"
"""The code of a hold for a customer who became inactive since."""
RETESTED = frozenset(("CREDIT", "CURRENCY", OVERDUE, "DISTRUST", INACTIVE, CONTRACT))
"""What may have changed since the order was placed; the price was settled then."""
LOOSENS = ("credit_limit", "threshold", "distrust")
"""The terms by which an order that waited may pass."""

_OFF = re.compile(r"line [0-9]+ ([0-9]+(?:\.[0-9]+)?) % off\b")


@dataclass(frozen=True, slots=True)
class Held:
    """A hold as it was placed, and whether somebody released it."""

    id: int
    code: str
    text: str
    amount: Decimal | None = None
    released: bool = False


def needed(act: Act, gross: Decimal, holds: Iterable[Held], controls: Controls) -> Act:
    """The act that is asked for: an administrator's for a total, or a hold, that no supervisor could have given."""
    most = controls.supervisor_approves
    beyond = most is not None and gross > most
    if beyond or any(_reduction(hold) > controls.supervisor_discount for hold in holds):
        return Act.BEYOND
    return act


def _reduction(hold: Held) -> Decimal:
    """What was taken off, as a fraction: 1 where there was no price; it stands in the text, in files too."""
    if hold.code == "PRICE":
        return Decimal(1)
    found = _OFF.match(hold.text) if hold.code == "DISCOUNT" else None
    return Decimal(found[1]) / 100 if found else Decimal(0)


def added(now: Iterable[WaitReason], holds: Iterable[Held]) -> list[WaitReason]:
    """The reasons that no hold tells of yet, released or not: they came since (C-33)."""
    known = list(holds)
    return [reason for reason in now if not any(_tells(hold, reason) for hold in known)]


def _tells(hold: Held, reason: WaitReason) -> bool:
    """It tells of this reason: as much was missing then, or the same was said; words alone tell of any."""
    if hold.code != reason.code:
        return False
    if reason.code == CONTRACT:  # it reserves what it asks for: only what was given back since can have changed
        return True
    if reason.amount is not None and hold.amount is not None:
        return hold.amount >= reason.amount
    return hold.text.strip() in ("", HOLDS.get(reason.code, ""), reason.text)


def gone(now: Iterable[WaitReason], holds: Iterable[Held]) -> list[Held]:
    """The holds not released whose reason is no more."""
    stands = {reason.code for reason in now}
    return [one for one in holds if not one.released and one.code in RETESTED and one.code not in stands]


def decided(number: str, status: str, revision: int, by: str) -> str:
    """What stands now of an order that another operator decided on (R-25)."""
    who = f", by {by}" if by else ""
    if status == Status.PENDING:
        return f"{number} was changed: revision {revision} is waiting{who}"
    return f"{number} is no longer waiting: {status_word(status)}{who}"


def loosened(field: str, old: str, new: str) -> bool:
    """Was a limit or threshold raised, or a mark taken away? '' is no limit, no threshold, no mark."""
    if field == "distrust":
        return bool(old) and not new
    if not (old and new):
        return bool(old) if field == "credit_limit" else bool(new)
    try:
        return Decimal(new.replace(",", "")) > Decimal(old.replace(",", ""))
    except InvalidOperation:
        return new != old
