"""The payment methods there are, those excluded for accounts, and the one a customer paid with last (R-01, F-58)."""

from custtui.domain.payment import Method
from custtui.models.account import PaymentExclusion
from custtui.models.families import family
from custtui.models.operator import PaymentMethod
from custtui.models.order import OrderRevision
from custtui.models.prepared import Prepared

METHODS = Prepared(
    lambda: (
        PaymentMethod.select(
            PaymentMethod.code,
            PaymentMethod.name,
            PaymentMethod.when_sold_to_pays,
            PaymentMethod.when_other_pays,
            PaymentMethod.needs_terms,
        )
        .where(PaymentMethod.active)
        .order_by(PaymentMethod.id)
    )
)
EXCLUDED = Prepared(
    lambda accounts: (
        PaymentExclusion.select(PaymentMethod.code).join(PaymentMethod).where(PaymentExclusion.account.in_(accounts))
    )
)
PREVIOUS = Prepared(
    lambda accounts: (
        OrderRevision.select(OrderRevision.payment_method)
        .where(OrderRevision.sold_to.in_(accounts) & (OrderRevision.payment_method != ""))
        .order_by(OrderRevision.order_date.desc(), OrderRevision.id.desc())
        .limit(1)
    )
)


def payment_methods() -> list[Method]:
    """The methods in use, in the table's order."""
    return [Method(*row) for row in METHODS()]


def previous_method(account: int) -> str:
    """The code of the method of the customer's newest order, '' where there is none."""
    row = PREVIOUS.first(family(account))
    return row[0] if row else ""


def excluded_methods(*accounts: int) -> frozenset[str]:
    """The codes excluded for any of these accounts (R-36)."""
    return frozenset(row[0] for row in EXCLUDED(sorted(set(accounts))))
