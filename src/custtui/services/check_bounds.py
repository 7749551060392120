"""What a house is set up with, and could not be: put there by others than this program (D-03, F-75)."""

from collections.abc import Iterator
from typing import Any

from custtui.domain import bounds
from custtui.models.operator import PaymentTerms, TaxRate
from custtui.models.product import PriceList, PriceListItem, Product
from custtui.services import clock
from custtui.services.controls import control_faults


def bounds_faults() -> Iterator[str]:
    """The seller's time zone, days of terms and lead times, list prices, times and rates of tax."""
    if zone := clock.fault():
        yield zone
    yield from control_faults()
    yield from _days(PaymentTerms, PaymentTerms.days, "terms")
    yield from _days(Product, Product.lead_days, "product")
    rows = PriceListItem.select(PriceListItem.price, Product.code, PriceList.code).join(Product)
    rows = rows.switch(PriceListItem).join(PriceList).where(PriceListItem.price >= bounds.MOST_PRICE)
    for price, product, price_list in rows.tuples():
        yield f"price of {product} in list {price_list}: {bounds.price_fault(price)}"
    for one in TaxRate.select().where((TaxRate.last_day < TaxRate.first_day) | (TaxRate.rate > 1)):
        why = bounds.span_fault(one.first_day, one.last_day) or bounds.fraction_fault(one.rate)
        yield f"tax {one.category} {one.country} {one.state} from {one.first_day}: {why}"


def _days(model: Any, days: Any, what: str) -> Iterator[str]:
    for code, kept in model.select(model.code, days).where((days < 0) | (days > bounds.MOST_DAYS)).tuples():
        yield f"{what} {code}: {bounds.days_fault(kept)}"
