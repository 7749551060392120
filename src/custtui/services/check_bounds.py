"""What a house is set up with, and could not be: put there by others than this program (D-03, F-75)."""

from collections.abc import Iterator
from typing import Any

from peewee import fn

from custtui.domain import bounds
from custtui.domain.coded import REASON_KINDS
from custtui.domain.early import early_terms_fault
from custtui.domain.instalments import days_of
from custtui.domain.postal import is_country, state_fault
from custtui.models.account import ContractLine, ContractPrice, CustomerAccount, PurchasingContract
from custtui.models.operator import PaymentTerms, Reason, Seller, TaxRate
from custtui.models.party import Location
from custtui.models.product import PriceList, PriceListItem, Product
from custtui.services import clock
from custtui.services.controls import control_faults


def bounds_faults() -> Iterator[str]:
    """The seller's time zone, days of terms and lead times, list prices, times and rates of tax."""
    if zone := clock.fault():
        yield zone
    yield from control_faults()
    yield from _days(PaymentTerms, PaymentTerms.days, "terms")
    yield from _days(PaymentTerms, PaymentTerms.discount_days, "terms")
    yield from _early_terms()
    yield from _reasons()
    yield from _days(Product, Product.lead_days, "product")
    yield from _codes()
    yield from _prices()
    for one in TaxRate.select().where((TaxRate.last_day < TaxRate.first_day) | (TaxRate.rate > 1)):
        why = bounds.span_fault(one.first_day, one.last_day) or bounds.fraction_fault(one.rate)
        yield f"tax {one.category} {one.country} {one.state} from {one.first_day}: {why}"
    for one in TaxRate.select().where(TaxRate.county != "", TaxRate.city == "", TaxRate.postal_codes == ""):
        yield f"tax {one.category} {one.country} {one.county[:40]}: nobody can tell which addresses are in the county"


def _early_terms() -> Iterator[str]:
    for one in PaymentTerms.select().where((PaymentTerms.discount_rate != 0) | (PaymentTerms.discount_days != 0)):
        due = max((one.days, *days_of(one.instalments)))
        field, why = early_terms_fault(one.discount_days, one.discount_rate, due, end_of_month=one.end_of_month)
        if why:
            yield f"terms {one.code}: {field}: {why}"


def _reasons() -> Iterator[str]:
    for one in Reason.select().where(Reason.kind.not_in(REASON_KINDS)):
        yield f"reason {one.code}: {one.kind[:40]!r} is not what a reason is for: nothing asks for it"


def _codes() -> Iterator[str]:
    """Countries there are none of; states that are none of a tax rate's."""
    for model in (Seller, Location, TaxRate):
        yield from _countries(model)
    for country, state in (
        TaxRate.select(TaxRate.country, TaxRate.state).distinct().where(TaxRate.state != "").tuples()
    ):
        if why := state_fault(country, state[:40]):
            yield f"tax {country} {state[:40]}: {why}"


def _countries(model: Any) -> Iterator[str]:
    """An address may have none: then it is the seller's country."""
    for country, row in model.select(model.country, fn.MIN(model.id)).group_by(model.country).tuples():
        if not is_country(country) and (country or model is not Location):
            yield f"{model._meta.table_name} {row}, country: {country[:40]!r} is not a country code like US"


def _prices() -> Iterator[str]:
    """Of lists, of single customers, of contracts."""
    for model, place, what in (
        (PriceListItem, PriceList.code, "list"),
        (ContractPrice, CustomerAccount.code, "contract of"),
        (ContractLine, PurchasingContract.code, "contract"),
    ):
        rows = model.select(model.price, Product.code, place).join(Product).switch(model).join(place.model)
        for price, product, code in rows.where(model.price >= bounds.MOST_PRICE).tuples():
            yield f"price of {product} in {what} {code}: {bounds.price_fault(price)}"


def _days(model: Any, days: Any, what: str) -> Iterator[str]:
    for code, kept in model.select(model.code, days).where((days < 0) | (days > bounds.MOST_DAYS)).tuples():
        yield f"{what} {code}: {bounds.days_fault(kept)}"
