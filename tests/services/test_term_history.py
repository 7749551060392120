"""What the terms of a customer were is kept, whichever screen changed them, and never changes (F-64)."""

from dataclasses import replace
from decimal import Decimal

import pytest
from peewee import IntegrityError

from custtui.domain.errors import Conflict, Refused
from custtui.domain.records.exemption import ExemptionFields
from custtui.models.account import CustomerAccount
from custtui.models.base import now
from custtui.models.party import Party
from custtui.models.term_change import TermChange
from custtui.services.accounts import account_of
from custtui.services.check_chain import chain_faults, link_faults
from custtui.services.payers import payers
from custtui.services.profile import accounts, customers
from custtui.services.terms import credit
from custtui.services.terms import detail as terms_detail
from custtui.services.terms.credit import CreditFields
from custtui.services.terms.history import term_history
from custtui.services.twins import merging
from tests.services import house
from tests.services.house import BEN, CARD, CASH, DORA
from tests.services.keying import ordered


def told(account: int) -> list[tuple[str, str, str, str]]:
    """Term, what it was, what it became, by whom: the latest first."""
    return [(one.label, one.old, one.new, one.by) for one in term_history(account)]


def change(account: int, who=DORA, **fields: object) -> None:
    """As the profile does it."""
    version, stored = customers.editable(account)
    customers.update(who, account, version, replace(stored, **fields))  # type: ignore[arg-type]


def trust(account: int, who=DORA, **fields: str) -> None:
    """As the credit form does it."""
    stands = credit.credit_form(account)
    credit.save_credit(who, account, stands.version, replace(stands.fields, **fields))


def test_the_old_threshold_is_kept_with_who_and_when(database) -> None:
    """F-64."""
    made = house.stand()
    assert term_history(made.a1) == ()
    change(made.a1, BEN, threshold="750.5")
    change(made.a1, threshold="")
    first, second = term_history(made.a1)
    assert (first.label, first.old, first.new, first.by) == ("Auto-accept up to", "750.50", "", "dora")
    assert (second.old, second.new, second.by, second.shared) == ("500.00", "750.50", "ben", False)
    assert now() >= first.at >= second.at
    assert told(made.hq) == []


def test_every_term_of_the_profile_and_of_its_forms_is_remembered(database) -> None:
    made = house.stand()
    change(
        made.a1,
        terms="NET60",
        credit_limit="1000",
        commercial=True,
        tax_number="12-3456789",
        line_of_business="Juice",
        account_name="Office",
        payment_method=CASH,
        name="Juices AG",
    )
    customers.set_active(BEN, made.a1, False)
    exemption = ExemptionFields("*", "EX-1", "", "2030-12-31")
    terms = terms_detail.TermsFields(CARD, CASH, (exemption,))
    terms_detail.save_terms(DORA, made.a1, terms_detail.terms_form(made.a1)[0], terms)
    payers.set_payer(DORA, made.a1, made.hq)
    payers.clear_payer(DORA, made.a1, confirmed=[payers.CLEAR])
    trust(made.a1, distrust="pays late", price_list="LIST")
    assert told(made.a1) == [
        ("Credit warning", "", "pays late", "dora"),
        ("Price list", "", "LIST", "dora"),
        ("Paid by", "3897-9", "", "dora"),
        ("Paid by", "", "3897-9", "dora"),
        ("Tax exemptions", "", "* EX-1 to 2030-12-31", "dora"),
        ("Excluded payments", "", "CASH", "dora"),
        ("Payment method", "CASH", "CREDIT CARD", "dora"),
        ("Active", "yes", "no", "ben"),
        ("Business name", "Healthy Juices Inc.", "Juices AG", "dora"),
        ("Credit limit", "", "1,000.00", "dora"),
        ("Commercial", "no", "yes", "dora"),
        ("Payment method", "CHECK", "CASH", "dora"),
        ("Terms", "NET30", "NET60", "dora"),
        ("Tax number", "", "12-3456789", "dora"),
        ("Line of business", "", "Juice", "dora"),
        ("Account name", "", "Office", "dora"),
    ]


def test_what_is_kept_unchanged_or_refused_leaves_no_trace(database) -> None:
    made = house.stand()
    change(made.a1, phone="2125550199")
    with pytest.raises(Refused):
        change(made.a1, threshold="0.001")
    with pytest.raises(Conflict):
        stored = customers.editable(made.a1)[1]
        customers.update(DORA, made.a1, 99, replace(stored, threshold="7"))
    assert told(made.a1) == []


