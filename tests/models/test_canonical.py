"""What a link is made over is written from the row itself as JSON would be, to the byte (S-6)."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from custtui.models.canonical import number_writer, plain, row_writer
from custtui.models.chaining import digest


class _Kind(StrEnum):
    SENT = "sent"


TEXTS = st.text(st.characters(codec=None, exclude_categories=()), max_size=8)
VALUES = st.one_of(
    *(st.none(), st.just(""), TEXTS, st.integers(), st.booleans(), st.dates(), st.datetimes(timezones=st.just(UTC))),
    st.sampled_from([_Kind.SENT, Decimal("1.50"), b"x", '"\\\n\x00\x7f\u2028', "\ud800"]),
)
ROWS = st.dictionaries(st.sampled_from(["id", "number", "kind", "made_at", "zone", "lines_of", "a"]), VALUES)


def _content(row: dict[str, Any]) -> dict[str, Any]:
    return {name: plain(value) for name, value in row.items() if value is not None and value != ""}


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=str)


@given(ROWS, st.lists(ROWS, max_size=2), TEXTS)
def test_a_row_is_written_as_json_writes_its_content(
    row: dict[str, Any], parts: list[dict[str, Any]], before: str
) -> None:
    content = _content(row) | ({"lines": [_content(part) for part in parts]} if parts else {})
    told = row_writer(enumerate(row))(
        [*row.values()], [row_writer(enumerate(part))([*part.values()]) for part in parts]
    )
    assert told == _json(content)
    assert digest(before, "shipment", told) == digest(before, "shipment", content)


NUMBERS = st.one_of(st.none(), st.integers(), st.integers(), VALUES)


@given(st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), max_size=4))
def test_rows_of_numbers_are_written_as_any_others(rows: list[tuple[Any, ...]]) -> None:
    columns = [(0, "id"), (1, "50% of"), (2, "a")]
    write = number_writer(columns)
    for row in rows:
        assert write(row) == row_writer(columns)(row)


def test_the_digest_is_the_one_that_stands_in_databases_of_before() -> None:
    content = {
        "id": 7,
        "day": date(2026, 11, 21).isoformat(),
        "text": 'a "b"',
        "at": datetime(2026, 1, 1, tzinfo=UTC),
    }
    assert digest("ab", "order_event", content) == "ada9f0c687602ac5dce5410e99fe3aa825d7741bfb76752a45dae6e7443ce354"
