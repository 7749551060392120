"""A unit beside so many of it."""

from decimal import Decimal

import pytest

from custtui.domain.naming import unit_of


@pytest.mark.parametrize(
    ("unit", "several"),
    [
        *(("case", "cases"), ("box", "boxes"), ("each", "pieces"), ("", "units"), ("kg", "kg"), ("pcs", "pcs")),
        *(("dozen", "dozen"), ("loaf", "loaves"), ("foot", "feet"), ("daisy", "daisies"), ("tray", "trays")),
        *(("glass", "glasses"), ("12 x 1 l", "12 x 1 l"), ("箱", "箱"), ("s", "s"), ("ss", "ss")),
    ],
)
def test_several_of_a_unit_are_said_as_a_counter_says_them(unit: str, several: str) -> None:
    assert unit_of(unit, Decimal(3)) == several
    assert unit_of(unit, Decimal(1)) in (unit, "piece", "unit")
