"""Tax where the line goes to, unless a certificate holds (F-20, R-35)."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from custtui.domain.address import Address
from custtui.domain.line_tax import LineTax
from custtui.domain.tax import (
    Exemption,
    Rate,
    TaxPart,
    exemption_of,
    parts_text,
    read_parts,
    rows_for,
    tax_by_parts,
    total_rate,
    words,
)
from custtui.domain.tax_places import NO_REGISTRATION

DAY, BEFORE, AFTER = date(2026, 5, 10), date(2026, 5, 9), date(2026, 5, 11)
COUNTRY = Rate("standard", "US", "", Decimal("0.05"), date(2000, 1, 1))
STATE = Rate("standard", "US", "NJ", Decimal("0.07"), date(2000, 1, 1))


def exempt(known, country: str, state: str, day: date) -> bool:
    return exemption_of(known, country, state, day) is not None


def parts_for(rates, category: str, place: Address, day: date) -> list[TaxPart] | None:
    rows = rows_for(rates, category, place, day)
    return [TaxPart(one.component, one.rate) for one in rows] or None


def rate_for(
    rates: list[Rate], category: str, country: str, state: str, day: date, city="", code=""
) -> Decimal | None:
    parts = parts_for(rates, category, Address("", city, state, code, country), day)
    return None if parts is None else total_rate(parts)


def test_what_is_not_taxed_says_so_once() -> None:
    assert LineTax(reason=NO_REGISTRATION).words == "not taxed: no registration"
    assert LineTax(reason="exempt until 31 Dec").words == "not taxed: exempt until 31 Dec"
    assert LineTax(Decimal("0.05"), reason="standard in NJ, US").words == "tax 5%: standard in NJ, US"


def test_a_states_rate_beats_the_countrys() -> None:
    assert rate_for([COUNTRY, STATE], "standard", "us", "nj", DAY) == Decimal("0.07")
    assert rate_for([COUNTRY, STATE], "standard", "US", "NY", DAY) == Decimal("0.05")
    assert rate_for([COUNTRY, STATE], "food", "US", "NY", DAY) is None
    assert rate_for([COUNTRY, STATE], "standard", "FR", "", DAY) is None


def test_a_rate_holds_on_its_last_day_and_not_after() -> None:
    old = Rate("standard", "US", "", Decimal("0.05"), date(2000, 1, 1), DAY)
    assert rate_for([old], "standard", "US", "", DAY) == Decimal("0.05")
    assert rate_for([old], "standard", "US", "", AFTER) is None


def test_a_certificate_holds_on_its_last_day_and_not_after() -> None:
    certificate = [Exemption("", None, DAY)]
    assert exempt(certificate, "US", "NY", DAY) and not exempt(certificate, "US", "NY", AFTER)


def test_an_expired_certificate_of_the_customer_wins_over_the_states() -> None:
    assert not exempt([Exemption("", None, BEFORE), Exemption("NJ", None, AFTER)], "US", "NJ", DAY)


def test_a_states_certificate_holds_in_that_state_only() -> None:
    certificate = [Exemption("NJ", None, None)]
    assert exempt(certificate, "US", "nj", DAY) and not exempt(certificate, "US", "NY", DAY)


def test_a_state_is_the_same_by_its_name_and_by_its_code() -> None:
    """An address in New York was taxed at the country's rate, an exemption for New Jersey held nowhere."""
    assert rate_for([COUNTRY, STATE], "standard", "US", "New Jersey", DAY) == Decimal("0.07")
    for state in ("nj", "New Jersey", "NEW JERSEY"):
        named = Rate("standard", "US", state, Decimal("0.09"), date(2000, 1, 1))
        assert rate_for([COUNTRY, named], "standard", "US", "NJ", DAY) == Decimal("0.09")
        assert rate_for([COUNTRY, named], "standard", "US", "NY", DAY) == Decimal("0.05")
        assert exempt([Exemption(state, None, None)], "US", "NJ", DAY)
        assert not exempt([Exemption(state, None, None)], "US", "NY", DAY)
    quebec = Rate("standard", "CA", "QC", Decimal("0.14975"), date(2000, 1, 1))
    assert rate_for([quebec], "standard", "CA", "Québec", DAY) == Decimal("0.14975")


def test_a_tax_category_is_the_same_in_large_and_small_letters() -> None:
    named = Rate("Standard", "US", "NJ", Decimal("0.09"), date(2000, 1, 1))
    assert rate_for([named], "standard", "US", "NJ", DAY) == Decimal("0.09")


def test_one_from_next_month_says_nothing_of_today_and_does_not_hide_a_states() -> None:
    """The profile said taxable, the order exempt, and nothing was charged in NJ."""
    later = Exemption("", date(2026, 6, 1), None)
    assert words([later], DAY) == "taxable"
    assert words([Exemption("NJ", None, None), later], DAY) == "tax exempt in NJ"
    assert words([Exemption("NY", None, AFTER), Exemption("NJ", None, AFTER)], DAY) == (
        "tax exempt in NJ, NY until 11 May"
    )


