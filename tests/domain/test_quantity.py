"""What may be ordered of a product (X-16)."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custtui.domain.numbers import Unreadable, one_way
from custtui.domain.quantity import read_quantity, told_of, why_not


@pytest.mark.parametrize(
    ("quantity", "minimum", "step", "said"),
    [
        ("1.005", None, "0.5", "Sold in steps of 0.5 kg: 1 or 1.5"),
        ("1.5", None, "0.5", ""),
        ("2", "5", None, "At least 5 kg"),
        ("5", "5", None, ""),
        ("2.5", None, "1", "Whole units only: 2 or 3"),
        ("0.3", None, "0.5", "Sold in steps of 0.5 kg: 0.5"),
        ("7", None, None, ""),
    ],
)
def test_minimum_and_step_are_told(quantity: str, minimum: str | None, step: str | None, said: str) -> None:
    parts = [None if part is None else Decimal(part) for part in (minimum, step)]
    assert why_not(Decimal(quantity), "kg", *parts) == said


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.5", "1.5"), ("2.50", "2.5"), ("0.125", "0.125"), (".125", "0.125"), ("1.1250", "1.125"), ("1000", "1000")],
)
def test_a_quantity_that_is_one_number_only_is_read(text: str, value: str) -> None:
    assert read_quantity(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "either"),
    [
        ("1.000", "1000 or 1"),
        ("1,000", "1000 or 1"),
        ("12.000", "12000 or 12"),
        ("1.250", "1250 or 1.25"),
        ("1,250", "1250 or 1.25"),
        ("1.125", "1125 or 1.1250"),
    ],
)
def test_a_quantity_with_three_digits_behind_its_mark_names_both_readings(text: str, either: str) -> None:
    """One rule, whatever the product: a point may group thousands as well as a comma; both named are read."""
    with pytest.raises(Unreadable, match=rf"^{re.escape(text)} can be read two ways: type {re.escape(either)}$"):
        read_quantity(text)
    assert [read_quantity(one) for one in either.split(" or ")]


def test_of_one_that_is_either_of_two_the_step_is_named_too() -> None:
    """X-16: 1.005 kg with step 0.5."""
    with pytest.raises(Unreadable) as refused:
        read_quantity("1.005")
    assert told_of(refused.value, "kg", Decimal("0.5")).endswith("type 1005 or 1.0050; sold in steps of 0.5 kg")
    assert told_of(refused.value, "ea", Decimal(1)).endswith("; whole units only")
    assert told_of(refused.value, "kg", None).endswith("1.0050")


@given(st.decimals(min_value=Decimal("0.001"), max_value=Decimal("99999.999"), places=3))
def test_a_quantity_that_the_program_fills_in_is_read_back(value: Decimal) -> None:
    assert read_quantity(one_way(value)) == value
