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
    """Those by which money comes in, each by its name: on account is none."""
    return [Choice(name, name, code) for code, name in _named(PaymentMethod.active & ~PaymentMethod.needs_terms)]


def method_names() -> dict[str, str]:
    """What every payment method is called, by its code: screens show that, whoever types may say either."""
    return dict(PaymentMethod.select(PaymentMethod.code, PaymentMethod.name).tuples())


def _methods(where: Any) -> list[Choice]:
    return [Choice(code, code, name) for code, name in _named(where)]


def _named(where: Any) -> list[tuple[str, str]]:
    rows = PaymentMethod.select(PaymentMethod.code, PaymentMethod.name).where(where)
    return [*rows.order_by(PaymentMethod.id).tuples()]
