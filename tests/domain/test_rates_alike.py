"""Two rates that fit one place equally well: neither holds by the order it was written in (C-38)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest

from custtui.domain.address import Address
from custtui.domain.tax import Rate, rows_for
from custtui.domain.tax_rates import alike, beside_others, told_together

FIRST = date(2026, 1, 1)
TEN = Rate("standard", "US", "NY", Decimal("0.04"), FIRST, postal_codes="10")
OTHER = replace(TEN, rate=Decimal("0.08"), postal_codes="100, 10")
PLACE = Address("", "Ossining", "NY", "10501", "US")


def test_of_two_that_fit_equally_well_the_same_one_holds_in_any_order() -> None:
    rows = [TEN, OTHER, replace(OTHER, rate=Decimal("0.06")), replace(TEN, county="A"), replace(TEN, county="B")]
    assert len({tuple(rows_for(some, "standard", PLACE, FIRST)) for some in permutations(rows)}) == 1
    longer = replace(TEN, rate=Decimal("0.01"), postal_codes="105")
    assert rows_for([*rows, longer], "standard", PLACE, FIRST) == [longer]


@pytest.mark.parametrize(
    "one",
    [
        OTHER,
        replace(OTHER, postal_codes="10, 120"),
        replace(OTHER, state="New York", category="Standard", last_day=FIRST),
        replace(TEN, rate=Decimal("0.5"), postal_codes="1 0,10"),
    ],
)
def test_rates_of_one_place_that_begin_alike_are_alike(one: Rate) -> None:
    assert [set(held) for held in alike([TEN, one])] == [{TEN, one}]
    assert told_together((one, TEN), one) == "fits 10 as well as 4% does: neither is narrower"


def test_one_that_is_more_than_the_whole_by_itself_is_told_so() -> None:
    """Written by others than this program: no form and no file takes it."""
    (held,) = beside_others([replace(TEN, rate=Decimal("1.5"))])
    assert told_together(held, held[0]) == "it is 150%, more than the whole"


def test_counties_tell_nothing_apart_where_they_share_their_codes_or_their_city() -> None:
    """Addresses have no county."""
    codes = replace(TEN, county="Albany", postal_codes="120"), replace(TEN, county="Saratoga", postal_codes="121,120")
    assert len([*alike(codes)]) == 1
    city = [replace(TEN, county=name, postal_codes="", city="Clifton") for name in ("Albany", "Saratoga")]
    assert [told_together(held, held[0]) for held in alike(city)] == [
        "fits Clifton as well as 4% does: neither is narrower"
    ]


@pytest.mark.parametrize(
    "one",
    [
        replace(OTHER, postal_codes="100"),
        replace(OTHER, first_day=date(2026, 7, 1)),  # the later one holds from then on
        replace(OTHER, state=""),
        replace(OTHER, city="Ossining"),
        replace(OTHER, county="Westchester"),
        replace(OTHER, category="food"),
        replace(OTHER, component="city"),
        replace(OTHER, country="CA"),
    ],
)
def test_what_is_narrower_later_or_another_tax_is_not_alike(one: Rate) -> None:
    assert not [*alike([TEN, one])]
