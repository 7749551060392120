"""Times in days: what is within one, and which have a day in common."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from custtui.domain.days import Days, includes, overlap

MONDAY = date(2026, 3, 2)
SOME = [MONDAY + timedelta(days=number) for number in range(-1, 9)]


def in_order(time: Days) -> bool:
    first, last = time
    return first is None or last is None or first <= last


ENDS = st.none() | st.sampled_from(SOME[1:-1])
TIMES = st.tuples(ENDS, ENDS).filter(in_order)


def test_the_first_and_the_last_day_are_within_a_time() -> None:
    last = MONDAY + timedelta(days=4)
    found = [day for day in SOME if includes(MONDAY, last, day)]
    assert (found[0], found[-1], len(found)) == (MONDAY, last, 5)


def test_an_open_end_takes_in_every_day_on_its_side() -> None:
    assert includes(None, None, date.min) and includes(None, MONDAY, date.min) and includes(MONDAY, None, date.max)
    assert not includes(None, MONDAY, date.max) and not includes(MONDAY, None, date.min)


@given(TIMES, TIMES)
def test_two_times_overlap_where_some_day_is_within_both(one: Days, other: Days) -> None:
    """R-19, R-34: a time that ends the day before another one begins leaves it free."""
    assert overlap(one, other) == any(includes(*one, day) and includes(*other, day) for day in SOME)
