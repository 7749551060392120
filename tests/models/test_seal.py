"""The seal covers the whole content of a revision and the seal before it (S-6)."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from custtui.models.canonical import canonical
from custtui.models.seal import seal

HEADER: dict[str, Any] = {
    "number": "SO-1",
    "revision": 1,
    "made_by": "ann",
    "made_at": datetime(2026, 11, 21, 12, tzinfo=UTC),
    "sold_to": 1,
    "order_date": date(2026, 11, 21),
    "currency": "USD",
    "net": Decimal("10.00"),
    "tax": Decimal(0),
    "gross": Decimal("10.00"),
}
SHIP_TO: dict[str, Any] = {"kind": "SAME", "street": "1 Main St"}
LINE: dict[str, Any] = {
    "position": 10,
    "ship_to": 0,
    "product": 1,
    "quantity": Decimal(1),
    "price": Decimal("10.0000"),
}
CHARGE: dict[str, Any] = {"kind": "freight", "net": Decimal("1.00"), "tax": Decimal(0)}
PLAIN = seal(HEADER, [SHIP_TO], [LINE], [CHARGE], "")


def test_the_same_content_has_the_same_seal_however_it_is_written() -> None:
    header = {**HEADER, "net": Decimal("10"), "made_at": "2026-11-21T12:00:00.000000Z", "po_number": ""}
    line = {**LINE, "price": Decimal("10.0"), "wanted": None}
    assert seal(header, [{**SHIP_TO, "header": 1}], [line], [CHARGE], "") == PLAIN


@pytest.mark.parametrize(
    "changed",
    [
        {"header": {**HEADER, "number": "SO-2"}},
        {"header": {**HEADER, "gross": Decimal("10.01")}},
        {"header": {**HEADER, "made_by": "ben"}},
        {"ship_tos": [{**SHIP_TO, "street": "2 Main St"}]},
        {"ship_tos": [SHIP_TO, SHIP_TO]},
        {"lines": [{**LINE, "quantity": Decimal(2)}]},
        {"lines": [{**LINE, "position": 20}]},
        {"lines": []},
        {"charges": []},
        {"previous": PLAIN},
    ],
)
def test_any_change_changes_the_seal(changed: dict[str, Any]) -> None:
    content = {"header": HEADER, "ship_tos": [SHIP_TO], "lines": [LINE], "charges": [CHARGE], "previous": ""}
    assert seal(**{**content, **changed}) != PLAIN


def test_lines_are_sealed_by_position_whatever_their_order() -> None:
    lines = [LINE, {**LINE, "position": 20}]
    assert seal(HEADER, [SHIP_TO], lines, [], "") == seal(HEADER, [SHIP_TO], lines[::-1], [], "")


def test_an_unsealed_moment_is_an_error() -> None:
    with pytest.raises(KeyError):
        seal({key: value for key, value in HEADER.items() if key != "made_at"}, [SHIP_TO], [LINE], [], "")


def test_a_seal_is_made_over_what_the_json_library_writes() -> None:
    values = ["", 'a"\\\n\x00é\ud83d\ude00\udc80', {"b": [1, -2, None, True], "a": date(2026, 11, 21)}, []]
    library = json.dumps(values, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=str)
    assert canonical(sort_keys=True, default=str)(values) == library
    with pytest.raises(TypeError):
        canonical()([date(2026, 11, 21)])
