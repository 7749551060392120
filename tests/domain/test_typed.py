"""What a clerk types is read as it is meant, or not at all."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custtui.domain.days import keep_days_of, shown_day
from custtui.domain.numbers import plain, read_number
from custtui.domain.typed import (
    Discount,
    NextProduct,
    Parked,
    Quantity,
    Unreadable,
    read_date,
    read_discount,
    read_price,
    read_quantity_field,
)

TODAY = date(2026, 11, 21)  # a Saturday


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", "5"),
        (" 12 ", "12"),
        ("12,5", "12.5"),
        (",5", "0.5"),
        ("0,125", "0.125"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1,234,567", "1234567"),
        ("1.250", "1.250"),
    ],
)
def test_a_number_has_a_point_or_a_comma(text: str, value: str) -> None:
    assert read_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "abc", "1,250", "1..2", "-5", "1e5", "٣", "12-3", "1,2,3"])
def test_what_is_no_number_or_two_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_number(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("-5", "-5 is below zero"),
        ("−1.250,50", "−1.250,50 is below zero"),
        ("9" * 20, f"{'9' * 20} has too many digits"),
        ("1.0000000001", "1.0000000001 has too many digits"),
        ("1e5", "1e5 is not a number"),
        ("-", "- is not a number"),
    ],
)
def test_the_reason_why_a_number_is_refused_is_the_one_that_holds(text: str, why: str) -> None:
    with pytest.raises(Unreadable, match=f"^{re.escape(why)}"):
        read_number(text)


@given(st.decimals(min_value=0, max_value=Decimal("99999.999"), places=3))
def test_a_number_printed_plain_is_read_back(value: Decimal) -> None:
    assert read_number(plain(value)) == value


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("", Quantity(Decimal(1))),
        ("7", Quantity(Decimal(7))),
        ("99999", Quantity(Decimal(99999))),
        ("1,5", Quantity(Decimal("1.5"))),
        ("4006381333931", NextProduct("4006381333931")),
        ("96385074", NextProduct("96385074")),
        ("036000291452", NextProduct("036000291452")),
        ("ITEM2", NextProduct("ITEM2")),
    ],
)
def test_the_quantity_field_tells_quantities_from_products(text: str, reading: object) -> None:
    assert read_quantity_field(text, lambda code: code == "ITEM2") == reading


@pytest.mark.parametrize("text", ["123456", "4006381333932", "NOPE1", "0", "1.2345", "5x", "100000"])
def test_anything_else_at_the_quantity_is_parked(text: str) -> None:
    reading = read_quantity_field(text, lambda code: code == "ITEM2")
    assert isinstance(reading, Parked) and reading.text == text and reading.reason


@given(st.text(max_size=30))
def test_the_quantity_field_reads_any_text_without_failing(text: str) -> None:
    assert isinstance(read_quantity_field(text, lambda code: False), Quantity | NextProduct | Parked)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("+7", date(2026, 11, 28)),
        ("28", date(2026, 11, 28)),
        ("20", date(2026, 12, 20)),
        ("31", date(2026, 12, 31)),
        ("28.11.", date(2026, 11, 28)),
        ("1.2.", date(2027, 2, 1)),
        ("28.11.2027", date(2027, 11, 28)),
        ("28.11.27", date(2027, 11, 28)),
        ("2026-11-28", date(2026, 11, 28)),
        ("20261128", date(2026, 11, 28)),
        ("28 Nov", date(2026, 11, 28)),
        ("28nov", date(2026, 11, 28)),
        ("Nov 28", date(2026, 11, 28)),
        ("28 November 2026", date(2026, 11, 28)),
        ("29 Feb", date(2028, 2, 29)),
        ("11/28", date(2026, 11, 28)),
        ("28/11", date(2026, 11, 28)),
        ("fri", date(2026, 11, 27)),
        ("sat", date(2026, 11, 28)),
    ],
)
def test_a_wanted_date_is_read_in_many_ways(text: str, day: date) -> None:
    assert read_date(text, TODAY) == day


@pytest.mark.parametrize(
    "text", ["5/6", "32", "31.2.", "2026-13-01", "20 Nov 2026", "soon", "", "1e3", "0", "28.11.2099"]
)
def test_a_date_that_is_none_or_past_or_two_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_date(text, TODAY)


@pytest.mark.parametrize(("text", "day"), [("-2", "19 Nov"), ("- 30", "22 Oct")])
def test_so_many_days_ago_is_a_day_and_said_to_be_past(text: str, day: str) -> None:
    with pytest.raises(Unreadable, match=f"^{day} is past$"):
        read_date(text, TODAY)


@pytest.mark.parametrize(
    ("country", "text", "day", "said"),
    [
        ("US", "12/4", date(2026, 12, 4), "Dec 4"),
        ("US", "4/12", date(2027, 4, 12), "Apr 12 2027"),
        ("US", "12/4/27", date(2027, 12, 4), "Dec 4 2027"),
        ("US", "28/11", date(2026, 11, 28), "Nov 28"),
        ("DE", "12/4", date(2027, 4, 12), "12 Apr 2027"),
        ("DE", "4/12", date(2026, 12, 4), "4 Dec"),
        ("DE", "11/28", date(2026, 11, 28), "28 Nov"),
    ],
)
def test_days_are_read_and_said_in_the_order_of_the_house(country: str, text: str, day: date, said: str) -> None:
    keep_days_of(country)
    assert read_date(text, TODAY) == day and shown_day(day, TODAY) == said
    assert read_date(said, TODAY) == day


@given(st.text(max_size=30))
def test_any_text_is_a_date_from_today_on_or_refused(text: str) -> None:
    try:
        assert read_date(text, TODAY) >= TODAY
    except Unreadable as error:
        assert str(error)


def test_a_discount_is_a_part_or_an_amount() -> None:
    assert read_discount("5%", "USD") == read_discount("5 %", "USD") == Discount(rate=Decimal("0.05"))
    assert read_discount("10.00", "USD") == Discount(amount=Decimal("10.00"))
    for text in ("101 %", "1.005 %", "0.001", "x"):
        with pytest.raises(Unreadable):
            read_discount(text, "USD")


def test_a_price_has_four_places_at_most() -> None:
    assert read_price("0,0125") == Decimal("0.0125")
    with pytest.raises(Unreadable):
        read_price("0.01255")
