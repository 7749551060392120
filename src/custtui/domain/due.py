"""When an invoice is to be paid by its terms: after days, at the end of that month, in parts (F-75, C-37)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Self

from custtui.domain.bounds import days_after
from custtui.domain.instalments import DuePart, days_of, shares

MONTH = 32
"""Days after the first of a month that lie in the next one."""


def end_of_month(day: date) -> date:
    """The last day of the month of a day; never beyond the calendar."""
    first = day.replace(day=1)
    if (date.max - first).days < MONTH:
        return date.max
    return (first + timedelta(days=MONTH)).replace(day=1) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DueRule:
    """What terms say of the day: so many days from the date, or at the end of the month that day is in.

    `parts` are the days of each part where it is paid in several. A discount for early payment has days of its own,
    which the end of a month does not move (see domain.early). Terms that are none: due at once.
    """

    days: int = 0
    month_end: bool = False
    parts: tuple[int, ...] = ()

    @classmethod
    def of(cls, days: int | None, month_end: bool | None, instalments: str | None) -> Self:
        """The rule of terms as they are kept; None where there are none."""
        return cls(days or 0, bool(month_end), days_of(instalments or ""))

    def due(self, day: date) -> date:
        """When what is dated so is to be paid, the first part of it where it has parts; never from the delivery.

        Days that stand in a database and are none (see bounds) are taken for the nearest that are.
        """
        return self._after(day, self.days)

    def _after(self, day: date, days: int) -> date:
        due = days_after(day, days)
        return end_of_month(due) if self.month_end else due

    def parts_of(self, gross: Decimal, day: date, currency: str) -> tuple[DuePart, ...]:
        """The parts of what is dated so, each at its own month's end; none where it is due whole, or nothing is."""
        if len(self.parts) < 2 or gross <= 0:
            return ()
        amounts = shares(gross, len(self.parts), currency)
        return tuple(DuePart(self._after(day, days), one) for days, one in zip(self.parts, amounts, strict=True))

    @property
    def words(self) -> str:
        """`30 days, end of month`; `30, 60, 90 days`; `0 days`: at once."""
        return f"{_listed(self.parts or (self.days,))} days{', end of month' if self.month_end else ''}"


AT_ONCE = DueRule()


def _listed(days: Sequence[int]) -> str:
    return ", ".join(map(str, days))
