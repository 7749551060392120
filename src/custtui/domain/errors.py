"""What can be wrong with what was asked: refusals, told all at once, and questions to confirm."""

from collections.abc import Iterable
from dataclasses import dataclass

from custtui.domain.who import Act

CHANGED = "changed"
"""The code of what is no longer as it was shown or promised: told once, asked again it is done as it is then."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason for a refusal: a stable code, the field it belongs to ('' for none), and a line for people.

    `line` is the order position the fault stands on, None for the header. `listed`: what the field may be is listed,
    so that a screen can say by which key.
    """

    code: str
    field: str
    text: str
    line: int | None = None
    listed: bool = False


class Refused(Exception):
    """What was asked cannot be done; the database is unchanged. Carries every fault, the first one first."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(fault.text for fault in self.faults))


class Conflict(Refused):
    """Somebody else (`by`, where it is known) changed the record meanwhile (X-13)."""

    def __init__(self, faults: Iterable[Fault], by: str = "") -> None:
        super().__init__(faults)
        self.by = by


class Forbidden(Refused):
    """The operator's role may not do it; who may can sign for it (S-7, X-22).

    `hand`: his role may, but four eyes want the hand of another one in it.
    """

    def __init__(self, faults: Iterable[Fault], act: Act, *, hand: bool = False) -> None:
        super().__init__(faults)
        self.act, self.hand = act, hand


class Unavailable(Refused):
    """The database cannot at the moment: busy, full, read-only, away (S-4). Nothing was stored."""

    def __init__(self, text: str) -> None:
        super().__init__([Fault("unavailable", "", text)])


class Moved(Unavailable):
    """The database's file is not where it was opened, or another stands there (S-4). What was asked is not in it.

    `drafts` are orders being keyed that only this process still has; `carried` is where those went that were put
    into the database that stands there now: the number each had, and the one it has.
    """

    def __init__(self, text: str, drafts: Iterable[object] = ()) -> None:
        super().__init__(text)
        self.drafts = tuple(drafts)
        self.carried: dict[int, int] = {}


class Confirm(Exception):
    """A question that only yes may pass: ask again with its code among the confirmed ones."""

    def __init__(self, code: str, text: str) -> None:
        self.code, self.text = code, text
        super().__init__(text)


def refuse(code: str, text: str, field: str = "", line: int | None = None, *, listed: bool = False) -> Refused:
    """A refusal with one fault."""
    return Refused([Fault(code, field, text, line, listed)])
