"""Amounts are rounded once a line, half-up, and partial invoices add up to the order (D-01, R-44)."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from custtui.domain.money import amount_typed, discount_amount, line_net, rounded, share, tax_of
from custtui.domain.numbers import read_number

QUANTITIES = st.decimals(min_value=Decimal("0.001"), max_value=Decimal("9999"), places=3)
PRICES = st.decimals(min_value=0, max_value=Decimal("9999"), places=4)


def test_three_times_ten_cents_is_thirty() -> None:
    assert line_net(Decimal(3), Decimal("0.10"), "USD") == Decimal("0.30")


def test_nineteen_percent_on_five_cents_is_one_cent() -> None:
    assert tax_of(Decimal("0.05"), Decimal("0.19"), "USD") == Decimal("0.01")


def test_half_a_cent_goes_up_and_yen_have_no_cents() -> None:
    assert line_net(Decimal(1), Decimal("0.005"), "USD") == Decimal("0.01")
    assert line_net(Decimal(1), Decimal("1.5"), "JPY") == Decimal(2)
    assert rounded(Decimal("-0.005"), "USD") == Decimal("-0.01")


def test_ten_pieces_invoiced_one_by_one_add_up() -> None:
    net, tax = Decimal("0.20"), Decimal("0.04")
    for whole in (net, tax):
        before = Decimal(0)
        for piece in range(1, 11):
            before += share(whole, Decimal(piece), Decimal(10), before, "USD")
        assert before == whole


@given(PRICES, QUANTITIES, st.lists(st.integers(1, 1000), min_size=1, max_size=12))
def test_partial_invoices_add_up_to_the_line_to_the_cent(price: Decimal, unit: Decimal, parts: list[int]) -> None:
    quantity = unit * sum(parts)
    amount = line_net(quantity, price, "USD")
    invoiced = done = Decimal(0)
    for part in parts:
        done += unit * part
        invoiced += share(amount, done, quantity, invoiced, "USD")
    assert invoiced == amount


def test_a_discount_given_as_a_rate_is_told_as_the_amount_it_takes_off() -> None:
    assert discount_amount(Decimal(24), Decimal(19), "USD", discount_rate=Decimal("0.2")) == Decimal("91.20")
    assert discount_amount(Decimal(3), Decimal(10), "USD", discount=Decimal("2.50")) == Decimal("2.50")
    assert discount_amount(Decimal(3), Decimal(10), "USD") == 0


def test_an_amount_in_a_field_has_the_places_of_its_currency_and_is_read_one_way() -> None:
    cases = (
        *(("104.5", "USD", "104.50"), ("50", "EUR", "50.00"), ("5000", "USD", "5000.00"), ("101", "JPY", "101")),
        *(("1.12", "KWD", "1.12"), ("1.125", "KWD", "1.1250"), ("500", "KWD", "500"), ("1000.12", "KWD", "1000.120")),
        ("1.005", "USD", "1.0050"),
    )
    for amount, currency, text in cases:
        assert amount_typed(Decimal(amount), currency) == text
        assert read_number(text) == Decimal(amount)
