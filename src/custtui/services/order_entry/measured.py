"""A change measured by the order it changes: what rises, what is still to come, what splits (C-12, C-32)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from custtui.domain.acceptance import HOLDS, WaitReason
from custtui.domain.change import Agreed, rises
from custtui.domain.charge import rise as charges_rise
from custtui.domain.cover import Coverage, below_covered, below_done
from custtui.domain.fulfilment import Amounts
from custtui.domain.hold_words import USER
from custtui.domain.money import ZERO
from custtui.domain.numbers import grouped
from custtui.domain.order import Quantities, Worth, next_position, to_come
from custtui.domain.pricing import two_places
from custtui.services.order_entry.base import Base
from custtui.services.order_entry.lines import WorkedLine

if TYPE_CHECKING:
    from custtui.services.order_entry.views import Slot
    from custtui.services.order_entry.work import Work


def asks_nobody(work: Work, base: Base) -> bool:
    """Compared with the revision in force nothing rises, and who pays, how and where to stays (C-12)."""
    if not base.in_force or work.gross > base.row.gross or not _paid_as_before(work, base):
        return False
    if charges_rise([(one.text or one.kind, one.net) for one in base.charges], work.charges.nets):
        return False
    return not rises(_pairs(work)) and not any(_is_new(place, base) for place in _places(work))


def _pairs(work: Work) -> Iterator[tuple[Agreed | None, Agreed]]:
    for line in work.counted:
        same = line.base and line.goods and line.goods.id == line.base.row.product_id
        yield line.base.agreed if line.base and same else None, agreed(line)


def _paid_as_before(work: Work, base: Base) -> bool:
    terms, row = work.terms, base.row
    return terms.roles.keeps_payer and terms.keeps_method and work.head.contract == row.contract_id


def _places(work: Work) -> Iterator[Slot]:
    yield from (place for line in work.counted if (place := line.ship_to or work.ship_to))
    if work.ship_to:
        yield work.ship_to


def _is_new(place: Slot, base: Base) -> bool:
    """One-time, or a site that the account did not have."""
    if place.kept:
        return False
    return place.kind == "ONE_TIME" or place.address_id is not None or place.account_id != base.row.sold_to_id


def raised(work: Work) -> WorkedLine | None:
    """A line of which more is ordered than before: what is no longer sold, or to whom, is not raised (C-46)."""
    more = (one for one in work.counted if (one.quantity or ZERO) > (one.base.row.quantity if one.base else ZERO))
    return next(more, None)


def still_to_come(work: Work, base: Base) -> Decimal:
    """What of the total is not invoiced, closed short or returned (C-35)."""
    coming = work.charges.sum_of("net") + work.charges.sum_of("tax") - base.billed.charges
    return coming + sum((_coming(line, base) for line in work.counted if line.net is not None), ZERO)


def _coming(line: WorkedLine, base: Base) -> Decimal:
    net, tax = line.net or ZERO, line.tax
    if line.base is None:
        return net + tax
    moved, stays = line.base.moved, line.stays
    ordered, rest = line.quantity or ZERO, ZERO
    if stays:
        ordered, rest, net, tax = stays.quantity, net + tax - stays.net - stays.tax, stays.net, stays.tax
    now = Quantities(ordered, moved.shipped, moved.forfeited, moved.returned)
    before = base.billed.lines.get(line.base.row.position_id, Amounts())
    worth = Worth(net, tax, base.row.currency, before.gross)
    return rest + to_come(worth, now)


def held_by_hand(base: Base) -> list[WaitReason]:
    """A hold placed by hand on the order stops its change too, until it is released (C-34)."""
    return [WaitReason(USER, "held by hand", text or "held by hand") for text in base.held]


def below_what_is_done(work: Work) -> list[WaitReason]:
    """One reason for lines of which less is ordered than was made to order (C-45)."""
    found = [(line, below_done(*_ordered(line))) for line in work.counted if line.base]
    told = [f"line {line.row.position}: {why}" for line, why in found if why]
    return [WaitReason("COVER", HOLDS["COVER"], "; ".join(told))] if told else []


def no_longer_needed(work: Work) -> tuple[str, ...]:
    """`line 10 A: 5 of 20 covered not needed (production order 4711)`: told before anything is written (C-45)."""
    found = [(line, below_covered(*_ordered(line))) for line in work.counted if line.base]
    return tuple(f"line {line.row.position} {why}" for line, why in found if why)


def _ordered(line: WorkedLine) -> tuple[str, Decimal, Coverage]:
    assert line.base
    return line.base.row.product_code, line.quantity or ZERO, line.base.coverage


def split_positions(work: Work, base: Base) -> dict[int, int]:
    """The positions where lines that moved go on, by their own (C-32)."""
    last = max([base.last, *(line.row.position for line in work.lines)])
    found: dict[int, int] = {}
    for line in work.counted:
        if line.stays:
            last = found[line.row.position] = next_position(last)
    return found


def splits(work: Work, base: Base) -> tuple[str, ...]:
    """`line 10 splits: 60 stay at 2.00, 60 go on as line 40 at 1.80`: told before anything is written."""
    found = split_positions(work, base)
    return tuple(_split(line, found[line.row.position]) for line in work.counted if line.stays)


def _split(line: WorkedLine, goes_on: int) -> str:
    assert line.base and line.stays and line.price is not None
    what = f" {line.goods.code}" if line.goods and line.goods.id != line.base.row.product_id else ""
    stay = f"{grouped(line.stays.quantity)} stay at {two_places(line.base.row.price)}"
    go_on = f"{grouped(line.goes_on)}{what} at {two_places(line.price)} as line {goes_on}"
    return f"line {line.row.position} splits: {stay}, {go_on}"


def agreed(line: WorkedLine) -> Agreed:
    """What a line comes to now, to be measured by what it was (C-12)."""
    off = line.discount
    return Agreed(line.quantity or ZERO, line.price or ZERO, off.amount, off.rate)
