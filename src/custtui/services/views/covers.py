"""Covers as screens show them: of one line, by due date over the house, and what is still to cover."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from custtui.domain.cover import LineCover


@dataclass(frozen=True, slots=True)
class CoverRow:
    """A cover and the line it is for; `over` is what of it nobody needs (C-45)."""

    id: int
    number: str
    position: int
    code: str
    customer: str
    product: str
    description: str
    unit: str
    cover: LineCover
    over: Decimal
    wanted: date | None


@dataclass(frozen=True, slots=True)
class LineCovers:
    """A line of an order with its covers, as covering it sees it: `why_not` is '' where more may be covered."""

    number: str
    position: int
    customer: str
    product: str
    description: str
    unit: str
    ordered: Decimal
    to_cover: Decimal
    wanted: date | None
    why_not: str
    rows: tuple[CoverRow, ...]


@dataclass(frozen=True, slots=True)
class LineToCover:
    """A line of an accepted order whose product is made to order, with something that no order covers."""

    number: str
    position: int
    code: str
    customer: str
    product: str
    description: str
    unit: str
    ordered: Decimal
    to_cover: Decimal
    wanted: date | None
