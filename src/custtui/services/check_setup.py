"""What forms and files of the set-up refuse beside what stands: of before, or put past them (C-38, C-39)."""

from collections.abc import Iterator
from typing import Any

from peewee import fn

from custtui.domain.card import NEVER_STORED, holds_card_number
from custtui.domain.pricing import list_fault, one_list_fault
from custtui.domain.product_code import canonical
from custtui.domain.records.product import superseding_fault
from custtui.domain.tax import Rate
from custtui.domain.tax_rates import RateKey, beside_others, rate_key, told_together
from custtui.models.account import CustomerAccount, PurchasingContract
from custtui.models.among import among
from custtui.models.operator import PaymentMethod, PaymentTerms, Reason, TaxRate
from custtui.models.product import Barcode, PriceList, Product
from custtui.services.check_capitals import capitals_faults
from custtui.services.tax_beside import rate_of

CODED: tuple[tuple[Any, str, tuple[Any, ...]], ...] = (
    (PaymentTerms, "terms", ()),
    (PaymentMethod, "methods", ()),
    (PriceList, "price lists", ()),
    (PurchasingContract, "contracts", ()),
    (Product, "products", ()),
    (Reason, "reasons", (Reason.kind,)),
)
"""What has a code of its own, or one within what it is of."""


def setup_faults() -> Iterator[str]:
    """A line for each two that are one, or cannot stand beside one another."""
    for model, what, within in CODED:
        yield from _capitals(model, what, within)
    yield from capitals_faults()
    yield from _rates()
    yield from _lists()
    yield from _scanned()
    yield from _superseded()
    yield from _carded()


def _capitals(model: Any, what: str, within: tuple[Any, ...]) -> Iterator[str]:
    small, code = fn.LOWER(model.code), model.code
    twice = model.select(small).group_by(small, *within).having(fn.COUNT(model.id) > 1)
    found = dict[tuple[str, ...], list[str]]()
    for one, *of in model.select(code, *within).where(small.in_(twice)).order_by(code).tuples():
        found.setdefault((one.casefold(), *of), []).append(one)
    for codes in (codes for codes in found.values() if len(codes) > 1):
        yield f"{what} {' and '.join(codes)}: their codes differ in capitals alone"


def _rates() -> Iterator[str]:
    stand = dict[RateKey, Rate]()
    for row in TaxRate.select().order_by(TaxRate.id):
        one, key = rate_of(row.__data__), rate_key(row.__data__)
        if key in stand:
            yield f"{_called(one)}: stands twice, as {_called(stand[key])} too"
        stand.setdefault(key, one)
    told = set[Rate]()
    for held in beside_others(stand.values()):
        if held[0] not in told:
            told.add(held[0])
            yield f"{_called(held[0])}: {told_together(held, held[0])}"


def _called(one: Rate) -> str:
    place = " ".join(filter(None, (one.country, one.state, one.county, one.city, one.postal_codes, one.component)))
    return f"tax {one.category} {place} from {one.first_day}"


def _lists() -> Iterator[str]:
    first = dict[tuple[str, str], str]()
    rows = PriceList.select(PriceList.code, PriceList.line_of_business, PriceList.currency).order_by(PriceList.id)
    for code, business, currency in rows.where(PriceList.line_of_business != "").tuples():
        if other := first.get((business, currency)):
            yield f"price list {code}: {one_list_fault(business, currency, other)} (C-39)"
        first.setdefault((business, currency), code)
    bought = CustomerAccount.select(
        CustomerAccount.code, CustomerAccount.currency, PriceList.code, PriceList.currency
    )
    bought = bought.join(PriceList, on=CustomerAccount.price_list == PriceList.id)
    for customer, buys_in, code, currency in bought.where(CustomerAccount.currency != PriceList.currency).tuples():
        yield f"customer {customer}: price list {list_fault(code, currency, buys_in)} (R-34)"


def _scanned() -> Iterator[str]:
    """Codes of products that are barcodes of others, and barcodes of two, in whatever length a scanner sends them."""
    scanned = dict[str, str]()
    codes = {canonical(code).casefold(): code for (code,) in Product.select(Product.code).tuples().iterator()}
    rows = Barcode.select(Barcode.code, Product.code).join(Product).order_by(Barcode.id)
    for barcode, product in rows.tuples().iterator():
        other = codes.get(canonical(barcode).casefold(), product)
        if other != product:
            yield f"product {product}: its barcode {barcode} is the code of {other}"
        first = scanned.setdefault(canonical(barcode), product)
        if first != product:
            yield f"product {product}: its barcode {barcode} is one of {first}"


def _superseded() -> Iterator[str]:
    rows = Product.select(Product.code, Product.superseded_by).where(Product.superseded_by != "")
    after = dict(rows.order_by(Product.id).tuples())
    known = {code for (code,) in Product.select(Product.code).where(among(Product.code, {*after.values()})).tuples()}
    for code, by in after.items():
        if why := superseding_fault(code, by, lambda one: after.get(one, "")):
            yield f"product {code}: what it is superseded by {why}"
        if by not in known:
            yield f"product {code}: it is superseded by {by[:40]}, and there is no such product"


def _carded() -> Iterator[str]:
    """Names of products alone: there are too many to read them as a file does (see exchange.stands)."""
    for code, name in Product.select(Product.code, Product.name).order_by(Product.id).tuples().iterator():
        if holds_card_number(name):
            yield f"product {code}: name: {NEVER_STORED}"
