"""When an order is accepted without a person, and every reason when it is not (R-26, C-11, X-09)."""

from decimal import Decimal

import pytest

from custtui.domain.acceptance import LONGEST_NAME, UB, BuyerStanding, hold_words, outcome, reasons


def standing(threshold: str | None = "500.00", **more: object) -> BuyerStanding:
    return BuyerStanding(None if threshold is None else Decimal(threshold), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("gross", "who", "automatic"),
    [
        ("499.99", standing(), True),
        ("500.00", standing(), True),
        ("500.01", standing(), False),
        ("10.00", standing(distrust="bounced check"), False),
        ("10.00", standing(overdue="I-1"), False),
        ("10.00", standing(None), False),
        ("0.01", standing("0.00"), False),
    ],
)
def test_the_acceptance_matrix(gross: str, who: BuyerStanding, automatic: bool) -> None:
    assert (not reasons(Decimal(gross), who)) is automatic


def test_credit_is_used_up_to_the_last_cent() -> None:
    who = standing("9999.00", limit=Decimal("100.00"), used=Decimal("40.00"))
    assert not reasons(Decimal("60.00"), who)
    [reason] = reasons(Decimal("60.01"), who)
    assert reason.code == "CREDIT" and reason.amount == Decimal("0.01")


def test_all_reasons_are_told_at_once_with_what_is_missing() -> None:
    who = standing("500.00", limit=Decimal("100.00"), overdue="I-7", distrust="bounced check")
    found = reasons(Decimal("519.84"), who)
    assert [reason.code for reason in found] == ["THRESHOLD", "CREDIT", "OVERDUE", "DISTRUST"]
    assert [reason.amount for reason in found[:2]] == [Decimal("19.84"), Decimal("419.84")]


@pytest.mark.parametrize(
    ("code", "text", "amount", "said"),
    [
        ("THRESHOLD", "over the auto-accept limit of 750.00", "435", "435.00 over the auto-accept limit of 750.00"),
        ("THRESHOLD", "1.00 over the auto-accept limit of 5.00", "1", "1.00 over the auto-accept limit of 5.00"),
        ("CREDIT", "", "1435.5", "1,435.50 over the credit limit"),
        ("CREDIT", "over the credit limit", None, "over the credit limit"),
        ("OVERDUE", "an invoice is overdue and unpaid", "12", "an invoice is overdue and unpaid"),
        ("UB", "", None, "billed to another account"),
    ],
)
def test_a_hold_says_what_is_missing_in_one_form_wherever_it_came_from(
    code: str, text: str, amount: str | None, said: str
) -> None:
    """X-09: one of a file had the amount beside its text, one keyed here in it."""
    assert hold_words(code, text, Decimal(amount) if amount else None, "USD") == said


def test_the_forecast_is_one_line() -> None:
    [over] = reasons(Decimal("519.84"), standing())
    told = "19.84 over the auto-accept limit of 500.00, billed to another account"
    assert outcome("", [over, UB]) == f"will wait: {told}"
    assert outcome("", []) == "will be accepted"
    assert outcome("3 to fix", [over]) == "cannot be placed yet: 3 to fix"


def test_what_is_another_payers_says_whose() -> None:
    """R-27, C-25: an overdue invoice, a credit warning and a credit limit name the payer, where another pays."""
    more = {"limit": Decimal(10), "payer_overdue": "I-7", "payer_distrust": "bounced", "whose": "H.Q. Corp"}
    found = reasons(Decimal(30), standing("100", **more))
    assert [reason.text for reason in found] == [
        "20 over the credit limit of 10 of H.Q. Corp",
        "invoice I-7 of H.Q. Corp is overdue and unpaid",
        "credit warning of H.Q. Corp: bounced",
    ]
    assert outcome("", found) == "will wait: H.Q. Corp: " + ", ".join(
        ["20 over the credit limit of 10", "an invoice is overdue and unpaid", "credit warning"]
    )


def test_what_both_have_names_both_and_the_own_one_nobody() -> None:
    own = reasons(Decimal(30), standing("100", overdue="I-1", distrust="late"))
    assert [reason.text for reason in own] == ["invoice I-1 is overdue and unpaid", "credit warning: late"]
    both = reasons(Decimal(30), standing("100", overdue="I-1", payer_overdue="I-7", whose="H.Q. Corp"))
    assert [reason.text for reason in both] == [
        "invoice I-1 is overdue and unpaid, invoice I-7 of H.Q. Corp is overdue and unpaid"
    ]


def test_a_long_name_is_cut_and_no_reason_is() -> None:
    (reason,) = reasons(Decimal(30), standing("100", payer_distrust="bounced", whose="Very Long Name " * 9))
    assert reason.text.endswith("…: bounced") and len(reason.whose) <= LONGEST_NAME
