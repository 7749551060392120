"""Lists that the profile's coded fields offer."""

from typing import Any

from custtui.domain.choice import Choice
from custtui.domain.collecting import WORDS
from custtui.models.operator import PaymentMethod, PaymentTerms


def payment_terms() -> list[Choice]:
    """The payment terms, by days."""
    rows = PaymentTerms.select(PaymentTerms.code, PaymentTerms.name).order_by(PaymentTerms.days, PaymentTerms.code)
    return [Choice(code, code, name) for code, name in rows.tuples()]


def collecting() -> list[Choice]:
    """How what a payer is billed comes onto invoices (C-42)."""
    return [Choice(code, code, words) for code, words in WORDS.items()]


def payment_methods() -> list[Choice]:
    """The payment methods an account may have as its own; which are open on an order who pays decides (R-01)."""
    return _methods(PaymentMethod.active)


def money_methods() -> list[Choice]:
    """Those by which money comes in: on account is none."""
    return _methods(PaymentMethod.active & ~PaymentMethod.needs_terms)


def _methods(where: Any) -> list[Choice]:
    rows = PaymentMethod.select(PaymentMethod.code, PaymentMethod.name).where(where)
    return [Choice(code, code, name) for code, name in rows.order_by(PaymentMethod.id).tuples()]
