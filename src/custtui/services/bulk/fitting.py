"""Codes that name what stands, and cannot: why, asked for many at once, of forms and of files.

Each asks for keys of a sort (its parts have tabs between them) and tells of those that will not do.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from custtui.domain.calling_off import anothers_fault
from custtui.domain.coded import capitals_fault
from custtui.domain.pricing import list_business_fault, list_currency_fault, one_list_fault
from custtui.domain.product_code import spellings
from custtui.domain.records.contract import agreed_parts_fault
from custtui.domain.written_number import in_any_case
from custtui.models.account import CustomerAccount, CustomerQuestion, ProfileAnswer, PurchasingContract
from custtui.models.among import among
from custtui.models.capitals import any_capitals
from custtui.models.product import Barcode, PriceList, PriceListItem, Product
from custtui.services.bulk.named import (
    KEPT_BUSINESS,
    KEPT_CURRENCY,
    NO_BARCODE,
    NO_CODE,
    OF_CUSTOMER,
    ONE_LIST,
    PARTS,
    SHARED_ONCE,
    SPELLED,
    Naming,
    list_needs,
)
from custtui.services.bulk.plans import PLANS

WhyUnfit = Mapping[str, str]
"""By key, why it will not do."""


def _in_parts(keys: list[str]) -> WhyUnfit:
    """`product\\tquantity`: parts of one that is sold in whole units (X-16)."""
    rows = Product.select(Product.code, Product.step).where(among(Product.code, {one.split("\t")[0] for one in keys}))
    steps = dict(rows.tuples())
    parted = ((key, *key.split("\t")) for key in keys)
    return _faults((key, agreed_parts_fault(code, Decimal(part), steps.get(code))) for key, code, part in parted)


def _kept_currency(keys: list[str]) -> WhyUnfit:
    """`price list\\tcurrency`: another one than its prices have, or those who buy by it (C-39)."""
    stand = {row.code: row for row in PriceList.select()}
    parted = ((key, *key.split("\t")) for key in keys)
    changed = [(key, stand[code], now) for key, code, now in parted if code in stand and stand[code].currency != now]
    return _faults((key, list_currency_fault(row.currency, now, list_used(row.id))) for key, row, now in changed)


def list_used(price_list: int) -> str:
    """Why the currency of a list stays, '' where nothing hangs on it."""
    if PriceListItem.select().where(PriceListItem.price_list == price_list).exists():
        return "prices stand on it"
    buyers = CustomerAccount.select().where(CustomerAccount.price_list == price_list)
    return "customers buy by it" if buyers.exists() else ""


def _kept_business(keys: list[str]) -> WhyUnfit:
    """`price list\\tline of business`: another one than those who buy by it are of (C-39)."""
    stand = {row.code: row for row in PriceList.select()}
    parted = ((key, *key.split("\t")) for key in keys)
    changed = [(key, stand[code], now) for key, code, now in parted if code in stand]
    return _faults(
        (key, list_business_fault(row.line_of_business, now, used=row.line_of_business != now and _bought_by(row)))
        for key, row, now in changed
    )


def _bought_by(row: Any) -> bool:
    """Prices stand on it, and its line of business, which has no other list, has customers."""
    buyers = CustomerAccount.select().where(
        CustomerAccount.line_of_business == row.line_of_business, CustomerAccount.currency == row.currency
    )
    priced = PriceListItem.select().where(PriceListItem.price_list == row.id)
    return not _others(row.code, row.line_of_business, row.currency) and priced.exists() and buyers.exists()


def _others(code: str, business: str, currency: str) -> list[str]:
    rows = PriceList.select(PriceList.code).where(
        PriceList.line_of_business == business, PriceList.currency == currency, PriceList.code != code
    )
    return [other for (other,) in rows.order_by(PriceList.id).tuples()] if business else []


def _one_list(keys: list[str]) -> WhyUnfit:
    """`price list\\tcurrency\\tline of business`: one that has a list in that currency already (C-39)."""
    told = dict[str, str]()
    for key in keys:
        code, currency, business = key.split("\t")
        stands = PriceList.get_or_none(PriceList.code == code)
        if stands and (stands.currency, stands.line_of_business) == (currency, business):
            continue  # it stands like that, with others beside it: check names them
        if others := _others(code, business, currency):
            told[key] = one_list_fault(business, currency, others[0])
    return told


def _spelled(keys: list[str]) -> WhyUnfit:
    """`kind\\tkey`: one that differs from another in capitals alone (X-01)."""
    told = dict[str, str]()
    for kind in {key.partition("\t")[0] for key in keys}:
        plan = PLANS[kind]
        model: Any = plan.model
        rows = model.select(*(getattr(model, name) for name in plan.key)).tuples()
        stand = {"\t".join(row) for row in rows}
        folded = {one.casefold(): one for one in sorted(stand)}
        for key in keys:
            named, _, code = key.partition("\t")
            if named == kind and code not in stand and (other := folded.get(code.casefold())):
                told[key] = capitals_fault(*(one.rpartition("\t")[2] for one in (code, other)))
    return told


def _no_barcode(codes: list[str]) -> WhyUnfit:
    """Codes of new products that scanners send for others."""
    ways = {one: code for code in codes for one in _ways(code)}
    rows = Barcode.select(Barcode.code, Product.code).join(Product).where(among(Barcode.code, ways))
    return {ways[one]: f"is a barcode of {product}" for one, product in rows.tuples()}


def _no_code(keys: list[str]) -> WhyUnfit:
    """`product\\tbarcode`: barcodes that are typed for another product."""
    parted = [(key, *key.split("\t")) for key in keys]
    ways = {one.casefold(): key for key, _, code in parted for one in _ways(code)}
    asked = {one for way in ways for one in in_any_case(way)}
    rows = Product.select(Product.code).where(any_capitals(Product.code, sorted(asked)))
    met = ((ways.get(code.casefold(), ""), code) for (code,) in rows.tuples())
    return {key: f"is the code of {code}" for key, code in met if key and key.split("\t")[0] != code}


def _of_customer(keys: list[str]) -> WhyUnfit:
    """`contract\\tcustomer`: one that is another customer's, and not shared with it (C-40)."""
    parted = [(key, *key.split("\t")) for key in keys]
    rows = PurchasingContract.select(
        PurchasingContract.code, PurchasingContract.account, PurchasingContract.shared, CustomerAccount.party
    ).join(CustomerAccount)
    owners = {row[0]: row[1:] for row in rows.where(_among(PurchasingContract.code, parted, 1)).tuples()}
    rows = CustomerAccount.select(
        CustomerAccount.code, CustomerAccount.id, CustomerAccount.merged_into, CustomerAccount.party
    )
    buyers = {row[0]: row[1:] for row in rows.where(_among(CustomerAccount.code, parted, 2)).tuples()}
    told = dict[str, str]()
    for key, code, customer in parted:
        if code in owners and customer in buyers:  # else it is told that there is none
            (owner, shared, party), (one, merged_into, its_party) = owners[code], buyers[customer]
            if owner not in (one, merged_into) and not (shared and party == its_party):
                told[key] = anothers_fault(code)
    return told


