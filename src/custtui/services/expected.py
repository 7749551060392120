"""What terms say of an order or a paper by its day: when it is expected to be paid, and in words (F-75)."""

from datetime import date
from decimal import Decimal

from custtui.domain.due import DueRule
from custtui.domain.instalments import DuePart
from custtui.models.operator import PaymentTerms
from custtui.models.prepared import AskedAnew

DUE_BY = (PaymentTerms.days, PaymentTerms.end_of_month, PaymentTerms.instalments)
"""Columns of terms that a `DueRule` is of."""
RULE = AskedAnew(lambda code: PaymentTerms.select(*DUE_BY).where(PaymentTerms.code == code))


def expected_parts(terms: str, day: date, gross: Decimal, currency: str) -> tuple[DuePart, ...]:
    """The parts of an order of a day by its terms; none where it is due whole."""
    found = RULE.first(terms) if terms else None
    return DueRule.of(*found).parts_of(gross, day, currency) if found else ()


def terms_in_words(terms: str, day: date, due: date | None) -> str:
    """`NET30: 30 days, end of month`, as a paper says it.

    The code alone where the terms by now lead from its day to another one: what it was made by nobody changes.
    """
    found = RULE.first(terms) if terms and due else None
    rule = DueRule.of(*found) if found else None
    return f"{terms}: {rule.words}" if rule and rule.due(day) == due else terms
