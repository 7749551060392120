"""Lists that coded fields offer: products, reasons."""

from custtui.models.operator import Reason
from custtui.models.product import Product
from custtui.services.order_entry.views import Choice


def products(find: str, limit: int = 50) -> list[Choice]:
    """Active products whose code begins with the text, else whose name contains it; by code."""
    text = find.strip()
    active = Product.select(Product.code, Product.name, Product.unit).where(Product.active)
    query = active.where(Product.code.startswith(text)) if text else active
    rows = list(query.order_by(Product.code).limit(limit).tuples())
    if not rows:
        rows = list(active.where(Product.name.contains(text)).order_by(Product.code).limit(limit).tuples())
    return [Choice(code, code, f"{name} · {unit}") for code, name, unit in rows]


def reasons(kind: str) -> list[Choice]:
    """The reason codes for a price, a discount, a forfeit or a note."""
    rows = Reason.select(Reason.code, Reason.name).where(Reason.kind == kind).order_by(Reason.code).tuples()
    return [Choice(code, code, name) for code, name in rows]
