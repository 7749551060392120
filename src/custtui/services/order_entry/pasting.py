"""A pasted table becomes lines of a draft at once, in proportion to their number (P-15); a card number never does."""

from collections.abc import Callable, Iterable
from dataclasses import astuple, replace

from custtui.domain.errors import refuse
from custtui.domain.numbers import one_way
from custtui.domain.order import STEP
from custtui.domain.pasted import Pasted, has_columns, may_be_codes, read_row, rows_of
from custtui.domain.who import Act, Who
from custtui.models.database import transaction
from custtui.services.asks import asks_by_draft
from custtui.services.controls import read_controls
from custtui.services.order_entry.goods import products_for
from custtui.services.order_entry.keying import LINE, REPLACE, added, card_field, columns_of
from custtui.services.order_entry.promising import promised
from custtui.services.order_entry.rows import Head, LineRow, behind, lines_of, taken, touch
from custtui.services.order_entry.safely import kept
from custtui.services.order_entry.views import DraftView, LineText

AT_ONCE = 200
"""Rows written between two questions whether to stop."""


@asks_by_draft(Act.ORDER)
def put_pasted(who: Who, draft_id: int, text: str, stopped: Callable[[], bool] = lambda: False) -> DraftView:
    """Put the rows of a pasted text on the draft; on disk when it returns.

    A row that cannot be read for certain is parked with its whole text. Where the control says so, a repeat is added
    to the line there is. A row with a card number is left out (X-14, `card_rows` names it). Raises Refused, with
    nothing stored, once `stopped` says so.
    """
    with transaction():
        head, lines = taken(draft_id, who), lines_of(draft_id)
        new = [line for line in _read(text) if not card_field(line)]
        if read_controls().keyed_adds:
            new = _added(lines, new)
        _write(head, behind(lines), new, stopped)
        touch(head, who)
        return promised(who, draft_id)


def card_rows(text: str) -> list[int]:
    """The places, from 1, of the rows of a pasted text that hold a card number, which are left out."""
    return [number for number, line in enumerate(_read(text), 1) if card_field(line)]


def is_line(text: str) -> bool:
    """Is a text without an end of line one row that leaves no doubt: a known item, and a quantity or price?"""
    rows = rows_of(text)
    if len(rows) != 1 or not has_columns(rows[0]):
        return False
    known = products_for(may_be_codes(rows), read_controls().scanner_prefix)
    read = read_row(rows[0], known.__contains__)
    return read.item in known and bool(read.quantity or read.price)


def _read(text: str) -> list[LineText]:
    rows = rows_of(text)
    known = products_for(may_be_codes(rows), read_controls().scanner_prefix)
    return [_line(read_row(row, known.__contains__)) for row in rows]


def _line(row: Pasted) -> LineText:
    return kept(LineText(row.item, row.quantity or "1", row.price))


def _write(head: Head, first: int, texts: list[LineText], stopped: Callable[[], bool]) -> None:
    for start in range(0, len(texts), AT_ONCE):
        if stopped():
            raise refuse("stopped", "Stopped: none of the pasted lines is on the order")
        rows = enumerate(texts[start : start + AT_ONCE], start)
        LINE(columns_of(head, first + STEP * number, text) for number, text in rows)


def _added(lines: Iterable[LineRow], texts: list[LineText]) -> list[LineText]:
    """Repeats are added up: to lines that stand, and among what was pasted; what is left is new."""
    standing = [line for line in lines if not line.struck]
    products = products_for({one.item for one in (*standing, *texts)}, read_controls().scanner_prefix)
    places = {products[line.item].id: line for line in reversed(standing) if line.item in products}
    totals, new = dict[int, LineText](), dict[int, LineText]()
    for number, text in enumerate(texts):
        product = products.get(text.item)
        key = -1 - number if product is None or text.price else product.id
        before = totals.get(key) or new.get(key) or (places[key].text if key in places else None)
        total = _together(before, text) if before else text
        if total is None:
            new[-1 - number] = text
        else:
            (totals if key in places else new)[key] = total
    for key, text in totals.items():
        REPLACE(places[key].id, *astuple(text))
    return list(new.values())


def _together(first: LineText, second: LineText) -> LineText | None:
    total = added(first.quantity, second.quantity)
    return None if total is None else replace(first, quantity=one_way(total))
