"""What the change of an order begins from: the revision that stands, what became of it, and how it would be keyed."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property, partial
from typing import Any

from peewee import fn

from custtui.domain.address import Address
from custtui.domain.card_payment import METHOD, CardPayment, uses_no_credit
from custtui.domain.change import Agreed, Standing, why_not_change
from custtui.domain.cover import Coverage
from custtui.domain.errors import refuse
from custtui.domain.hold_words import USER
from custtui.domain.money import rounded
from custtui.domain.numbers import one_way
from custtui.domain.order import Quantities, Status
from custtui.domain.pricing import was_typed
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.order import (
    Hold,
    OrderCharge,
    OrderLine,
    OrderPosition,
    OrderRevision,
    OrderShipTo,
    RevisionState,
    SalesOrder,
)
from custtui.models.prepared import AskedAnew
from custtui.models.product import Product
from custtui.models.remembered import worked_out
from custtui.models.rows import record_of
from custtui.models.together import foreseen_answers
from custtui.services.at_once import at_once, each_at_once
from custtui.services.credit_sums import to_come_of
from custtui.services.order_entry.views import LineText, Slot
from custtui.services.orders.cards import card_of
from custtui.services.orders.covers import become_of, covered_by
from custtui.services.orders.money import Billed, billed
from custtui.services.orders.quantities import quantities_of
from custtui.services.orders.rows import row_of


@dataclass(frozen=True)
class BaseLine:
    """A line as it stands: its row and that of its revision, what became of it, and how it would be keyed."""

    position: int
    row: Any
    header: Any
    moved: Quantities
    text: LineText
    coverage: Coverage

    @property
    def agreed(self) -> Agreed:
        """What a change of it is measured by (C-12)."""
        row = self.row
        return Agreed(row.quantity, row.price, row.discount, row.discount_rate)


@dataclass
class Base:
    """The revision a change begins from, read once; `last` is the highest position the order ever had."""

    order: Any
    row: Any
    status: str
    standing: Standing
    lines: Mapping[int, BaseLine]
    ship_tos: Mapping[int, Any]
    charges: Sequence[Any]
    newest: int
    last: int

    @property
    def number(self) -> str:
        """The order's."""
        return self.order.number

    @property
    def in_force(self) -> bool:
        """Was it accepted, so that a change is compared with it (C-12)?"""
        return self.status == Status.ACCEPTED

    @property
    def why_not(self) -> str:
        """Why it cannot be changed now, '' where it can."""
        return why_not_change(self.standing)

    @cached_property
    def to_come(self) -> Decimal:
        """What of it is not invoiced yet, gross."""
        coming = to_come_of([self.row.id], lambda: {self.order.id: self.billed})
        return rounded(coming[self.row.id], self.row.currency)

    @cached_property
    def billed(self) -> Billed:
        """What was invoiced of it."""
        return billed([self.order.id]).get(self.order.id, Billed())

    @cached_property
    def card(self) -> CardPayment | None:
        """The card it is paid by (C-47)."""
        return card_of(self.row.id) if self.row.payment_method == METHOD else None

    @property
    def uses_no_credit(self) -> bool:
        """Is it paid at once, or by an authorized card (C-35)?"""
        return uses_no_credit(self.row.payment_method, self.card)

    @cached_property
    def held(self) -> list[str]:
        """Why it is held by hand: such a hold survives revisions, and stops them (C-34)."""
        return [text for (text,) in HELD(self.order.id)]

    def billed_before(self, payer: int) -> bool:
        """Was `UB` for this payer released on this order, or the order accepted with him (C-34)?"""
        if self.in_force and self.row.bill_to_id == payer:
            return True
        return bool(BILLED_BEFORE(self.order.id, payer))

    def place(self, key: int) -> Slot:
        """A ship-to as it was copied into the revision (X-05)."""
        one = self.ship_tos[key]
        names = (one.name, one.alias, one.attention, Address.of(one))
        return Slot(one.kind, self.row.sold_to_id, one.site_id, None, self.row.sold_to_code, *names, kept=key)

    @property
    def bill_to(self) -> Slot:
        """Who pays, as it was copied into the revision."""
        row = self.row
        kind = "OWN" if row.bill_to_id == row.sold_to_id else "OTHER"
        names = (row.bill_to_code, row.bill_to_name, "", row.bill_to_attention, Address.of(row, "bill_to_"))
        return Slot(kind, row.bill_to_id, row.bill_to_site_id, None, *names, kept=row.id)


def _holds(order: Any, *which: Any) -> Any:
    return Hold.select(Hold.text).join(OrderRevision).where(OrderRevision.order == order, *which).order_by(Hold.id)


HELD = AskedAnew(lambda order: _holds(order, Hold.released_at.is_null(), Hold.code == USER))
BILLED_BEFORE = AskedAnew(
    lambda order, payer: _holds(
        order, Hold.code == "UB", Hold.released_at.is_null(False), OrderRevision.bill_to == payer
    )
)


def base_of(revision: int | None) -> Base | None:
    """What a draft changes; None for a new order. Read once while answers are remembered (P-14)."""
    if revision is None:
        return None
    known = worked_out(BASE, revision)
    return known[BASE] if BASE in known else base_anew(revision)


BASE = "base"


