"""Lists that coded fields offer: products, reasons."""

from custtui.domain.choice import Choice, Listing
from custtui.domain.words import asked, code_key
from custtui.models.operator import Reason
from custtui.models.search import product_finding as finding

PAGE = 50
"""Products read at once."""


def products(find: str, offset: int = 0, limit: int = PAGE) -> Listing:
    """Active products: those whose code begins with the text, then those that have its words; each by code.

    Words are found as those of customers are: in any order, by their beginnings, without capitals and accents; a
    barcode in each of its spellings. Each kind is counted up to FEW; `capped` says there are more (`find_products`).
    """
    words = asked(find)
    if find.strip() and not words:
        return Listing([], 0)
    count, capped, rows = finding.find_products(code_key(find), words, limit, offset)
    return Listing([Choice(code, code, f"{name} · {unit}") for code, name, unit in rows], count, capped)


def count_products(find: str) -> int:
    """How many products a text finds, to the last."""
    words = asked(find)
    return finding.count_products(code_key(find), words) if words or not find.strip() else 0


def reasons(kind: str) -> list[Choice]:
    """The reason codes for a price, a discount, a forfeit or a note."""
    rows = Reason.select(Reason.code, Reason.name).where(Reason.kind == kind).order_by(Reason.code).tuples()
    return [Choice(code, code, name) for code, name in rows]
