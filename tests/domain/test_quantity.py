"""What may be ordered of a product (X-16)."""

from decimal import Decimal

import pytest

from custtui.domain.quantity import why_not


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
