"""Codes of new customers: `<unit licence>-<number>`, given when the customer is saved, never twice (C-19, R-21)."""

from custtui.domain.written_number import in_any_case
from custtui.models.account import AlternateNumber, CustomerAccount
from custtui.models.capitals import any_capitals
from custtui.models.operator import Seller
from custtui.models.prepared import Prepared
from custtui.services.numbers import next_value

COUNTER = "customer"
LICENCE = Prepared(lambda: Seller.select(Seller.unit_licence))
TAKEN = Prepared(
    lambda ways: CustomerAccount.select(CustomerAccount.id).where(any_capitals(CustomerAccount.code, ways))
)
SUPERSEDED = Prepared(
    lambda ways: AlternateNumber.select(AlternateNumber.id).where(any_capitals(AlternateNumber.code, ways))
)


def next_code() -> str:
    """The next free code, in the caller's transaction; those that imports brought, in any capitals, are skipped."""
    row = LICENCE.first()
    prefix = row[0] if row else "C"
    while True:
        code = f"{prefix}-{next_value(COUNTER)}"
        ways = in_any_case(code)
        if not TAKEN.first(ways) and not SUPERSEDED.first(ways):
            return code
