"""What shipping, forfeiting and invoicing need to know of an order: read as it is, or taken for a change."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from custtui.domain.acceptance import hold_words
from custtui.domain.approval import USER
from custtui.domain.cover import Coverage
from custtui.domain.errors import Conflict, Fault, Refused, refuse
from custtui.domain.fulfilment import Act, OrderStanding, Position, faults, ready_of, why_not_bill, why_not_move
from custtui.domain.order import Quantities
from custtui.domain.text import clean
from custtui.models.database import locked
from custtui.models.order import Hold, OrderLine, OrderPosition, OrderRevision, RevisionState, SalesOrder
from custtui.models.product import Product
from custtui.services.clock import today
from custtui.services.numbers import named
from custtui.services.orders.covers import coverages
from custtui.services.orders.quantities import quantities


@dataclass(frozen=True, slots=True)
class StandingLine:
    """A line of the revision that stands: its row, and its position as goods move on it."""

    row: OrderLine
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
    revision: OrderRevision
    standing: OrderStanding
    lines: Mapping[int, StandingLine]

    @property
    def positions(self) -> dict[int, Position]:
        """The positions by number."""
        return {number: line.position for number, line in self.lines.items()}

    def check(self, act: Act, asked: Mapping[int, Decimal]) -> dict[int, Decimal]:
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
    return _facts(_order(named("order", number), number))


def take(number: str) -> Facts:
    """An order, locked until the transaction ends: two clerks never send or bill the same goods.

    Raises Refused where there is no order of that number.
    """
    return _facts(_order(locked(named("order", number)), number))


def revision_of(number: str) -> OrderRevision:
    """The revision that stands for an order. Raises Refused where there is none of that number."""
    return _revision(_order(named("order", number), number))


def _order(query: Any, number: str) -> SalesOrder:
    row = query.first()
    if row is None:
        raise refuse("order", f"There is no order {clean(number, 'number')}", "number")
    return row


def _facts(row: SalesOrder) -> Facts:
    revision = _revision(row)
    owns = revision.id == row.in_force_id
    moved = quantities([revision.id], [revision.id] if owns else [])[revision.id]
    status = RevisionState.get(RevisionState.revision == revision.id).status
    standing = OrderStanding(row.number, status, owns, owns and row.pending_id is not None, _holds(revision))
    return Facts(row.id, row.number, revision, standing, _lines(revision.id, moved))


def _revision(row: SalesOrder) -> OrderRevision:
    stands = row.in_force_id or row.pending_id
    query = OrderRevision.select().where(OrderRevision.order == row.id)
    if stands:
        query = query.where(OrderRevision.id == stands)
    return query.order_by(OrderRevision.revision.desc()).get()


def _holds(revision: OrderRevision) -> tuple[str, ...]:
    """Those of the revision, and those placed by hand on an earlier one: they hang on the order (C-34)."""
    of_order = Hold.select(Hold.text, Hold.code).join(OrderRevision).where(OrderRevision.order == revision.order_id)
    mine = (Hold.revision == revision.id) | (Hold.code == USER)
    rows = of_order.where(mine & Hold.released_at.is_null())
    return tuple(hold_words(code, text) or code for text, code in rows.order_by(Hold.id).tuples())


def _lines(revision: int, moved: dict[int, Quantities]) -> dict[int, StandingLine]:
    rows = OrderLine.select(OrderLine, OrderPosition, Product).join(OrderPosition).switch(OrderLine).join(Product)
    ordered = rows.where(OrderLine.revision == revision).order_by(OrderPosition.position)
    known = list(ordered)
    covered = coverages((row.position_id, moved[row.position_id], row.product.made_to_order) for row in known)
    return {row.position.position: _line(row, covered[row.position_id]) for row in known}


def _line(row: OrderLine, covered: Coverage) -> StandingLine:
    product = row.product
    step, under, over = product.step, product.under_tolerance, product.over_tolerance
    about = row.position.position, row.product_code, row.unit, covered.moved
    return StandingLine(row, Position(*about, step, under, over, **ready_of(covered, today())), covered)
