"""Where the fields of the customer profile stand, for every width from 60 cells on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from custtui.ui.customer.profile_fields import BILL, BILLS, FIELDS, MAILINGS, SHIP, TERMS
from custtui.ui.kit.paint import width_of
from custtui.ui.kit.table import NARROW

LABEL = 16
"""Cells of the labels on the left: the first one blank, and two for a colon and a blank behind."""
PLACE, NARROW_PLACE = LABEL - 1, 9
"""Cells of the labels of an address: values begin below those above; on a narrow screen there is no room for that."""
STATE, POSTAL = 4, 8
"""Cells of a state where the postal code stands beside it, and of the label of that."""


@dataclass(frozen=True, slots=True)
class LabelledField:
    """A label and its field: the cell both begin at, and the cells of the field."""

    name: str
    label: str
    at: int
    x: int
    width: int


TERM = 13
"""Cells of the labels of terms on a narrow screen, at least."""
SELDOM = {f"{BILL}street2", f"{SHIP}street2", *MAILINGS, *BILLS}
"""Fields that are no loss where nothing is in them and nothing is typed."""
BILL_CELLS = 6
"""Cells of how invoices are collected."""
LayoutRow = list[LabelledField] | str
"""Fields side by side, or the head of a section."""


HOUSE = 14
"""Cells of a field of the house itself: longer values scroll; wider ones would cost more than a screen may (P-4)."""
PHONE = 24
"""Cells of the contact's phone, as dearly."""
WIDE = 100
"""On screens of so many cells there is room for all of them."""


def layout(width: int, *, new: bool = False, days: Sequence[str] = ()) -> list[LayoutRow]:
    """The rows of the form, top-down; a `new` customer refuses no mailings yet, and has an invoice an order.

    `days` are those it has of refusals.
    """
    terms = TERMS if new else (*TERMS, *MAILINGS, *days)
    rows = [*_who(width), "Bill to|Ship to", *_addresses(width), "Terms", *_terms(terms, width), *_house(width)]
    return rows if new else [*rows, [_cell(name, 1, LABEL, BILL_CELLS) for name in BILLS]]


def _who(width: int) -> list[LayoutRow]:
    code, second = width - 21, width // 2 + 1
    beside = second + _place(width)
    room = width - beside - 1
    return [
        [_cell("name", 1, LABEL, code - LABEL - 2), LabelledField("code", "Code", code, code + 6, 14)],
        [_cell("alias", 1, LABEL, code - LABEL - 2)],
        [
            _cell("contact", 1, LABEL, second - LABEL - 1),
            _cell("contact_phone", second, beside, room if width >= WIDE else min(room, PHONE)),
        ],
        [_cell("contact_email", 1, LABEL, width - LABEL - 1 if width >= WIDE else second - 10)],
        [
            _cell("contact_alt_email", 1, LABEL, second - LABEL - 1),
            _cell("alt_email", second, beside, room if width >= WIDE else min(room, HOUSE)),
        ],
    ]


def _place(width: int) -> int:
    """Cells of the labels of the second column: its values stand below those of the ship-to."""
    return PLACE if width >= NARROW else NARROW_PLACE + 2


def _addresses(width: int) -> list[LayoutRow]:
    """Two addresses side by side; a narrow screen gives the postal code a row of its own."""
    half = width // 2
    sides = ((BILL, 1), (SHIP, half + 1))
    beside = width >= NARROW
    place = PLACE if beside else NARROW_PLACE
    room = half - place - (1 if beside else 3)
    rows: list[LayoutRow] = [
        [LabelledField(prefix + name, label, x, x + place, room) for prefix, x in sides]
        for name, label in (("street", "Street"), ("street2", ""), ("city", "City"))
    ]
    states: LayoutRow = [
        LabelledField(f"{prefix}state", "State", x, x + place, STATE if beside else room) for prefix, x in sides
    ]
    aside, label = (place + STATE + 1, POSTAL) if beside else (0, place)
    postal: LayoutRow = [
        LabelledField(f"{prefix}postal_code", "Postal", x + aside, x + aside + label, room + place - aside - label)
        for prefix, x in sides
    ]
    rows += [[cell for pair in zip(states, postal, strict=True) for cell in pair]] if beside else [states, postal]
    rows.append([LabelledField(f"{prefix}country", "Country", x, x + place, 3) for prefix, x in sides])
    return rows


def _terms(names: Sequence[str], width: int) -> list[LayoutRow]:
    """Two columns, whose values begin below those above; a label that is longer has the room it needs."""
    half = width // 2
    least = (PLACE, PLACE if width >= NARROW else TERM)
    labels = [max(most, *map(_label_cells, names[number::2])) for number, most in enumerate(least)]
    places = ((1, half, labels[0]), (half + 1, width - half - 1, labels[1]))
    return [
        [_term(name, *place) for name, place in zip(names[first : first + 2], places, strict=False)]
        for first in range(0, len(names), 2)
    ]


def _label_cells(name: str) -> int:
    """Cells of the label of a term: whole, where that leaves the field some."""
    return width_of(FIELDS[name].on_form) + 2


def _term(name: str, at: int, room: int, label: int) -> LabelledField:
    return _cell(name, at, at + label, 2 if FIELDS[name].longest == 1 else room - label - 1)


def _cell(name: str, at: int, x: int, width: int) -> LabelledField:
    """A field of the customer under its own label."""
    return LabelledField(name, FIELDS[name].on_form, at, x, width)


def _house(width: int) -> list[LayoutRow]:
    """How the house itself is reached, beside its people."""
    second = width // 2 + 1
    x = second + max(_place(width), _label_cells("email"))
    room = width - x - 1
    phone, email = (second - LABEL - 1, room) if width >= WIDE else (HOUSE, min(room, HOUSE + 4))
    return [[_cell("phone", 1, LABEL, phone), _cell("email", second, x, email)]]


def left(width: int) -> int:
    """The cell at which what stands below the form begins: where its values do, as long as there is room."""
    return LABEL if width >= NARROW else NARROW_PLACE


def said(rows: list[LayoutRow], is_blank: Callable[[str], bool]) -> list[LayoutRow]:
    """The rows as they are read: without the fields of `SELDOM` that are blank, and without rows of these alone."""
    told = [row if isinstance(row, str) else [one for one in row if not _is_left_out(one, is_blank)] for row in rows]
    return [row for row in told if row]


def _is_left_out(one: LabelledField, is_blank: Callable[[str], bool]) -> bool:
    return one.name in SELDOM and is_blank(one.name)


def rooms(row: Sequence[LabelledField], width: int) -> Iterator[tuple[LabelledField, int]]:
    """The fields of a row, each with the cells up to what comes next: what is only read may take them all."""
    ends = [cell.at for cell in row[1:]] + [width + 1]  # the last cell of a row is nobody else's
    for cell, end in zip(row, ends, strict=True):
        yield cell, end - cell.x - 1
