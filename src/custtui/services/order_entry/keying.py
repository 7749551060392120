"""Keys lines into a draft: nothing is refused, and what was keyed is on disk before the next key (X-12, S-1)."""

import json
from collections.abc import Sequence
from dataclasses import asdict, astuple, fields, replace
from decimal import Decimal
from functools import partial
from typing import Any

from custtui.domain.card import NEVER_STORED, holds_card_number, split_card
from custtui.domain.errors import refuse
from custtui.domain.numbers import one_way
from custtui.domain.pricing import two_places
from custtui.domain.typed import Unreadable, read_quantity
from custtui.domain.who import Act, Who
from custtui.models.at_once import at_once
from custtui.models.base import db
from custtui.models.database import is_sqlite, not_durably, quickly, transaction
from custtui.models.draft import Draft, DraftLine
from custtui.models.insert import Insert
from custtui.models.prepared import Prepared
from custtui.services.asks import asks_by_draft
from custtui.services.controls import read_controls
from custtui.services.order_entry.goods import products_for
from custtui.services.order_entry.goods_ahead import line_ahead
from custtui.services.order_entry.promising import Seen, line_promised
from custtui.services.order_entry.receiving import place_typed
from custtui.services.order_entry.rows import (
    LINES,
    Head,
    LineRow,
    PromisedRows,
    as_lines,
    behind,
    head_of,
    lock_draft,
    new_line,
    taken_whole,
)
from custtui.services.order_entry.safely import as_day, kept, safe
from custtui.services.order_entry.views import DraftView, LineText

LINE = Insert(DraftLine)
KeyingPlace = dict[str, int | bool | None]
REPLACE = Prepared(
    lambda line, item, quantity, price, price_reason, discount, discount_reason, wanted, ship_to, note, scanned: (
        DraftLine.update(
            {
                DraftLine.item: item,
                DraftLine.quantity: quantity,
                DraftLine.price: price,
                DraftLine.price_reason: price_reason,
                DraftLine.discount: discount,
                DraftLine.discount_reason: discount_reason,
                DraftLine.wanted: wanted,
                DraftLine.ship_to_text: ship_to,
                DraftLine.line_note: note,
                DraftLine.scanned: scanned,
            }
        ).where(DraftLine.id == line)
    )
)
STRIKE = Prepared(lambda line, struck: DraftLine.update({DraftLine.struck: struck}).where(DraftLine.id == line))
TYPING = Prepared(
    lambda draft, login, text: Draft.update({Draft.typing: text}).where(
        (Draft.id == draft) & (Draft.operator == login) & not_durably()
    )
)


@asks_by_draft(Act.ORDER)
def put_line(
    who: Who, draft_id: int, position: int | None, text: LineText, *, seen: Decimal | None = None
) -> DraftView:
    """Put a line on the draft: None appends, a position that stands is replaced, a new one goes in between.

    Bad text is parked, never refused. A scan of a product already on the order adds to that line, a keyed repeat
    is a line of its own (both are controls). `seen` is the price the screen showed for it, if it did. On disk when
    it returns; half-typed text is gone with it.
    """
    with transaction():
        line = replace(kept(text), wanted=as_day(text.wanted))
        head, rows, ids = _taken(draft_id, who, line.item, new=position is None)
        put_now = put(head, [LineRow._make(row[:-1]) for row in rows], position, line, ids)
        now = rows if put_now is None else _with(rows, put_now)
        return line_promised(who, head, seen=None if seen is None else Seen(line, two_places(seen)), rows=now)


def _taken(draft_id: int, who: Who, item: str, *, new: bool) -> tuple[Head, PromisedRows, list[int]]:
    """The draft, locked, with its lines, and where the server is far a new line's id and its product."""
    lock_draft(draft_id)
    draw = partial(LINE.draw, 1) if new and not is_sqlite(db) else list[int]
    goods = partial(line_ahead, draft_id, item)
    return at_once(partial(head_of, draft_id, who), partial(LINES, draft_id), draw, goods)[:3]


def _with(rows: PromisedRows, line: LineRow) -> PromisedRows:
    """The lines with one that is new, or in its place; what that was promised at it keeps until it is worked out."""
    others = [row for row in rows if row[0] != line.id]
    promised = next((row[-1] for row in rows if row[0] == line.id), "")
    return sorted([*others, (*line, promised)], key=_position)


def _position(row: tuple[Any, ...]) -> int:
    return row[LineRow._fields.index("position")]


def _replaced(line: LineRow, text: LineText, place: KeyingPlace | None = None) -> LineRow:
    """Write a line anew where it stands."""
    REPLACE.later(line.id, *astuple(text))
    if place is not None:
        db.obj.later(*DraftLine.update(place).where(DraftLine.id == line.id).sql())
    columns = asdict(text)
    typed = {**columns, "ship_to_text": columns.pop("ship_to")}
    return line._replace(**{name: typed[name] for name in typed if name != "ship_to"}, **(place or {}))  # pyright: ignore[reportArgumentType]


