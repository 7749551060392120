"""The house in which orders live: customers with limits, one that pays for another, odd prices, taxes, tolerances."""

from collections.abc import Sequence
from decimal import Decimal

from custtui.domain.who import Role, Who
from custtui.models.account import CustomerAccount
from custtui.models.operator import PaymentTerms
from custtui.models.search.engine import rebuild
from tests.services import house
from tests.services.house import ANN, BEN, CORA, DORA

ZOE = Who("zoe", "Zoe", Role.CLERK)
HANDS: Sequence[Who] = (ANN, ZOE, BEN, DORA, CORA)
AT_ONCE = tuple(Who(f"hand{at}", f"Hand{at}", role) for at, role in enumerate([*Role] * 3))
"""Each of a program of its own: a change of an order that is keyed is of one operator."""
WITH_TOLERANCE = {"ROPE": (Decimal("0.1"), Decimal("0.1"))}
"""Under and over what was ordered, as fractions (C-30)."""
ITEMS = ("ITEM1", "ITEM2", "ITEM3", "ODD", "ROPE")
CODES = ("3897-5", "3897-9", "3897-12")


def stand() -> list[int]:
    """Make it; the ids of its customers."""
    made = house.stand()
    house.hire(ZOE.login)
    for one in AT_ONCE:
        house.hire(one.login, role=one.role)
    house.product("ODD", "6.37")
    house.product("ROPE", "1.01", under_tolerance=Decimal("0.1"), over_tolerance=Decimal("0.1"))
    house.list_price(made.products["ITEM1"], "9.35", from_quantity="12")
    house.tax("0.08875", state="NY")
    house.tax("0.06625", state="NJ")
    terms = PaymentTerms.create(
        code="PARTS", name="3 parts", days=10, instalments="10 20 30", discount_days=10, discount_rate=Decimal("0.02")
    )
    baker = house.customer("3897-12", "Corner Bakery", threshold="150.00", credit_limit=Decimal(900))
    house.site(made.hq, "HQ dock", "SHIP_TO*", state="NJ")
    house.related(made.hq, made.a1, bill_to=True, pay=True)
    CustomerAccount.update(terms=terms).where(CustomerAccount.id == made.hq).execute()
    rebuild()
    return [made.a1, made.hq, baker]
