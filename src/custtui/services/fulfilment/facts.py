"""What shipping, forfeiting and invoicing need to know of an order: read as it is, or taken for a change."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from peewee import fn

from custtui.domain.acceptance import hold_words
from custtui.domain.cover import Coverage
from custtui.domain.errors import Conflict, Fault, Refused, refuse
from custtui.domain.fulfilment import MoveAct, OrderStanding, Position, faults, ready_of, why_not_bill, why_not_move
from custtui.domain.hold_words import USER
from custtui.domain.order import Quantities
from custtui.domain.text import clean
from custtui.models.at_once import at_once, each_at_once
from custtui.models.order import Hold, OrderLine, OrderPosition, OrderRevision, RevisionState, SalesOrder
from custtui.models.prepared import AskedAnew, Prepared
from custtui.models.product import Product
from custtui.models.rows import record_of
from custtui.services.clock import today
from custtui.services.numbers import order_id_named, order_named, spellings
from custtui.services.orders.covers import become_of, covered_by
from custtui.services.orders.quantities import quantities_of


@dataclass(frozen=True, slots=True)
class StandingLine:
    """A line of the revision that stands: its row, and its position as goods move on it."""

    row: Any
    position: Position
    coverage: Coverage

    @property
    def position_id(self) -> int:
        """The row of the position: what happened hangs there (R-23)."""
        return self.row.position_id

    @property
    def moved(self) -> Quantities:
        """What became of it."""
        return self.position.moved


@dataclass(frozen=True, slots=True)
class Facts:
    """An order in the revision that stands for it: in force, else waiting, else the newest; lines by position."""

    id: int
    number: str
    revision: Any
    standing: OrderStanding
    lines: Mapping[int, StandingLine]
    today: date
    """The day it is at the counter."""

    @property
    def positions(self) -> dict[int, Position]:
        """The positions by number."""
        return {number: line.position for number, line in self.lines.items()}

    @property
    def stood(self) -> dict[int, Quantities]:
        """What became of every line by now, by number: a screen keeps it to tell what comes meanwhile (X-13)."""
        return {number: line.moved for number, line in self.lines.items()}

    def check(self, act: MoveAct, asked: Mapping[int, Decimal]) -> dict[int, Decimal]:
        """The quantities asked for, without zeros, by position. Raises Refused with all that is wrong with them."""
        if found := faults(act, asked, self.positions):
            raise Refused(found)
        return {number: quantity for number, quantity in sorted(asked.items()) if quantity}

    def check_billable(self) -> None:
        """Raises Refused where nothing was ever shipped of it (C-13, C-26)."""
        if why := why_not_bill(self.standing):
            raise refuse("not_now", why)

    def check_moving(self, revision: int) -> None:
        """Raises Refused where nothing may move (R-28, C-26), Conflict where another revision stands now (R-25)."""
        if why := why_not_move(self.standing):
            raise refuse("not_now", why)
        if self.revision.revision != revision:
            text = f"{self.number} has changed: revision {self.revision.revision} is in force"
            raise Conflict([Fault("conflict", "", text)], self.revision.made_by)


def read(number: str) -> Facts:
    """An order as it is. Raises Refused where there is none of that number."""
    return read_with(number)[0]


class Stood(NamedTuple):
    """An order's id, and the row of the revision that stands for it."""

    id: int
    revision: Any


def read_with(number: str, *more: Callable[[Stood], Any]) -> tuple[Facts, list[Any]]:
    """The same, and what else is asked of its revision along with its lines: a far server is waited for twice (P-13).

    Raises what these raise, too.
    """
    row, found = _order(number)
    return _facts(row, found, more)


def take(number: str) -> Facts:
    """An order, locked until the transaction ends: two clerks never send or bill the same goods.

    Raises Refused where there is no order of that number.
    """
    return take_with(number)[0]


def take_with(number: str, *more: Callable[[Stood], Any]) -> tuple[Facts, list[Any]]:
    """The same, and what else is asked once it is locked, as in `read_with`."""
    row, found = _order(number, lock=True)
    return _facts(row, found, more)


def revision_of(number: str) -> Any:
    """The revision that stands for an order. Raises Refused where there is none of that number."""
    return _revision(_order(number)[1])[0]


