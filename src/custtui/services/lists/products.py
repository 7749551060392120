"""Lists that coded fields offer: products, reasons."""

from custtui.domain.choice import Choice, Listing
from custtui.domain.words import asked, code_key
from custtui.models.operator import Reason
from custtui.models.search import product as search_product
from custtui.models.search.product import FEW, ProductFound

PAGE = 50
"""Products read at once."""


def products(find: str, offset: int = 0, limit: int = PAGE) -> Listing:
    """Active products: those whose code begins with the text, then those that have its words; each by code.

    Words are found as those of customers are: in any order, by their beginnings, without capitals and accents; a
    barcode in each of its spellings. How many there are is exact up to FEW by words; `capped` says there are more.
    """
    words, code = asked(find), code_key(find)
    if find.strip() and not words:
        return Listing([], 0)
    rows, coded = search_product.by_code(code, limit, offset)
    if not words:
        return Listing(_choices(rows), coded)
    found = search_product.by_words(words)
    many = len(found) > FEW
    others = [] if many else [row for row in found if not row[1].startswith(code)]
    if len(rows) < limit:
        beyond, left = max(0, offset - coded), limit - len(rows)
        rows += search_product.walk(words, code, left, beyond) if many else others[beyond : beyond + left]
    counted = max(FEW, coded) if many else coded + len(others)
    return Listing(_choices(rows), counted, capped=many)


def count_products(find: str) -> int:
    """How many products a text finds, to the last."""
    words, code = asked(find), code_key(find)
    if find.strip() and not words:
        return 0
    _, coded = search_product.by_code(code, 0, 0)
    return coded + (search_product.count(words, code) if words else 0)


def _choices(rows: list[ProductFound]) -> list[Choice]:
    return [Choice(code, code, f"{name} · {unit}") for _, _, code, name, unit in rows]


def reasons(kind: str) -> list[Choice]:
    """The reason codes for a price, a discount, a forfeit or a note."""
    rows = Reason.select(Reason.code, Reason.name).where(Reason.kind == kind).order_by(Reason.code).tuples()
    return [Choice(code, code, name) for code, name in rows]
