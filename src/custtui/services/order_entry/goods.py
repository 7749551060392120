"""Products and prices as the lines of a draft need them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple

from custtui.domain.pricing import Candidate, Source
from custtui.domain.product_code import spellings
from custtui.domain.text import visible
from custtui.domain.written_number import in_any_case
from custtui.models.families import family
from custtui.models.remembered import each
from custtui.services.order_entry.goods_rows import (
    BARCODE,
    BOUGHT,
    CAPITALS,
    CODE,
    FACT,
    FACTS,
    FOUND,
    HOUSE_LIST,
    ITSELF,
    LISTED,
    READ,
    SPECIAL,
    WHOLE,
    Goods,
)

PRODUCT, FACTS_OF = "product", "facts"
"""Questions whose answers are remembered, the second one with all of `Payable` behind it."""
EMPTY: Mapping[int, Any] = MappingProxyType({})


def products_for(texts: Iterable[str], prefix: str = "") -> dict[str, Goods]:
    """The product each typed text stands for: a code in any capitals, or a barcode; unknown texts are left out."""
    return _named(texts, prefix, found_by)


def found_by(codes: list[str]) -> dict[str, Goods]:
    """The product of each code or barcode that has one."""
    return _first_of(codes, FOUND(*_spelled(codes)))


def _named(texts: Iterable[str], prefix: str, ask: Callable[[list[str]], dict[str, Goods]]) -> dict[str, Goods]:
    codes = {text: visible(text).strip().removeprefix(prefix) for text in texts}
    found = each(PRODUCT, sorted({code for code in codes.values() if code}), ask)
    return {text: found[code] for text, code in codes.items() if code in found}


def _spelled(codes: list[str]) -> tuple[list[str], list[str], list[str]]:
    """What codes, barcodes, and codes in any capitals are compared with."""
    ways = sorted({way for code in codes for way in in_any_case(code)})
    capitals = {code.upper() for code in codes}
    return sorted({*codes, *capitals}), sorted({one for code in codes for one in spellings(code)}) or [""], ways


def _first_of(codes: list[str], found: Iterable[Sequence[Any]]) -> dict[str, Goods]:
    """The first that is: as typed, in capitals, by barcode in whatever length scanners send it, in any capitals."""
    rows = {(how, by.upper() if how == CAPITALS else by): Goods(*goods) for *goods, by, how in found}
    first: dict[str, Goods] = {}
    for code in codes:
        scanned = [(BARCODE, one) for one in spellings(code)]
        asked = [(CODE, code), (CODE, code.upper()), *scanned, (CAPITALS, code.upper())]
        first.update((code, rows[key]) for key in reversed(asked) if key in rows)
    return first


def po_is_product(number: str, prefix: str) -> str:
    """What is odd about a PO number that a line would read as a product; '' where it would not, or there is none."""
    found = products_for([number], prefix) if number else {}
    return f'PO number "{number}" is product {found[number].code}' if number in found else ""


class Bought(NamedTuple):
    """The line that bought a product last: its price, the order's day and number."""

    price: Decimal
    day: date
    number: str


@dataclass(slots=True)
class GoodsFacts:
    """What a customer pays for a product: every price that might apply, of any day, and what it paid last."""

    offers: list[Candidate] = field(default_factory=list[Candidate])
    bought: Bought | None = None


class Payable(NamedTuple):
    """What prices stand on: who orders, by which contract and list, in which currency."""

    account: int
    contract: int | None
    price_list: int | None
    currency: str


def goods_of(texts: Iterable[str], prefix: str, terms: Payable) -> tuple[dict[str, Goods], dict[int, GoodsFacts]]:
    """The product each text stands for, and the facts of each: what one text needs is one question (P-14)."""
    accounts, told = family(terms.account), dict[int, GoodsFacts]()

    def ask(codes: list[str]) -> dict[str, Goods]:
        if len(codes) > 1:
            return found_by(codes)
        rows = WHOLE(*_spelled(codes), accounts, *terms)
        told.update({row[1]: GoodsFacts() for row in rows if row[0] == ITSELF})
        for row in rows:
            if row[0] != ITSELF:
                _note(told[row[1]], row[:FACT], terms.price_list)
        return _first_of(codes, [_itself(row) for row in rows if row[0] == ITSELF])

    products = _named(texts, prefix, ask)
    return products, _known({one.id for one in products.values()}, terms, accounts, told)


def _known(
    products: Iterable[int], terms: Payable, accounts: list[int], told: dict[int, GoodsFacts]
) -> dict[int, GoodsFacts]:
    """The facts of these products, but for those `told` already."""
    return each((FACTS_OF, *terms), sorted(set(products)), lambda ids: facts_among(accounts, ids, terms, told))


def facts_among(
    accounts: list[int], products: Sequence[int], terms: Payable, told: Mapping[int, GoodsFacts] = EMPTY
) -> dict[int, GoodsFacts]:
    """The facts of these products, of a customer with these accounts."""
    account, contract, price_list, currency = terms
    found = {one: told.get(one) or GoodsFacts() for one in products}
    for row in FACTS(accounts, account, [one for one in products if one not in told], contract, price_list, currency):
        _note(found[row[1]], row, price_list)
    return found


def _itself(row: Sequence[Any]) -> list[Any]:
    """The columns of FOUND, of a row of WHOLE: read here, since its first query has none of them."""
    return [row[1], *(one if read is None else read(one) for one, read in zip(row[FACT:], READ, strict=True))]


def _note(facts: GoodsFacts, row: tuple[Any, ...], price_list: int | None) -> None:
    where, _, list_id, code, price, from_quantity, first, last, by = row
    if where == BOUGHT:
        facts.bought = Bought(price, first, code)
        return
    if where == LISTED:
        source, label = _listed_by(list_id == price_list, code), f"list {code}"
    elif where == SPECIAL:
        source, label = Source.CONTRACT_PRICE, "contract price"
    else:
        source, label = Source.CONTRACT, f"contract {code}"
    facts.offers.append(Candidate(source, label, price, from_quantity, first, last, by))


def _listed_by(own: bool, code: str) -> Source:
    """The account's own list, else the house's, else one of its line of business."""
    if own:
        return Source.LIST
    return Source.HOUSE_LIST if code == HOUSE_LIST else Source.CLASS_LIST