def _order(number: str, *, lock: bool = False) -> tuple[Any, Any]:
    """Its row, and then, locked or not, that of its revision: they are asked in this turn, in one message."""
    asked = partial(REVISION.afresh, spellings("order", number))
    row, found = at_once(partial(order_named, number, lock=lock), asked)
    if row is None:
        raise refuse("order", f"There is no order {clean(number, 'number')}", "number")
    return row, found[0]


def _facts(row: Any, found: Any, more: Sequence[Callable[[Stood], Any]] = ()) -> tuple[Facts, list[Any]]:
    revision, status = _revision(found)
    owns = revision.id == row.in_force_id
    of = Stood(row.id, revision)
    told, holds, day, others = at_once(
        partial(_told, revision.id, owns=owns),
        partial(_holds, revision),
        today,
        lambda: each_at_once([partial(one, of) for one in more]),
    )
    standing = OrderStanding(row.number, status, owns, owns and row.pending_id is not None, holds)
    return Facts(row.id, row.number, revision, standing, _lines(revision.id, status, owns, day, told), day), others


def _standing(ways: Any) -> Any:
    stands = fn.COALESCE(SalesOrder.in_force, SalesOrder.pending)
    query = OrderRevision.select(OrderRevision, RevisionState.status)
    query = query.join(RevisionState, on=RevisionState.revision == OrderRevision.id)
    query = query.switch(OrderRevision).join(SalesOrder, on=OrderRevision.order == SalesOrder.id)
    query = query.where((SalesOrder.id == order_id_named(ways)) & (stands.is_null() | (OrderRevision.id == stands)))
    return query.order_by(OrderRevision.revision.desc()).limit(1)


REVISION = Prepared(_standing)
AS_REVISION, AS_LINE = record_of(OrderRevision), record_of(OrderLine)


def _revision(found: Any) -> tuple[Any, str]:
    """The revision that stands for an order, and its status."""
    return AS_REVISION(found[:-1]), found[-1]


HOLDS = AskedAnew(
    lambda order, revision: (
        Hold.select(Hold.text, Hold.code)
        .join(OrderRevision)
        .where(OrderRevision.order == order)
        .where(((Hold.revision == revision) | (Hold.code == USER)) & Hold.released_at.is_null())
        .order_by(Hold.id)
    )
)


def _holds(revision: Any) -> tuple[str, ...]:
    """Those of the revision, and those placed by hand on an earlier one: they hang on the order (C-34)."""
    return tuple(hold_words(code, text) or code for text, code in HOLDS(revision.order_id, revision.id))


GOODS = (Product.made_to_order, Product.step, Product.under_tolerance, Product.over_tolerance)
LINES = AskedAnew(
    lambda revision: (
        OrderLine.select(OrderPosition.position, *GOODS, OrderLine)
        .join(OrderPosition)
        .switch(OrderLine)
        .join(Product)
        .where(OrderLine.revision == revision)
        .order_by(OrderPosition.position)
    )
)


def _told(revision: int, *, owns: bool) -> tuple[Any, ...]:
    """The rows of its lines, of what became of their positions, of their covers, and whether it ended here."""
    lines, become = at_once(partial(LINES, revision), partial(become_of, revision, owns=owns))
    return lines, *become


def _lines(revision: int, status: str, owns: bool, day: date, told: tuple[Any, ...]) -> dict[int, StandingLine]:
    lines, happened, covers, ended = told
    known = [(number, to_order, more, AS_LINE(row)) for number, to_order, *more, row in map(_split, lines)]
    ordered = [(revision, row.position_id, row.quantity, status) for *_, row in known]
    moved = quantities_of([revision], ordered, [revision] if owns else [], happened, ended)[revision]
    asked = [(row.position_id, moved[row.position_id], to_order) for _, to_order, _, row in known]
    covered = covered_by(asked, covers)
    return {number: _line(number, row, covered[row.position_id], day, *more) for number, _, more, row in known}


def _split(found: Sequence[Any]) -> tuple[Any, ...]:
    """Its number, what counts of its product, and the columns of the line."""
    return (*found[: len(GOODS) + 1], found[len(GOODS) + 1 :])


def _line(
    number: int, row: Any, covered: Coverage, day: date, step: Decimal | None, under: Decimal, over: Decimal
) -> StandingLine:
    about = number, row.product_code, row.unit, covered.moved
    return StandingLine(row, Position(*about, step, under, over, **ready_of(covered, day)), covered)
