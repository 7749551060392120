"""Codes of new customers: `<unit licence>-<number>`, given when the customer is saved, never twice (C-19, R-21)."""

from custtui.models.account import AlternateNumber, CustomerAccount
from custtui.models.operator import Seller
from custtui.models.prepared import Prepared
from custtui.services.numbers import next_value

COUNTER = "customer"
LICENCE = Prepared(lambda: Seller.select(Seller.unit_licence))
TAKEN = Prepared(lambda code: CustomerAccount.select(CustomerAccount.id).where(CustomerAccount.code == code))
SUPERSEDED = Prepared(lambda code: AlternateNumber.select(AlternateNumber.id).where(AlternateNumber.code == code))


def next_code() -> str:
    """The next free code, in the caller's transaction; codes that imported customers brought are skipped."""
    row = LICENCE.first()
    prefix = row[0] if row else "C"
    while True:
        code = f"{prefix}-{next_value(COUNTER)}"
        if not TAKEN.first(code) and not SUPERSEDED.first(code):
            return code
