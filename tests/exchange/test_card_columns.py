"""A full card number is refused in every text column of every kind of file, but where it is an item (X-14)."""

from collections.abc import Iterator
from typing import Any

import pytest

from custtui.domain.card import holds_card_number
from custtui.exchange import listed
from custtui.exchange.kinds import KINDS

CARDS = ("4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111", "4111.1111.1111.1111",
         "4111/1111/1111/1111", "4111 1111 1111 1111 12/28", "5500000000000004")  # fmt: skip
SHAPES = ("{}", "X; {}", "{}@2026-05-01=1", "SH-1@2026-05-01=1; {}@2026-05-01=1", "{}=1@0.1", "{}=text", "X={}",
          "{} a", "{}@x.example", "a@x.example; {}", "X {}")  # fmt: skip
ITEMS = {"product", "barcodes", "superseded_by"}
"""An item or a barcode may look like a card."""


def texts(value: Any) -> Iterator[str]:
    """Every text within a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from texts(one)
    else:
        yield from (text for name in getattr(value, "__slots__", ()) for text in texts(getattr(value, name)))


COLUMNS = [
    (kind, column.name)
    for kind in KINDS
    for column in KINDS[kind].columns
    if column.name not in ITEMS and (kind, column.name) != ("products", "code")
]


@pytest.fixture(autouse=True)
def lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the lists of a house hold, without a database."""
    for name in listed.LISTS:
        monkeypatch.setitem(listed.LISTS, name, lambda: ["X"])


@pytest.mark.parametrize(("kind", "name"), COLUMNS)
def test_no_column_takes_a_card_number(kind: str, name: str) -> None:
    cell = KINDS[kind].column(name).cell
    for card in CARDS:
        for shape in SHAPES:
            try:
                value = cell.read(shape.format(card))
            except ValueError:
                continue
            assert not [text for text in texts(value) if holds_card_number(text)], (shape, value)


@pytest.mark.parametrize(("kind", "name"), [("products", "code"), ("orders", "product"), ("prices", "product")])
def test_an_item_may_look_like_a_card(kind: str, name: str) -> None:
    assert KINDS[kind].column(name).cell.read(CARDS[0]) == CARDS[0]
    assert KINDS["products"].column("barcodes").cell.read(CARDS[0]) == (CARDS[0],)
