"""What stands in the database already: asked in lists, so that a file is checked in few queries."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial

from custtui.domain.account_name import same_name
from custtui.domain.address import nowhere_faults
from custtui.domain.contact import another_person
from custtui.domain.payment import default_fault
from custtui.domain.pricing import agreed_fault, list_fault
from custtui.domain.product_code import spellings
from custtui.domain.relations import ORGANIZATION, PERSON
from custtui.domain.tax import category_of
from custtui.models.account import (
    AlternateNumber,
    ContractPrice,
    CustomerAccount,
    CustomerQuestion,
    CustomerSite,
    PaymentExclusion,
    PurchasingContract,
)
from custtui.models.among import among
from custtui.models.capitals import in_both
from custtui.models.fulfilment import Invoice, Shipment
from custtui.models.operator import Operator, PaymentMethod, PaymentTerms, Seller
from custtui.models.order import SalesOrder
from custtui.models.party import Party
from custtui.models.product import Barcode, PriceList, PriceListItem, Product
from custtui.services.bulk.fitting import FITTING
from custtui.services.bulk.named import list_price_key
from custtui.services.bulk.order_facts import buyers_of
from custtui.services.bulk.parties import acting_under, contact_ids
from custtui.services.bulk.plans import ids_by_code
from custtui.services.bulk.relationships import way_fault, ways_free
from custtui.services.bulk.site_names import site_names
from custtui.services.bulk.tables import chunks
from custtui.services.bulk.values import NOWHERE
from custtui.services.lists.coded import EVENT, NOTE, ROLE
from custtui.services.lists.coded import codes as noted
from custtui.services.notes import action_notes
from custtui.services.payers.rule import payer_faults
from custtui.services.people.person import known_names
from custtui.services.tax_categories import categories_known

COLUMNS = {
    "account": (CustomerAccount.code,),
    "customer or old": (CustomerAccount.code, AlternateNumber.code),
    "product": (Product.code,),
    "terms": (PaymentTerms.code,),
    "method": (PaymentMethod.code,),
    "price list": (PriceList.code,),
    "order": (SalesOrder.number,),
    "shipment": (Shipment.number,),
    "invoice": (Invoice.number,),
    "contract": (PurchasingContract.code,),
    "question": (CustomerQuestion.code,),
    "operator": (Operator.login,),
}
"""Where codes of each sort stand."""


def known(sort: str, codes: Iterable[str]) -> set[str]:
    """Those of the codes that stand in the database. Codes of several parts have tabs between them."""
    found = set[str]()
    for chunk in chunks(codes):
        if sort in FITTING:
            found |= set(chunk) - FITTING[sort](chunk).keys()
        if sort in ASKED:
            found |= ASKED[sort](chunk)
        for column in COLUMNS.get(sort, ()):
            found |= {code for (code,) in column.model.select(column).where(among(column, chunk)).tuples()}
    return found


def mixed(sort: str) -> dict[str, str]:
    """The codes of a sort that stand in capitals and small letters at once, by their small letters: few do."""
    found = dict[str, str]()
    for column in COLUMNS[sort]:
        rows = column.model.select(column).where(in_both(column))
        found |= {code.casefold(): code for (code,) in rows.tuples()}
    return found


def _sites(keys: list[str]) -> set[str]:
    """Of `customer\\talias`, those there are."""
    rows = CustomerAccount.select(CustomerAccount.id, CustomerAccount.code)
    codes = dict(rows.where(among(CustomerAccount.code, {key.partition("\t")[0] for key in keys})).tuples())
    return {f"{codes[account]}\t{name}" for account, name in site_names(codes)} & set(keys)


def _persons(keys: list[str]) -> set[str]:
    """Of `customer\\tname`, those customers who are persons of that name."""
    rows = CustomerAccount.select(CustomerAccount.code, Party.name).join(Party).where(Party.kind == PERSON)
    found = rows.where(among(CustomerAccount.code, {key.partition("\t")[0] for key in keys}))
    return {f"{code}\t{name}" for code, name in found.tuples()} & set(keys)


def _list_prices(keys: list[str]) -> set[str]:
    """Of `product\tlist\tquantity\tfirst day`, those there are."""
    products = {key.partition("\t")[0] for key in keys}
    rows = (
        PriceListItem.select(Product.code, PriceList.code, PriceListItem.from_quantity, PriceListItem.first_day)
        .join_from(PriceListItem, Product)
        .join_from(PriceListItem, PriceList)
        .where(among(Product.code, products))
    )
    return {list_price_key(*row) for row in rows.tuples()} & set(keys)


def _barcodes(codes: list[str]) -> set[str]:
    """Of canonical numbers those that stand, in whatever spelling."""
    ways = {code: spellings(code) for code in codes}
    asked = among(Barcode.code, {one for way in ways.values() for one in way})
    there = {code for (code,) in Barcode.select(Barcode.code).where(asked).tuples()}
    return {code for code, way in ways.items() if not there.isdisjoint(way)}


def _payers(codes: list[str]) -> set[str]:
    """Those who may pay for others by default."""
    return {code for code, fault in payer_faults(among(CustomerAccount.code, codes)).items() if fault is None}


def _customers(codes: list[str]) -> set[str]:
    """Those who were not merged into others: what is said of such is said of the one that lives on (F-28)."""
    rows = CustomerAccount.select(CustomerAccount.code).where(CustomerAccount.merged_into.is_null())
    return {code for (code,) in rows.where(among(CustomerAccount.code, codes)).tuples()}


def _organizations(codes: list[str]) -> set[str]:
    rows = CustomerAccount.select(CustomerAccount.code).join(Party).where(Party.kind == ORGANIZATION)
    return {code for (code,) in rows.where(among(CustomerAccount.code, codes)).tuples()} & _customers(codes)


def _natural_persons(codes: list[str]) -> set[str]:
    return _customers(codes) - _organizations(codes)


def _tax_categories(codes: list[str]) -> set[str]:
    """Those there are; all where the house has no tax rate."""
    return set(codes) & (categories_known() or set(codes))


def _taxed_products(codes: list[str]) -> set[str]:
    """The tax categories that products have; all where there is no product yet."""
    there = {category_of(name) for (name,) in Product.select(Product.tax_category).distinct().tuples()}
    return set(codes) & there if there else set(codes)


def _somewhere(purpose: str, codes: list[str]) -> set[str]:
    """All but those who stand and whose site for it has neither street nor city, or who have none (R-12)."""
    sites = {code: buyer.primary(purpose) for code, buyer in buyers_of(set(codes)).items()}
    nowhere = {code for code, site in sites.items() if site is None or site.snapshot.address.nowhere}
    return set(codes) - nowhere


def _methods_in_use(codes: list[str]) -> set[str]:
    rows = PaymentMethod.select(PaymentMethod.code).where(PaymentMethod.active, among(PaymentMethod.code, codes))
    return {code for (code,) in rows.tuples()}


def _lists_in_currency(keys: list[str]) -> set[str]:
    """Of `price list\\tcurrency` those whose prices are in that currency."""
    rows = PriceList.select(PriceList.code, PriceList.currency)
    return {"\t".join(row) for row in rows.tuples()} & set(keys)


def _customers_in_currency(keys: list[str]) -> set[str]:
    """Of `customer\\tcurrency` all but those of a customer who buys in another one (R-34)."""
    accounts = among(CustomerAccount.code, {key.partition("\t")[0] for key in keys})
    buys = dict(CustomerAccount.select(CustomerAccount.code, CustomerAccount.currency).where(accounts).tuples())
    pairs = ((key, *key.split("\t")) for key in keys)
    return {key for key, code, currency in pairs if buys.get(code, currency) == currency}


def _questions_asked(codes: list[str]) -> set[str]:
    """All but those of questions out of use: nobody is asked them, and no screen shows the answer (F-19)."""
    rows = CustomerQuestion.select(CustomerQuestion.code).where(~CustomerQuestion.active)
    return set(codes) - {code for (code,) in rows.tuples()}


def _excludable(keys: list[str]) -> set[str]:
    """Of `customer\\tmethod` all but those that name a default method that is not excluded yet (R-36)."""
    accounts = among(CustomerAccount.code, {key.partition("\t")[0] for key in keys})
    rows = CustomerAccount.select(CustomerAccount.code, PaymentMethod.code).join(PaymentMethod).where(accounts)
    default = {"\t".join(row) for row in rows.tuples()}
    rows = PaymentExclusion.select(CustomerAccount.code, PaymentMethod.code).join_from(
        PaymentExclusion, PaymentMethod
    )
    rows = rows.join_from(PaymentExclusion, CustomerAccount).where(accounts)
    return set(keys) - (default - {"\t".join(row) for row in rows.tuples()})


def _aliases(keys: list[str]) -> set[str]:
    """Of `customer\\talias` in small letters, those of sites in use (F-34)."""
    rows = CustomerSite.select(CustomerAccount.code, CustomerSite.alias).join(CustomerAccount)
    rows = rows.where(CustomerSite.active, among(CustomerAccount.code, {key.partition("\t")[0] for key in keys}))
    return {f"{code}\t{alias.casefold()}" for code, alias in rows.tuples()} & set(keys)


def _account_names(keys: list[str]) -> set[str]:
    """Of `code of an account\\tname` (`same_name`), those an account of its party has (F-16)."""
    rows = CustomerAccount.select(CustomerAccount.code, CustomerAccount.party)
    parties = dict(rows.where(among(CustomerAccount.code, {key.partition("\t")[0] for key in keys})).tuples())
    rows = CustomerAccount.select(CustomerAccount.party, CustomerAccount.name)
    rows = rows.where(CustomerAccount.merged_into.is_null(), among(CustomerAccount.party, set(parties.values())))
    taken = {(party, same_name(name)) for party, name in rows.tuples()}
    return {key for key in keys if (parties.get(key.partition("\t")[0]), key.partition("\t")[2]) in taken}


ASKED: dict[str, Callable[[list[str]], set[str]]] = {
    "customer": _customers,
    "site": _sites,
    "alias in use": _aliases,
    "account name": _account_names,
    "barcode": _barcodes,
    "person": _persons,
    "list price": _list_prices,
    "payer": _payers,
    "answer": lambda codes: ids_by_code("answer", codes).keys() & set(codes),
    "role": lambda codes: set(noted(ROLE)) & set(codes),
    "event": lambda codes: set(noted(EVENT)) & set(codes),
    "reason": lambda codes: set(noted(NOTE)) & set(codes),
    "operator at work": lambda codes: {one.key for one in action_notes.assignees()} & set(codes),
    "method in use": _methods_in_use,
    "method to exclude": _excludable,
    "question in use": _questions_asked,
    "price list in currency": _lists_in_currency,
    "customer in currency": _customers_in_currency,
    "organization": _organizations,
    "natural person": _natural_persons,
    "way": ways_free,
    "tax category": _tax_categories,
    "product of the tax category": _taxed_products,
    "bill-to": partial(_somewhere, "BILL_TO"),
    "ship-to": partial(_somewhere, "SHIP_TO"),
    "acting person": lambda keys: acting_under(keys) & set(keys),
    "namesake": known_names,
    "contact": lambda keys: contact_ids(keys).keys() & set(keys),
}
"""Sorts of codes that have several parts, or have to do more than stand."""


def unfit(sort: str, code: str) -> str:
    """Why a code that stands is not one of the sort; '' where it does not stand."""
    if sort in FITTING:
        return FITTING[sort]([code]).get(code, "")
    if sort == "payer":
        fault = payer_faults(CustomerAccount.code == code).get(code)
        return fault.text if fault else ""
    if sort == "question in use":
        return f"{code} is out of use: the answer is kept, no screen shows it"
    if sort == "namesake":
        return another_person(code.partition("\t")[2]) + " person_name names the one there is"
    if sort == "way":
        return way_fault(code)
    if sort == "method to exclude":
        method = code.partition("\t")[2]
        return default_fault(method, (method,))
    if sort == "price list in currency":
        named, _, currency = code.partition("\t")
        stands = PriceList.get_or_none(PriceList.code == named)
        return list_fault(named, stands.currency, currency) if stands else f"there is no price list {named}"
    if sort == "customer in currency":
        customer, _, currency = code.partition("\t")
        return agreed_fault(customer, CustomerAccount.get(CustomerAccount.code == customer).currency, currency)
    if sort == "method in use":
        return f"{code} is out of use" if known("method", [code]) else f"there is no method {code}"
    if sort in ("bill-to", "ship-to"):
        return nowhere_faults(NOWHERE, sort.replace("-", "_"), code)[0].text
    gone = CustomerAccount.get_or_none(CustomerAccount.code == code, CustomerAccount.merged_into.is_null(False))
    return f"{code} was merged into {gone.merged_into.code}: name that one" if sort == "customer" and gone else ""


def contract_windows(pairs: list[tuple[str, str]]) -> list[tuple[str, str, date, date]]:
    """The contract prices that stand for these customers and products (codes): customer, product, first, last day."""
    rows = (
        ContractPrice.select(CustomerAccount.code, Product.code, ContractPrice.first_day, ContractPrice.last_day)
        .join_from(ContractPrice, CustomerAccount)
        .join_from(ContractPrice, Product)
        .where(
            among(CustomerAccount.code, {code for code, _ in pairs}), among(Product.code, {code for _, code in pairs})
        )
    )
    wanted = set(pairs)
    return [row for row in rows.tuples() if row[:2] in wanted]


def house_currency() -> str:
    """The seller's currency."""
    seller = Seller.get_or_none()
    return seller.currency if seller else "USD"


def known_products(limit: int) -> list[str]:
    """The codes of products, the oldest first."""
    return [code for (code,) in Product.select(Product.code).order_by(Product.id).limit(limit).tuples()]
