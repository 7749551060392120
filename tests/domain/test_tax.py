"""Tax where the line goes to, unless a certificate holds (F-20, R-35)."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from custtui.domain.tax import Exemption, Rate, exempt, rate_for, words

DAY, BEFORE, AFTER = date(2026, 5, 10), date(2026, 5, 9), date(2026, 5, 11)
COUNTRY = Rate("standard", "US", "", Decimal("0.05"), date(2000, 1, 1))
STATE = Rate("standard", "US", "NJ", Decimal("0.07"), date(2000, 1, 1))


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
