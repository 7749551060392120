"""A zero with a minus sign is refused in a file as it is by keys: a price of it would be a gift."""

import pytest

from custtui.exchange.cells import DAYS, decimal


@pytest.mark.parametrize("typed", ["-0", "-0.0", "-0.00"])
def test_a_negative_zero_is_no_number(typed: str) -> None:
    with pytest.raises(ValueError, match="zero with a minus sign: type 0"):
        decimal(2).read(typed)
    assert str(decimal(2, signed=True).read(typed)).lstrip("0.") == ""  # what may be below zero may be zero too


def test_a_number_of_days_neither() -> None:
    with pytest.raises(ValueError, match="zero with a minus sign"):
        DAYS.read("-0")