DAYS = st.none() | st.integers(-3, 3).map(lambda days: DAY + timedelta(days=days))
CERTIFICATES = st.lists(
    st.builds(Exemption, st.sampled_from(["", "NJ", "NY"]), DAYS, DAYS), unique_by=lambda one: one.state
)


@given(CERTIFICATES)
def test_what_is_said_is_what_is_charged(certificates: list[Exemption]) -> None:
    """R-35."""
    said = words(certificates, DAY)
    free = [state for state in ("NJ", "NY", "PA") if exempt(certificates, "US", state, DAY)]
    if " in " in said:
        assert said.split(" in ")[1].split(" until")[0] == ", ".join(free)
    else:
        assert bool(free) == said.startswith("tax exempt") and len(free) in (0, 3)


def row(rate: str, *, country: str = "US", state: str = "NY", **more: str) -> Rate:
    return Rate("standard", country, state, Decimal(rate), date(2000, 1, 1), None, **more)


NEW_YORK = [
    row("0.05", state=""),
    row("0.04"),
    row("0.08375", county="Westchester", postal_codes="105, 106, 107, 108"),
    row("0.08875", city="Yonkers"),
    row("0.0725", postal_codes="10589"),
    row("0", postal_codes="10801"),
]


def test_the_narrowest_place_holds() -> None:
    """Country, state, county, city, postal code: Yonkers is in Westchester, which is in New York (C-38)."""
    for state, city, code, rate in (
        ("NJ", "Newark", "07102", "0.05"),
        ("NY", "Buffalo", "14201", "0.04"),
        ("New York", "White Plains", "10601", "0.08375"),
        ("NY", "YONKERS", "10701", "0.08875"),
        ("NY", "Somers", "10589-1234", "0.0725"),
        ("NY", "New Rochelle", "10801", "0"),
        ("NY", "", "", "0.04"),
    ):
        assert rate_for(NEW_YORK, "standard", "US", state, DAY, city, code) == Decimal(rate), city


def test_a_longer_beginning_of_a_postal_code_is_narrower() -> None:
    rows = [row("0.01", postal_codes="1"), row("0.02", postal_codes="10, 12"), row("0.03", city="Here")]
    assert [rate_for(rows, "standard", "US", "NY", DAY, "Here", code) for code in ("10001", "11001", "20001")] == [
        *(Decimal("0.02"), Decimal("0.01"), Decimal("0.03"))
    ]
    canada = [row("0.05", country="CA", state="QC", postal_codes="H2X 1")]
    assert rate_for(canada, "standard", "CA", "QC", DAY, "", "h2x1y4") == Decimal("0.05")
    assert rate_for(canada, "standard", "CA", "QC", DAY, "", "H2X 2Y4") is None


CANADA = [
    row("0.05", country="CA", state="", component="GST"),
    row("0.09975", country="CA", state="QC", component="QST"),
    row("0.13", country="CA", state="ON", component="HST"),
    row("0", country="CA", state="ON", component="GST"),
]


def test_taxes_of_two_names_add_up_and_stay_apart() -> None:
    parts = parts_for(CANADA, "standard", Address("", "Montréal", "Québec", "H2X 1Y4", "CA"), DAY)
    assert parts is not None
    assert parts_text(parts) == "GST 0.05, QST 0.09975" and total_rate(parts) == Decimal("0.14975")
    ontario = parts_for(CANADA, "standard", Address("", "Toronto", "ON", "", "CA"), DAY)
    assert ontario is not None and parts_text(ontario) == "HST 0.13"


@given(
    st.decimals(-(10**6), 10**6, places=2),
    st.lists(st.decimals("0.000001", "0.3", places=6), min_size=1, max_size=4),
)
def test_taxes_kept_apart_add_up_to_the_cent(tax: Decimal, rates: list[Decimal]) -> None:
    """D-01: whatever is told of each, it is the line's tax together; and what a line keeps is read again."""
    parts = [TaxPart(f"T{number}", rate) for number, rate in enumerate(rates)]
    assert sum(tax_by_parts(tax, parts, "USD")) == tax
    assert list(read_parts(parts_text(parts), total_rate(parts))) == parts


def test_a_certificate_of_a_state_of_the_sellers_country_holds_there_alone() -> None:
    """PA is Pennsylvania and Pará: certificates name no country."""
    known = [Exemption("PA", DAY, None), Exemption("QC", DAY, None)]
    for country, state, held in (("US", "PA", True), ("BR", "PA", False), ("BR", "Pará", False), ("CA", "QC", True)):
        assert (exemption_of(known, country, state, DAY, "US") is not None) is held, (country, state)
    assert exemption_of([Exemption("", DAY, None)], "BR", "PA", DAY, "US") is not None