def _among(column: Any, parted: Sequence[Sequence[str]], part: int) -> Any:
    return among(column, {one[part] for one in parted})


def _ways(code: str) -> Iterable[str]:
    """However a scanner sends it, in capitals or not."""
    return {way for one in spellings(code) for way in (one, one.upper(), one.lower())}


def _shared_once(keys: list[str]) -> WhyUnfit:
    """`customer\\tquestion`: one whose party shares the answer of another account already (F-48)."""
    parted = [(key, *key.split("\t")) for key in keys]
    mine, other = CustomerAccount.alias(), CustomerAccount.alias()
    rows = mine.select(mine.code, CustomerQuestion.code, other.code)
    rows = rows.join(other, on=(other.party == mine.party) & (other.id != mine.id))
    rows = rows.join(ProfileAnswer, on=ProfileAnswer.account == other.id).join(CustomerQuestion)
    rows = rows.where(ProfileAnswer.shared, among(mine.code, {one[1] for one in parted}))
    stand = {f"{code}\t{question}": whose for code, question, whose in rows.tuples()}
    return {key: f"is that of {stand[key]} already" for key in keys if key in stand}


def _faults(found: Iterable[tuple[str, str]]) -> WhyUnfit:
    return {key: why for key, why in found if why}


FITTING: Mapping[str, Callable[[list[str]], WhyUnfit]] = {
    PARTS: _in_parts,
    KEPT_CURRENCY: _kept_currency,
    KEPT_BUSINESS: _kept_business,
    ONE_LIST: _one_list,
    SPELLED: _spelled,
    NO_BARCODE: _no_barcode,
    NO_CODE: _no_code,
    OF_CUSTOMER: _of_customer,
    SHARED_ONCE: _shared_once,
}
"""By sort."""


CODED = ("terms", "methods", "reasons", "pricelists")
"""Kinds whose codes are found in any capitals: two that differ in nothing else are one."""


def setup_needs(kind: str, values: Mapping[str, Any]) -> Iterator[Naming]:
    """What has to hold of a record of the set-up beside those that stand."""
    if kind in CODED:
        yield Naming("code", SPELLED, "\t".join((kind, *(values[name] for name in PLANS[kind].key))))
    if kind == "pricelists":
        yield from list_needs(SimpleNamespace(**values))
