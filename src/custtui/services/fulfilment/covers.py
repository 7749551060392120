"""Covers lines of orders by production and purchase orders, and keeps how far these are (F-76, C-45)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from custtui.domain import covering
from custtui.domain.cover import LineCover
from custtui.domain.covering import NewCover, Step, done_fault, why_not_cover
from custtui.domain.days import shown_day
from custtui.domain.errors import Conflict, Fault, Refused, refuse
from custtui.domain.event import EventKind
from custtui.domain.numbers import grouped
from custtui.domain.text import clean
from custtui.domain.who import Act, Who
from custtui.models import fulfilment
from custtui.models.database import transaction
from custtui.services.asks import asks
from custtui.services.clock import today
from custtui.services.fulfilment.facts import Facts, StandingLine, read, take
from custtui.services.orders.covers import keep_step
from custtui.services.orders.history import remember
from custtui.services.views.covers import CoverRow, LineCovers


def covers(number: str, position: int) -> LineCovers:
    """A line of an order and what covers it. Raises Refused for an unknown order or line."""
    order = read(number)
    line = _line(order, position)
    row, stands = line.row, line.coverage
    return LineCovers(
        *(order.number, position, order.revision.sold_to_name, row.product_code, row.description, row.unit),
        *(row.quantity, stands.to_cover, row.wanted or order.revision.wanted, _why_not(order)),
        rows=_rows(order, line),
    )


def _rows(order: Facts, line: StandingLine) -> tuple[CoverRow, ...]:
    row, revision, stands = line.row, order.revision, line.coverage
    ids = fulfilment.Cover.select(fulfilment.Cover.id).where(fulfilment.Cover.position == line.position_id)
    found = zip(ids.order_by(fulfilment.Cover.id).tuples(), stands.covers, stands.not_needed(), strict=True)
    about = order.number, line.position.position, revision.sold_to_code, revision.sold_to_name
    goods = row.product_code, row.description, row.unit
    wanted = row.wanted or revision.wanted
    return tuple(CoverRow(one, *about, *goods, cover, over, wanted) for (one,), cover, over in found)


def _line(order: Facts, position: int) -> StandingLine:
    if line := order.lines.get(position):
        return line
    raise refuse("position", f"{order.number} has no line {position}", "position")


def _why_not(order: Facts) -> str:
    return why_not_cover(order.number, order.standing.status, in_force=order.standing.in_force)


@asks(Act.COVER)
def cover(who: Who, number: str, position: int, asked: NewCover) -> None:
    """Cover a quantity of a line: never more than ordered less what is closed short and covered.

    Raises Refused with every fault, by the fields of `NewCover`, and where nothing of the order may be covered.
    """
    asked = replace(asked, number=clean(asked.number, "number"), supplier=clean(asked.supplier, "supplier"))
    with transaction():
        order = take(number)
        line = _line(order, position)
        if why := _why_not(order):
            raise refuse("not_now", why)
        if found := list(covering.faults(asked, line.coverage, line.row.unit, line.position.step)):
            raise Refused(found)
        _book(who, order, line, asked)


def _book(who: Who, order: Facts, line: StandingLine, asked: NewCover) -> None:
    columns = {name: getattr(asked, name) for name in ("kind", "number", "supplier", "quantity", "due")}
    made = fulfilment.Cover.create(
        position=line.position_id, booked_on=order.revision.id, made_by=who.login, **columns
    )
    one = LineCover(**columns, done=made.done, progress=made.progress)
    text = _told(line, one.quantity, one.name, one.due)
    remember(who, order, EventKind.COVERED, text, ("cover", made.id), keep_step(who, made.id, one))


def _told(line: StandingLine, quantity: Decimal, by: str, due: date | None) -> str:
    """`20 ITEM3 by production order 4711, due 12 Dec`"""
    day = f", due {shown_day(due, today())}" if due else ""
    return f"{grouped(quantity)} {line.row.product_code} by {by}{day}"


@asks(Act.COVER)
def progress(who: Who, seen: CoverRow, step: Step) -> str:
    """One step further: started, then all of it done; or closed, so that nothing more comes of it.

    Returns where it stands. Raises Refused where there is no further step, Conflict where it is not as it was seen.
    """
    after, done = covering.after(seen.cover, step)
    return _write(who, seen, done, progress=after, due=seen.cover.due)


@asks(Act.COVER)
def change_cover(who: Who, seen: CoverRow, done: Decimal, due: date | None) -> str:
    """How much of it is done, and when all of it will be. Returns where it stands.

    Raises Refused (fields `done`, `due`) where less is done than was shipped, or more than is covered; Conflict
    where it is not as it was seen.
    """
    return _write(who, seen, done, progress=covering.with_done(seen.cover, done), due=due)


def _write(who: Who, seen: CoverRow, done: Decimal, **columns: Any) -> str:
    with transaction():
        order = take(seen.number)
        line = _line(order, seen.position)
        row = fulfilment.Cover.get_by_id(seen.id)
        now = next((one for one in line.coverage.covers if one.number == row.number), None)
        if now != seen.cover:
            raise Conflict([Fault("conflict", "", f"{seen.cover.name} has changed meanwhile: nothing was stored")])
        if why := done_fault(seen.cover, done, line.coverage):
            raise refuse("done", why, "done")
        after = replace(seen.cover, done=done, **columns)
        if after == seen.cover:
            raise refuse("nothing", f"{seen.cover.name}: {seen.cover.stands} already")
        step = keep_step(who, seen.id, after)
        here = fulfilment.Cover.update(done=done, **columns).where(fulfilment.Cover.id == seen.id)
        here.execute()
        text = f"{after.name}: {after.stands}, {grouped(after.quantity)} {line.row.product_code}"
        text += f", due {shown_day(after.due, today())}" if after.due else ""
        remember(who, order, EventKind.PROGRESS, text, step)
    return f"{after.name} {after.stands}"