def put(
    head: Head, lines: list[LineRow], position: int | None, text: LineText, ids: Sequence[int] = ()
) -> LineRow | None:
    """Write one line, and give it; blank text appends nothing. Raises Refused for a card number (X-14)."""
    refuse_cards(text)
    place = place_typed(head, text.ship_to)
    text = text if place is None else replace(text, ship_to="")
    if position is None:
        if text.item or text.quantity or text.price:
            same = _same_product(lines, text)
            if same is None:
                return _new(head, behind(lines), text, place, ids)
            return _replaced(same[0], replace(same[0].text, quantity=same[1]))
        return None
    if position < 1:
        raise refuse("position", f"There is no position {position}", "position")
    standing = next((line for line in lines if line.position == position), None)
    if standing is None:
        return _new(head, position, text, place)
    return _replaced(standing, text, place)


def _new(head: Head, position: int, text: LineText, place: KeyingPlace | None, ids: Sequence[int] = ()) -> LineRow:
    goes, columns = head.goes_next(position) if place is None else place, columns_of(head, position, text, place)
    if ids:
        LINE.as_drawn(ids, [columns])
    one = ids[0] if ids else LINE.one(**columns)
    return new_line(position, text)._replace(id=one, **goes)  # pyright: ignore[reportArgumentType]


def refuse_cards(text: LineText) -> None:
    """Raises Refused where a field of a line holds a card number, unless it is an item's code or barcode (X-14)."""
    if name := card_field(text):
        label = name.replace("_", " ").capitalize()
        raise refuse("card", f"{label}: {NEVER_STORED}", name)


def card_field(text: LineText) -> str:
    """The field of a line that holds a card number, '' where none does (X-14)."""
    return next((name for name, typed in _typed_of(text).items() if _is_card(name, typed)), "")


def _typed_of(text: LineText) -> dict[str, str]:
    """The fields of a line that are typed."""
    typed = {one.name: getattr(text, one.name) for one in fields(text)}
    return {name: value for name, value in typed.items() if isinstance(value, str)}


def _is_card(name: str, typed: str) -> bool:
    if not holds_card_number(typed):
        return False
    return name != "item" or not products_for([typed], read_controls().scanner_prefix)


def columns_of(head: Head, position: int, text: LineText, place: KeyingPlace | None = None) -> dict[str, object]:
    """The columns of a new line; without a `place` of its own it goes where lines keyed there go (F-78)."""
    columns: dict[str, object] = asdict(text)
    columns["ship_to_text"] = columns.pop("ship_to")
    goes = head.goes_next(position) if place is None else place
    return {**columns, **goes, "draft": head.id, "position": position}


def _same_product(lines: list[LineRow], text: LineText) -> tuple[LineRow, str] | None:
    """The line a repeat is added to, and its new quantity; None where the repeat is a line of its own."""
    if text.price or text.discount or text.wanted or text.ship_to or text.line_note or not lines:
        return None
    controls = read_controls()
    if not (controls.scan_adds if text.scanned else controls.keyed_adds):
        return None
    products = products_for({text.item, *[line.item for line in lines]}, controls.scanner_prefix)
    product = products.get(text.item)
    for line in lines:
        if product is not None and not line.struck and products.get(line.item) == product:
            total = added(line.quantity, text.quantity)
            return None if total is None else (line, one_way(total))
    return None


def added(first: str, second: str) -> Decimal | None:
    """Both quantities together, None where one of them cannot be read."""
    try:
        return read_quantity(first) + read_quantity(second)
    except Unreadable:
        return None


@asks_by_draft(Act.ORDER)
def strike(who: Who, draft_id: int, position: int) -> DraftView:
    """Strike a line out; struck out already, restore it."""
    with transaction():
        head, rows = taken_whole(draft_id, who)
        line = next((line for line in as_lines(rows) if line.position == position), None)
        if line is None:
            raise refuse("position", f"There is no line {position}", "position")
        STRIKE.later(line.id, not line.struck)
        return line_promised(who, head, rows=_with(rows, line._replace(struck=not line.struck)))


def keep_typing(who: Who, draft_id: int, typing: dict[str, str]) -> None:
    """Keep the half-typed fields of the screen: they survive the end of this program, not a power cut (X-12).

    A card number is not kept (X-14), but that of an item: a barcode may look like one.
    """
    parted = split_card({name: text for name, text in typing.items() if "." in name})  # of a window: a line has codes
    texts = {name: safe(text) for name, text in typing.items() if name not in parted and not _is_card(name, text)}
    quickly(lambda: TYPING(draft_id, who.login, json.dumps(texts)))
