"""A number reads the same in a file and on a form, with the same text where it cannot be read."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custtui.domain.numbers import Unreadable, read_decimal
from custtui.domain.records.fact import fields_of
from custtui.domain.records.price import PriceFields
from custtui.domain.records.reading import Ways, read_value
from custtui.exchange import cells
from tests.exchange.files import house as set_up_house

TYPED = (
    "10,000.00",
    "1.000,50",
    "1 000",
    ".5",
    ",5",
    "5.",
    "0",
    "00.10",
    "1.2500000000000",
    "-1",
    "-0",
    "1,250",
    "x",
)
TYPED += ("x", "1.23456", "", "1e5", "9" * 13, "1 2", "１２")


@pytest.mark.parametrize("text", TYPED)
def test_a_cell_reads_as_a_form_does(text: str) -> None:
    ways = Ways()
    field = fields_of(PriceFields)["price"]
    kept = read_value(field, text, ways) if text else None
    told = [fault.text.removeprefix(f"{field.label}: ") for fault in ways.faults]
    try:
        assert text == "" or (cells.PRICE.read(text) == kept and told == [])
    except ValueError as error:
        assert told == [str(error)]


@given(st.from_regex(r"-?[0-9]{1,12}(\.[0-9]{0,12})?", fullmatch=True))
def test_what_files_took_they_take(text: str) -> None:
    """With a point and without groups, as exports write it; the same number as ever."""
    before = Decimal(text)
    try:
        assert read_decimal(text.removeprefix("-"), 3) == abs(before)
    except Unreadable:
        assert before != before.quantize(Decimal("0.001"))


def test_a_reject_says_the_number_as_it_was_typed(sqlite_database: object, tmp_path: Path) -> None:
    house = set_up_house(tmp_path)
    for column, typed in (("credit_limit", "10.005"), ("accept_threshold", "10.005"), ("credit_limit", "1,000.005")):
        report = house.bring("customers", f'code,name,{column}\nX,Exe,"{typed}"\n', dry_run=True)
        (reject,) = report.rejects
        assert typed.replace(",", "") in reject.text and "0050" not in reject.text


def test_below_zero_is_read_where_a_cell_may_be() -> None:
    assert cells.decimal(3, signed=True).read("-1,000.5") == Decimal("-1000.5")
    assert str(cells.decimal(3, signed=True).read("-0")) == "0"