def test_shared_terms_are_told_at_every_account_of_the_party(database) -> None:
    """C-25: the account's own decide, else the party's."""
    made = house.stand()
    second = accounts.open_account(DORA, made.a1, accounts.AccountFields("Furniture")).account_id
    trust(made.a1, shared_threshold="300", shared_credit_limit="5000", shared_distrust="bounced cheque")
    trust(second, BEN, shared_distrust="", threshold="100")
    assert told(made.a1) == [
        ("Shared warning", "bounced cheque", "", "ben"),
        ("Shared warning", "", "bounced cheque", "dora"),
        ("Shared auto-accept", "", "300.00", "dora"),
        ("Shared limit", "", "5,000.00", "dora"),
    ]
    shared = told(made.a1)
    assert told(second) == [shared[0], ("Auto-accept up to", "", "100.00", "ben"), *shared[1:]]
    assert [one.shared for one in term_history(second)] == [True, False, True, True, True]
    trust(made.a1, threshold="")
    one, other = account_of(made.a1), account_of(second)
    assert (one.threshold, other.threshold, other.limit) == (Decimal(300), Decimal(100), Decimal(5000))
    assert list(chain_faults()) == list(link_faults()) == []


def test_a_distrust_mark_set_by_hand_has_the_next_order_wait_and_taken_away_no_more(database) -> None:
    """R-27."""
    made = house.stand()
    trust(made.a1, threshold="500", distrust="bounced cheque")
    assert ordered(made.a1, "ITEM1").reasons == ("credit warning: bounced cheque",)
    trust(made.a1, distrust="")
    assert ordered(made.a1, "ITEM1").accepted


def test_a_form_open_on_another_account_of_the_party_is_told_of_a_shared_change(database) -> None:
    """X-13."""
    made = house.stand()
    second = accounts.open_account(DORA, made.a1, accounts.AccountFields("Furniture")).account_id
    stands = credit.credit_form(second)
    assert stands.sharing == ("3897-5",)
    trust(made.a1, shared_threshold="300")
    with pytest.raises(Conflict) as conflict:
        credit.save_credit(BEN, second, stands.version, replace(stands.fields, shared_threshold="200"))
    assert [fault.field for fault in conflict.value.faults] == ["", "shared_threshold"]
    assert "yours '200', stored '300.00'" in conflict.value.faults[1].text
    assert Party.get_by_id(CustomerAccount.get_by_id(second).party_id).accept_threshold == Decimal(300)


def test_what_cannot_be_kept_of_the_credit_is_told_all_at_once(database) -> None:
    made = house.stand()
    typed = CreditFields("-1", "1.001", "4111 1111 1111 1111", "NONE", "x", "1e9", "")
    with pytest.raises(Refused) as refused:
        credit.save_credit(DORA, made.a1, credit.credit_form(made.a1).version, typed)
    fields = [fault.field for fault in refused.value.faults]
    assert fields == [
        "credit_limit",
        "threshold",
        "distrust",
        "price_list",
        "shared_credit_limit",
        "shared_threshold",
    ]
    assert {fault.field for fault in credit.faults(made.a1, typed)} == {*fields}
    house.PriceList.create(code="EURO", name="Euro", currency="EUR")
    (fault,) = credit.faults(made.a1, CreditFields(price_list="euro"))
    assert fault.text == "Price list: EURO is in EUR, this customer buys in USD"
    assert told(made.a1) == []


def test_a_merge_and_its_undo_stand_in_the_history_of_both(database) -> None:
    """X-03."""
    made = house.stand()
    twin = house.customer("3897-6", "Healthy Juice")
    change(twin, tax_number="12-3456789")
    merging.merge(DORA, twin, made.a1)
    merging.undo(BEN, merging.merges_of(made.a1)[0].merge_id)
    assert told(made.a1) == [("Tax number", "12-3456789", "", "ben"), ("Tax number", "", "12-3456789", "dora")]
    assert told(twin)[:4] == [
        ("Merged into", "3897-5", "", "ben"),
        ("Active", "no", "yes", "ben"),
        ("Merged into", "", "3897-5", "dora"),
        ("Active", "yes", "no", "dora"),
    ]


def test_the_history_cannot_be_changed_by_anybody(database) -> None:
    """F-64, by raw SQL."""
    made = house.stand()
    change(made.a1, threshold="600")
    for query in (TermChange.update(old="1"), TermChange.delete()):
        with pytest.raises(IntegrityError, match="never changes"), database.atomic():
            query.execute()
    assert told(made.a1) == [("Auto-accept up to", "500.00", "600.00", "dora")]
