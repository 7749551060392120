"""How an order may be paid follows who pays (R-01, R-36, F-58)."""

from datetime import date

import pytest

from custtui.domain.due import DueRule
from custtui.domain.payment import Method, Paying, find, open_methods, proposed, why_not, why_replaced

CASH = Method("CASH", "Cash", True, False)
CHECK = Method("CHECK", "Check", True, False)
CARD = Method("CREDIT CARD", "Credit card", True, True)
ACCOUNT = Method("ON ACCOUNT", "On account", True, True, needs_terms=True)
TABLE = [CASH, CHECK, CARD, ACCOUNT]


def test_who_pays_decides_what_is_open() -> None:
    assert open_methods(TABLE, Paying(other=False)) == [CASH, CHECK, CARD]
    assert open_methods(TABLE, Paying(other=True)) == [CARD]


def test_a_refused_method_says_why() -> None:
    assert why_not(CHECK, Paying(other=True)) == "Check not allowed when another party is billed"
    assert "excluded" in why_not(CARD, Paying(other=True, excluded=frozenset({"CREDIT CARD"})))


def test_on_account_needs_the_control_terms_and_a_limit() -> None:
    assert not why_not(ACCOUNT, Paying(False, on_account=True, has_terms=True))
    for paying in (
        Paying(False, has_terms=True),
        Paying(False, on_account=True),
        Paying(False, on_account=True, has_terms=True, has_limit=False),
    ):
        assert why_not(ACCOUNT, paying)


def test_the_accounts_method_is_proposed_else_the_previous_one_if_open() -> None:
    assert proposed(TABLE, Paying(False), "CHECK", "CASH") is CHECK
    assert proposed(TABLE, Paying(False), "", "CHECK") is CHECK
    assert proposed(TABLE, Paying(True), "CHECK", "CASH") is CARD
    nothing = Paying(True, excluded=frozenset({"CREDIT CARD"}))
    assert proposed(TABLE, nothing, "CHECK", "CASH") is None


def test_a_usual_method_that_is_replaced_is_told_with_the_reason() -> None:
    paying = Paying(False, on_account=True, has_terms=True, has_limit=False)
    told = why_replaced(TABLE, paying, "ON ACCOUNT", CASH)
    assert told == "Payment: On account became Cash: On account needs a credit limit"
    assert why_replaced(TABLE, Paying(False), "WIRE", CASH) == "Payment: WIRE became Cash: WIRE is not in use"
    for usual, now in (("CASH", CASH), ("", CASH), ("ON ACCOUNT", None)):
        assert not why_replaced(TABLE, paying, usual, now)


@pytest.mark.parametrize("text", ["CHECK", "check", " Check ", "ch"])
def test_a_method_is_found_by_code_name_or_beginning(text: str) -> None:
    assert find(TABLE, text) is CHECK


def test_a_beginning_of_two_methods_finds_none() -> None:
    assert find(TABLE, "C") is None


def test_payment_is_due_so_many_days_after_the_order() -> None:
    assert DueRule(30).due(date(2026, 12, 5)) == date(2027, 1, 4)