def base_anew(revision: int) -> Base:
    """The same as it stands now, whatever was read before. Raises Refused where somebody took it away."""
    base = worked_out(BASE, revision)[BASE] = read_base(revision)
    return base


def read_base(revision: int) -> Base:
    """The revision as it stands now. Raises Refused where somebody took it away."""
    calls: list[Callable[[], Any]] = [partial(REVISION.first, revision), partial(become_of, revision)]
    calls += [partial(each, revision) for each in (SHIP_TOS, CHARGES, LINES)]
    found, told, ship_tos, charged, lines = each_at_once(calls)
    if found is None:
        raise refuse("revision", "The order this draft changes is not there any more")
    row = row_of(found[:-2])
    last, newest = found[-2:]
    places = {one.id: one for one in map(AS_SHIP_TO, ship_tos)}
    charges = list(map(AS_CHARGE, charged))
    status = row.revisionstate.status
    return Base(
        *(row.order, row, status, _standing(row, status)),
        *(_lines(row, lines, *told), places, charges, newest, last or 0),
    )


def base_ahead(base: Base) -> None:
    """Ask a far server at once what working out the change will want of it (P-13)."""
    if not is_sqlite(db):
        at_once(lambda: base.held, lambda: base.to_come)


def base_known() -> Base | None:
    """What a screen stands on that asks for its change to be placed: it may be otherwise by now."""
    return foreseen_answers().known.get(BASE, (None, {}))[1].get(BASE)


def base_foreseen(before: Base) -> None:
    """All of it anew, at once, as its order is locked by now."""
    again = replace(before)  # what it was asked is forgotten
    now, *_ = at_once(partial(base_anew, before.row.id), partial(base_ahead, again))
    now.__dict__.update({name: again.__dict__[name] for name in ("held", "to_come", "billed")})


def _revision(revision: Any) -> Any:
    """The revision with its order and status, the highest position and the newest revision of that order."""
    other = OrderRevision.alias()
    last = OrderPosition.select(fn.MAX(OrderPosition.position)).where(OrderPosition.order == SalesOrder.id)
    newest = other.select(fn.MAX(other.revision)).where(other.order == SalesOrder.id)
    query = OrderRevision.select(OrderRevision, SalesOrder, RevisionState.status, last, newest).join(SalesOrder)
    query = query.switch(OrderRevision).join(RevisionState, on=RevisionState.revision == OrderRevision.id)
    return query.where(OrderRevision.id == revision)


def _of_revision(model: Any) -> AskedAnew:
    return AskedAnew(lambda revision: model.select().where(model.revision == revision).order_by(model.id))


REVISION = AskedAnew(_revision)
SHIP_TOS, CHARGES = _of_revision(OrderShipTo), _of_revision(OrderCharge)
AS_SHIP_TO, AS_CHARGE, AS_LINE = map(record_of, (OrderShipTo, OrderCharge, OrderLine))
NOW = AskedAnew(lambda revision: _told(OrderRevision.id == revision))
LINES = AskedAnew(
    lambda revision: (
        OrderLine.select(OrderPosition.position, Product.made_to_order, OrderLine)
        .join(OrderPosition)
        .switch(OrderLine)
        .join(Product)
        .where(OrderLine.revision == revision)
        .order_by(OrderPosition.position)
    )
)


def _told(which: Any) -> Any:
    return OrderRevision.select(OrderRevision.id, OrderRevision.revision, OrderRevision.made_by).where(which)


def _standing(row: Any, status: str) -> Standing:
    order, now = row.order, (row.id, row.revision, row.made_by)
    stands = order.in_force_id or order.pending_id
    if stands and stands != row.id:
        now = NOW.first(stands)
    waits = bool(order.in_force_id and order.pending_id)
    return Standing(order.number, status, now[0] == row.id, now[1], now[2], waits)


def _lines(
    header: Any, lines: Sequence[Any], moved_of: Any, covers: Any, ended: Collection[int] | None
) -> dict[int, BaseLine]:
    rows = [(at, bool(to_order), AS_LINE(row)) for at, to_order, *row in lines]
    told = [(header.id, row.position_id, row.quantity, header.revisionstate.status) for _, _, row in rows]
    moved = quantities_of([header.id], told, [header.id], moved_of, ended)[header.id]
    covered = covered_by([(row.position_id, moved[row.position_id], to_order) for _, to_order, row in rows], covers)
    return {
        at: BaseLine(at, row, header, moved[row.position_id], as_keyed(row, header), covered[row.position_id])
        for at, _, row in rows
    }


def as_keyed(line: Any, header: Any) -> LineText:
    """A line of an order as it would be typed; a price found by itself stands blank, a typed one as it is."""
    typed = was_typed(line.price_source)
    discount = one_way(line.discount) if line.discount else ""
    if line.discount_rate:
        discount = f"{one_way(line.discount_rate * 100)}%"
    return LineText(
        item=line.product_code,
        quantity=one_way(line.quantity),
        price=one_way(line.price) if typed else "",
        price_reason=line.price_reason,
        discount=discount,
        discount_reason=line.discount_reason,
        wanted=day_text(line.wanted) if line.wanted != header.wanted else "",
        line_note=line.line_note,
    )


def day_text(day: date | None) -> str:
    """A day as drafts keep it."""
    return day.isoformat() if day else ""
