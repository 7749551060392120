"""When an order is expected to be paid, part by part, by its day and its terms; invoices tell it exactly (F-75)."""

from datetime import date
from decimal import Decimal

from custtui.domain.instalments import DuePart, days_of, parts_of
from custtui.models.operator import PaymentTerms
from custtui.models.prepared import AskedAnew

INSTALMENTS = AskedAnew(lambda code: PaymentTerms.select(PaymentTerms.instalments).where(PaymentTerms.code == code))


def expected_parts(terms: str, day: date, gross: Decimal, currency: str) -> tuple[DuePart, ...]:
    """The parts of an order of a day by its terms; none where it is due whole."""
    found = INSTALMENTS.first(terms) if terms else None
    return parts_of(gross, day, days_of(found[0]), currency) if found else ()
