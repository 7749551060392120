"""The price of a line: which one wins, on which day, from which quantity (R-34, F-22)."""

from datetime import date
from decimal import Decimal

import pytest

from custtui.domain.pricing import Candidate, Source, choose, two_places, why

EVER = date(2000, 1, 1)
LIST = Candidate(Source.LIST, "list 2026", Decimal("5.10"), Decimal(0), EVER, None)
BREAK = Candidate(Source.LIST, "list 2026", Decimal("4.80"), Decimal(6), EVER, None)
HOUSE = Candidate(Source.HOUSE_LIST, "list LIST", Decimal("1.00"), Decimal(0), EVER, None)
MAY = Candidate(
    Source.CONTRACT_PRICE, "contract price", Decimal("4.56"), Decimal(0), date(2026, 5, 1), date(2026, 5, 31)
)
CONTRACT = Candidate(Source.CONTRACT, "contract C-1", Decimal("4.70"), Decimal(0), EVER, date(2030, 1, 1))


@pytest.mark.parametrize(
    ("day", "price"),
    [
        (date(2026, 4, 30), "5.10"),
        (date(2026, 5, 1), "4.56"),
        (date(2026, 5, 31), "4.56"),
        (date(2026, 6, 1), "5.10"),
    ],
)
def test_a_contract_price_holds_from_its_first_to_its_last_day(day: date, price: str) -> None:
    chosen = choose([LIST, MAY, HOUSE], Decimal(1), day)
    assert chosen and chosen.price == Decimal(price)


def test_a_named_purchasing_contract_wins_over_everything() -> None:
    assert choose([LIST, MAY, CONTRACT, HOUSE], Decimal(1), date(2026, 5, 10)) is CONTRACT


@pytest.mark.parametrize(("quantity", "chosen"), [("1", LIST), ("5.999", LIST), ("6", BREAK), ("100", BREAK)])
def test_the_highest_quantity_reached_decides(quantity: str, chosen: Candidate) -> None:
    assert choose([LIST, BREAK, HOUSE], Decimal(quantity), date(2026, 5, 10)) is chosen


def test_the_house_list_counts_where_the_own_list_has_none() -> None:
    assert choose([HOUSE], Decimal(1), date(2026, 5, 10)) is HOUSE
    assert choose([], Decimal(1), date(2026, 5, 10)) is None


def test_of_two_prices_open_today_the_later_one_counts() -> None:
    newer = Candidate(Source.LIST, "list 2026", Decimal("5.50"), Decimal(0), date(2026, 1, 1), None)
    assert choose([LIST, newer], Decimal(1), date(2026, 5, 10)) is newer


def test_why_names_the_source_and_the_next_break() -> None:
    assert why([LIST, BREAK], LIST, date(2026, 5, 10)) == "list 5.10 · 4.80 from 6"
    assert two_places(Decimal("0.0125")) == "0.0125" and two_places(Decimal("5.0000")) == "5.00"
