"""Where the fields of the customer profile stand, for every width from 60 cells on."""

from __future__ import annotations

from dataclasses import dataclass

from custtui.ui.screens.profile_fields import BILL, SHIP

LABEL = 15
"""Cells of the labels on the left, the first one blank."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A label and its field: the cell both begin at, and the cells of the field."""

    name: str
    label: str
    at: int
    x: int
    width: int


Row = list[Cell] | str
"""Fields side by side, or the head of a section."""


def layout(width: int) -> list[Row]:
    """The rows of the form, top-down."""
    return [*_who(width), "Bill to|Ship to", *_addresses(width), "Terms", *_terms(width)]


def _who(width: int) -> list[Row]:
    code = width - 20
    half = width // 2
    phone = half + 10
    return [
        [Cell("name", "Business name", 1, LABEL, code - LABEL - 2), Cell("code", "Code", code, code + 5, 14)],
        [Cell("alias", "Alias", 1, LABEL, code - LABEL - 2)],
        [
            Cell("contact", "Contact", 1, LABEL, half + 1 - LABEL),
            Cell("phone", "Phone", half + 3, phone, width - phone - 1),
        ],
        [Cell("email", "E-mail", 1, LABEL, width - LABEL - 1)],
        [Cell("alt_email", "Alt. e-mail", 1, LABEL, width - LABEL - 1)],
    ]


def _addresses(width: int) -> list[Row]:
    half = width // 2
    sides = ((BILL, 1), (SHIP, half + 1))
    room = half - 11
    postal = room - 17
    rows: list[Row] = [
        [Cell(prefix + name, label, x, x + 8, room) for prefix, x in sides]
        for name, label in (("street", "Street"), ("street2", ""), ("city", "City"))
    ]
    places = [
        (Cell(f"{prefix}state", "State", x, x + 8, 6), Cell(f"{prefix}postal_code", "Postal", x + 16, x + 25, postal))
        for prefix, x in sides
    ]
    rows.append([cell for pair in places for cell in pair])
    rows.append([Cell(f"{prefix}country", "Country", x, x + 8, 3) for prefix, x in sides])
    return rows


TERMS = (
    *(("terms", "Terms"), ("payment_method", "Payment"), ("commercial", "Commercial")),
    *(("credit_limit", "Credit limit"), ("threshold", "Accept up to"), ("tax_number", "Tax number")),
    *(("kind", "Kind (O, P)"), ("account_name", "Account"), ("line_of_business", "Business")),
)


def _terms(width: int) -> list[Row]:
    """Three columns; two on a narrow screen."""
    columns = 3 if width >= 80 else 2
    each = width // columns
    rows: list[Row] = []
    for first in range(0, len(TERMS), columns):
        places = enumerate(TERMS[first : first + columns])
        rows.append([_term(name, label, 1 + number * each, each) for number, (name, label) in places])
    return rows


def _term(name: str, label: str, at: int, room: int) -> Cell:
    return Cell(name, label, at, at + 13, 2 if name in ("commercial", "kind") else room - 15)
