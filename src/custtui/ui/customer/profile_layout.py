"""Where the fields of the customer profile stand, for every width from 60 cells on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
"""Cells of the labels of terms, at least."""
LayoutRow = list[LabelledField] | str
"""Fields side by side, or the head of a section."""


HOUSE = 14
"""Cells of a field of the house itself: longer values scroll; wider ones would cost more than a screen may (P-4)."""
PHONE = 24
"""Cells of the contact's phone, as dearly."""
WIDE = 100
"""On screens of so many cells there is room for all of them."""


def layout(width: int, *, new: bool = False) -> list[LayoutRow]:
    """The rows of the form, top-down; a `new` customer refuses no mailings yet, and has an invoice an order."""
    rows = [*_who(width), "Bill to|Ship to", *_addresses(width), "Terms", *_terms(TERMS, width, TERM)]
    if new:
        return [*rows, *_house(width)]
    return [*rows, *_terms(MAILINGS, width, 0), *_house_and_bills(width)]


def _who(width: int) -> list[LayoutRow]:
    code = width - 21
    half = width // 2
    phone = half + 10
    room = width - phone - 1
    return [
        [_cell("name", 1, LABEL, code - LABEL - 2), LabelledField("code", "Code", code, code + 6, 14)],
        [_cell("alias", 1, LABEL, code - LABEL - 2)],
        [
            _cell("contact", 1, LABEL, half + 1 - LABEL),
            _cell(
                "contact_phone",
                half + 3,
                phone,
                room if width >= WIDE else min(room, PHONE),
            ),
        ],
        [_cell("contact_email", 1, LABEL, width - LABEL - 1 if width >= WIDE else half - 9)],
        [
            _cell("contact_alt_email", 1, LABEL, half + 1 - LABEL),
            _cell("alt_email", half + 3, phone + 4, width - phone - 5 if width >= WIDE else HOUSE),
        ],
    ]


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


def _terms(names: Sequence[str], width: int, least: int) -> list[LayoutRow]:
    """Three columns; two on a narrow screen. The labels of a column have as many cells as the longest needs."""
    each = _columns(width)
    count = len(each)
    labels = [max(least, *map(_label_cells, names[number::count])) for number in range(count)]
    if least or width >= WIDE:  # else too few cells are left for a field
        labels[0] = max(labels[0], LABEL - 1)
    rows: list[LayoutRow] = []
    for first in range(0, len(names), count):
        places = enumerate(names[first : first + count])
        rows.append([_term(name, 1 + sum(each[:number]), each[number], labels[number]) for number, name in places])
    return rows


THREE = 3


def _columns(width: int) -> list[int]:
    """Cells of the columns of terms: the first, whose labels are the longest, has two more of three."""
    third = (width - 2) // THREE
    return [third + 2, third, width - 2 * third - 2] if width >= NARROW else [width // 2] * 2


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
    half = width // 2
    phone, email = (
        (half - LABEL - 1, width - half - 15) if width >= WIDE else (HOUSE, min(HOUSE + 4, width - half - 15))
    )
    return [[_cell("phone", 1, LABEL, phone), _cell("email", half, half + 14, email)]]


BILL_CELLS = 16
"""Cells of how invoices are collected, beside how the house is reached."""


def _house_and_bills(width: int) -> list[LayoutRow]:
    """The same with the last field of all, which has a row of its own on a narrow screen alone."""
    if width < NARROW:
        return [*_house(width), [_cell(name, 1, LABEL, 6) for name in BILLS]]
    email, at = (width // 2, width - BILL_CELLS) if width >= WIDE else (LABEL + HOUSE + 1, width - BILL_CELLS)
    phone = width // 2 - LABEL - 1 if width >= WIDE else HOUSE
    reached = [_cell("phone", 1, LABEL, phone), _cell("email", email, email + 14, at - email - 15)]
    return [[*reached, *(_cell(name, at, at + 10, 6) for name in BILLS)]]


def rooms(row: Sequence[LabelledField], width: int) -> Iterator[tuple[LabelledField, int]]:
    """The fields of a row, each with the cells up to what comes next: what is only read may take them all."""
    ends = [cell.at for cell in row[1:]] + [width + 1]  # the last cell of a row is nobody else's
    for cell, end in zip(row, ends, strict=True):
        yield cell, end - cell.x - 1
