"""Tax status at both levels, payment exclusions and the default method (F-20, F-21, R-35, R-36)."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from custtui.domain.errors import Conflict, Refused
from custtui.domain.records.exemption import ExemptionFields
from custtui.models.account import PaymentExclusion, TaxStatus
from custtui.services import clock
from custtui.services import order_entry as desk
from custtui.services.order_entry.views import HeaderText
from custtui.services.profile.customers import customer
from custtui.services.terms import detail as terms_detail
from custtui.services.terms.detail import TermsFields
from tests.services import house
from tests.services.house import ANN, BEN, CARD, CASH, CHECK, DORA
from tests.services.keying import keyed

TODAY = clock.today


def save(account: int, typed: TermsFields, who=DORA) -> int:
    return terms_detail.save_terms(who, account, terms_detail.terms_form(account)[0], typed)


def day(ahead: int) -> str:
    return (TODAY() + timedelta(days=ahead)).isoformat()


def tax_of(account: int) -> Decimal:
    return keyed(account, "ITEM1 x10").tax


def test_terms_are_stored_and_shown_again(database) -> None:
    made = house.stand()
    rows = (ExemptionFields("*", "EX-1", day(-10), day(10)), ExemptionFields("NJ", "NJ-7", "", day(300)))
    typed = TermsFields(CARD, f"{CASH}, {CHECK}", rows)
    version = save(made.a1, typed)
    assert terms_detail.terms_form(made.a1) == (version, typed)
    assert customer(made.a1).taxable.startswith("tax exempt until") and customer(made.a1).payment_method == CARD
    before = {row.id for row in TaxStatus.select()}
    save(made.a1, replace(typed, exemptions=(rows[0], replace(rows[1], certificate="NJ-8"))))
    assert {row.id for row in TaxStatus.select()} == before
    save(made.a1, TermsFields())
    assert terms_detail.terms_form(made.a1)[1] == TermsFields()
    assert not TaxStatus.select().exists() and not PaymentExclusion.select().exists()


def test_an_exempt_customers_order_has_no_tax_and_the_day_after_expiry_it_has(database) -> None:
    """F-20: up to and with the certificate's last day."""
    made = house.stand()
    house.tax("0.0700")
    assert tax_of(made.a1) == Decimal("7.00")
    save(made.a1, TermsFields(exemptions=(ExemptionFields("*", "EX-1", "", day(0)),)))
    assert tax_of(made.a1) == 0
    TaxStatus.update(last_day=TODAY() - timedelta(days=1)).execute()
    assert tax_of(made.a1) == Decimal("7.00")


def test_an_expired_exemption_of_the_customer_wins_over_a_states_valid_one(database) -> None:
    """R-35."""
    made = house.stand()
    house.tax("0.0700")
    state = ExemptionFields("nj", "NJ-7", "", day(300))
    save(made.a1, TermsFields(exemptions=(state,)))
    assert tax_of(made.a1) == 0
    save(made.a1, TermsFields(exemptions=(ExemptionFields("*", "EX-1", "", day(-1)), state)))
    assert tax_of(made.a1) == Decimal("7.00")
    assert customer(made.a1).taxable == "taxable"
    odd = terms_detail.faults(terms_detail.terms_form(made.a1)[1])[1]
    assert [fault.field for fault in odd] == ["0.last_day"] and "taxed in every state" in odd[0].text


def test_the_default_method_is_proposed_and_an_excluded_one_is_neither_offered_nor_taken(database) -> None:
    """F-21."""
    made = house.stand()
    save(made.a1, TermsFields(CASH, CHECK))
    draft = keyed(made.a1, "ITEM1")
    assert [one.key for one in desk.methods(draft.id) if one.marked] == [CASH]
    assert [one.key for one in desk.methods(draft.id)] == [CASH, CARD]
    view = desk.set_header(ANN, draft.id, HeaderText(payment_method=CHECK))
    assert "Check is excluded for this customer" in [fault.text for fault in view.faults]
    with pytest.raises(Refused, match="Check is excluded"):
        desk.place(ANN, draft.id)


def test_exclusions_meet_the_methods_open_to_another_payer(database) -> None:
    """R-36: another pays, by card only, and the card is excluded: F9 says so."""
    made = house.stand()
    house.default_bill_to(made.a1, made.hq)
    save(made.a1, TermsFields("", CARD))
    draft = keyed(made.a1, "ITEM1")
    assert desk.methods(draft.id) == []
    with pytest.raises(Refused, match="No payment method is available") as refused:
        desk.place(ANN, draft.id)
    assert "Credit card is excluded" in str(refused.value)


def test_every_fault_is_told_at_once_and_nothing_is_stored(database) -> None:
    made = house.stand()
    rows = (
        ExemptionFields("", "C", "", ""),
        ExemptionFields("NJ", "", "2026-05-01", "2026-04-30"),
        ExemptionFields("nj", "", "whenever", ""),
        ExemptionFields(),
    )
    version, before = terms_detail.terms_form(made.a1)
    with pytest.raises(Refused) as refused:
        terms_detail.save_terms(DORA, made.a1, version, TermsFields("BARTER", "SHELLS", rows))
    fields = {fault.field for fault in refused.value.faults}
    assert fields == {"payment_method", "excluded", "0.state", "1.last_day", "2.first_day", "2.state"}
    told = {fault.field: fault.text for fault in refused.value.faults}
    assert told["0.state"] == "Exempt 1 in is required" and told["1.last_day"].startswith("Exempt 2 valid to: ")
    assert [fault.field for fault in refused.value.faults][-2:] == ["2.state", "2.first_day"], "as on the form"
    with pytest.raises(Refused, match="CHECK is the default method"):
        terms_detail.save_terms(DORA, made.a1, version, TermsFields(CHECK, "check, cash"))
    assert terms_detail.terms_form(made.a1) == (version, before)


def test_what_looks_odd_is_told_apart(database) -> None:
    house.stand()
    faults, odd = terms_detail.faults(TermsFields("", "", (ExemptionFields("NJ"),)))
    assert not faults and [one.text for one in odd] == ["Exempt NJ without a certificate"]


def test_two_clerks_on_one_customers_terms_hear_of_each_other(database) -> None:
    """X-13."""
    made = house.stand()
    version, typed = terms_detail.terms_form(made.a1)
    save(made.a1, replace(typed, payment_method=CASH), BEN)
    with pytest.raises(Conflict) as conflict:
        terms_detail.save_terms(DORA, made.a1, version, replace(typed, payment_method=CARD))
    assert [fault.text for fault in conflict.value.faults][1] == "Payment: yours 'CREDIT CARD', stored 'CASH'"
    assert "ben" in conflict.value.faults[0].text
