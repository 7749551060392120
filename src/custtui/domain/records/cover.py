"""A cover of a line as it is keyed, and how far it is (F-76, C-45)."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from custtui.domain.cover import PRODUCTION, PURCHASE
from custtui.domain.covering import NewCover
from custtui.domain.errors import Fault, Refused
from custtui.domain.money import ZERO
from custtui.domain.reading import read_any_day
from custtui.domain.records.fact import Fact, InFiles, Sort
from custtui.domain.typed import Unreadable, read_date, read_quantity

DUE = Fact("Due", "When all of it is done", 20, Sort.DAY, file=InFiles("day it is done by", "2026-12-12"))


@dataclass(frozen=True, slots=True)
class CoverFields:
    """A new cover as typed: with a vendor it is a purchase order, without one a production order."""

    number: Annotated[
        str,
        Fact(
            "Number",
            "Of the production order, or of the purchase order; one may cover lines of several orders",
            40,
            needed=True,
            file=InFiles("number of the production or purchase order", "4711", required=True),
        ),
    ] = ""
    quantity: Annotated[
        str,
        Fact(
            "Quantity",
            "How much of this line it covers",
            12,
            Sort.QUANTITY,
            needed=True,
            file=InFiles("how much of the line it covers", "20", required=True),
        ),
    ] = ""
    due: Annotated[str, DUE] = ""
    supplier: Annotated[
        str,
        Fact(
            "Vendor",
            "Who delivers it; empty: the house makes it",
            80,
            file=InFiles("who delivers it; blank with PRODUCTION", "Acme", name="vendor"),
        ),
    ] = ""

    def read(self, today: date) -> NewCover:
        """What it says. Raises Refused with every field that cannot be read."""
        quantity, due = _read({"quantity": lambda: _quantity(self.quantity), "due": lambda: _due(self.due, today)})
        kind = PURCHASE if self.supplier.strip() else PRODUCTION
        return NewCover(kind, self.number.strip(), quantity, self.supplier.strip(), due)


@dataclass(frozen=True, slots=True)
class ProgressFields:
    """How far a cover is, as typed."""

    done: Annotated[
        str,
        Fact(
            "Done", "How much of it is done; what is made to order ships once it is", 12, Sort.QUANTITY, needed=True
        ),
    ] = ""
    due: Annotated[str, DUE] = ""

    def read(self, today: date, before: date | None) -> tuple[Decimal, date | None]:
        """Quantity done and due date; `before`, the day as it was, may be past. Raises Refused."""
        done, due = _read(
            {
                "done": lambda: ZERO if self.done.strip() in ("", "0") else read_quantity(self.done),
                "due": lambda: before if _same(self.due, before, today) else _due(self.due, today),
            }
        )
        return done, due


def _read(reads: dict[str, Callable[[], Any]]) -> list[Any]:
    faults, found = list[Fault](), list[Any]()
    for field, read in reads.items():
        try:
            found.append(read())
        except Unreadable as error:
            faults.append(Fault(field, field, str(error)))
    if faults:
        raise Refused(faults)
    return found


def _quantity(typed: str) -> Decimal:
    if not typed.strip():
        raise Unreadable("Quantity is required")
    return read_quantity(typed)


def _same(typed: str, day: date | None, today: date) -> bool:
    """What is typed is that day, past or not."""
    with suppress(Unreadable):
        return day is not None and read_any_day(typed, today) == day
    return False


def _due(typed: str, today: date) -> date | None:
    return read_date(typed, today) if typed.strip() else None
