"""A number beyond its bounds is told so, not called no number."""

import pytest

from custtui.exchange import cells


@pytest.mark.parametrize(
    ("cell", "text", "why"),
    [
        (cells.DAYS, "-1", "-1 days are not 0 to 3660"),
        (cells.DAYS, "3661", "3661 days are not 0 to 3660"),
        (cells.WHOLE, "-1", "-1 is less than 0"),
        (cells.WHOLE, "x", "'x' is not a whole number"),
        (cells.WHOLE, "1" * 5000, "has more than 9 digits"),
        (
            cells.MONEY,
            "99999999999999",
            "has too many digits: 12 before the point and 9 behind it",
        ),
        (cells.TIME_ZONE, "posixrules", "'posixrules' is not a time zone"),
        (cells.TIME_ZONE, "Factory", "'Factory' is not a time zone"),
        (cells.TIME_ZONE, "localtime", "'localtime' is not a time zone"),
        (cells.MONEY, "1e5", "1e5 is not a number"),
    ],
)
def test_a_number_beyond_its_bounds_is_told_so(cell: cells.CellSort, text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        cell.read(text)
