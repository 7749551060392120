"""Rules of the records of a house about several fields, and how their values are spelled once they are kept.

Both mouths, form and file, read by them.
"""

from collections.abc import Callable, Iterator, Mapping
from types import SimpleNamespace
from typing import Any, NamedTuple

from custtui.domain import postal
from custtui.domain.address import PARTS, Address
from custtui.domain.bounds import span_fault
from custtui.domain.coded import REASON_KINDS, code_of
from custtui.domain.early import early_terms_fault
from custtui.domain.errors import Fault
from custtui.domain.instalments import days_of, days_of_parts_fault
from custtui.domain.postal import country_fault, state_code, state_fault
from custtui.domain.records.contract import TypedContract, contract_faults, goods_of
from custtui.domain.records.house import (
    ControlFields,
    MethodFields,
    OperatorFields,
    PaymentTermsFields,
    PriceListFields,
    ReasonFields,
    RecordValues,
    SellerFields,
    TaxRateFields,
)
from custtui.domain.records.place import POSTAL_CODE, STATE
from custtui.domain.records.price import PriceFields, price_faults
from custtui.domain.records.product import ProductFields, as_kept
from custtui.domain.tax import category_of, prefix_of, prefixes
from custtui.domain.time_zone import zone_fault


def terms_faults(one: RecordValues) -> Iterator[Fault]:
    """Days of parts that terms cannot have, a discount that ends behind them or leaves nothing (C-37)."""
    parts = days_of(one["instalments"])
    if why := days_of_parts_fault(parts, one["days"]):
        yield Fault("parts", "instalments", why)
    due, rate = max((one["days"], *parts)), one["discount_rate"]
    field, why = early_terms_fault(one["discount_days"], rate, due, end_of_month=one["end_of_month"])
    if why:
        yield Fault("early", field, why)


def reason_faults(one: RecordValues) -> Iterator[Fault]:
    """A kind that nothing asks a reason for (C-46)."""
    if not code_of(one["kind"], REASON_KINDS):
        yield Fault("kind", "kind", f'"{one["kind"]}" is not what a reason is for: {", ".join(REASON_KINDS)}')


def _reason_kept(one: RecordValues) -> dict[str, Any]:
    return {**one, "kind": code_of(one["kind"], REASON_KINDS)}


def tax_faults(one: RecordValues) -> Iterator[Fault]:
    """An end before its beginning; a country or a state that is none; a county of which nobody knows where it is."""
    if why := span_fault(one["first_day"], one["last_day"]):
        yield Fault("days", "last_day", why)
    if why := country_fault(one["country"]):
        yield Fault("country", "country", why)
    elif one["state"] and (why := state_fault(one["country"], one["state"])):
        yield Fault("state", "state", why)
    yield from _tax_place_faults(one)


def _tax_place_faults(one: RecordValues) -> Iterator[Fault]:
    if one["county"] and not (one["city"] or prefixes(one["postal_codes"])):
        yield Fault("county", "county", "addresses have no county: give its postal codes, or its city")
    if any(not prefix_of(part) or len(prefix_of(part)) > POSTAL_CODE.longest for part in _postal_parts(one)):
        yield Fault("postal_codes", "postal_codes", "are beginnings of postal codes with commas between: 105, 106")
    if set(one["component"]) & set(",;=%") or one["component"][-1:].isdigit():
        yield Fault("component", "component", "is a name without , ; = % and without a number at its end")


def _postal_parts(one: RecordValues) -> list[str]:
    return one["postal_codes"].split(",") if one["postal_codes"] else []


def seller_faults(one: RecordValues) -> Iterator[Fault]:
    """A country, a state or a time zone that is none."""
    if why := country_fault(one["country"]):
        yield Fault("country", "country", why)
    for fault in postal.state_faults(_address(one)):
        yield Fault(fault.code, fault.field, fault.text.removeprefix(f"{STATE.label}: "))
    if why := zone_fault(one["time_zone"]):
        yield Fault("zone", "time_zone", why)


def seller_kept(one: RecordValues) -> dict[str, Any]:
    """The address as its country writes it."""
    return {**one, **postal.written(_address(one)).columns()}


def _address(one: RecordValues) -> Address:
    return Address(**{name: one[name] for name in PARTS} | {"country": one["country"].upper()})


def _contract_faults(one: RecordValues) -> Iterator[Fault]:
    lines, faults = goods_of(one["goods"])
    yield from faults
    for _, fault in contract_faults(SimpleNamespace(**one), lines):
        yield fault if fault.field in one else Fault(fault.code, "goods", fault.text)
    if not lines and not faults:
        yield Fault("missing", "goods", "a contract has products")


def tax_kept(one: RecordValues) -> dict[str, Any]:
    """Category and place as they are kept: Standard is standard, New Jersey NJ, h2x H2X."""
    country = one["country"].upper()
    return {
        **one,
        "category": category_of(one["category"]),
        "country": country,
        "state": state_code(country, one["state"]),
        "postal_codes": ", ".join(prefixes(one["postal_codes"])),
    }


def no_faults(one: RecordValues) -> Iterator[Fault]:
    """Of a record whose fields are all that is to be said."""
    return iter(())


def _product_kept(one: RecordValues) -> dict[str, Any]:
    return {**one, "minimum": None, "step": None, **as_kept(one)}


def _price_faults(one: RecordValues) -> Iterator[Fault]:
    return price_faults(PriceFields(**one))


def _operator_kept(one: RecordValues) -> dict[str, Any]:
    return {**one, "name": one["name"] or one["login"]}


class RecordRules(NamedTuple):
    """What holds of a record beyond its fields: why it cannot be, and how it is spelled once it is kept."""

    faults: Callable[[RecordValues], Iterator[Fault]] = no_faults
    kept: Callable[[RecordValues], dict[str, Any]] = dict


RULES: Mapping[type, RecordRules] = {
    PaymentTermsFields: RecordRules(terms_faults),
    MethodFields: RecordRules(),
    TaxRateFields: RecordRules(tax_faults, tax_kept),
    ReasonFields: RecordRules(reason_faults, _reason_kept),
    PriceListFields: RecordRules(),
    ProductFields: RecordRules(kept=_product_kept),
    PriceFields: RecordRules(_price_faults),
    TypedContract: RecordRules(_contract_faults),
    SellerFields: RecordRules(seller_faults, seller_kept),
    ControlFields: RecordRules(),
    OperatorFields: RecordRules(kept=_operator_kept),
}
"""The rules of each record, for its form and its file."""
