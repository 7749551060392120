"""Which tax categories there are: those of the house's rates, and the one products start with (C-38).

So a rate makes its category: one that no product has yet is no fault of a file of rates (it is warned of). Were it
refused, neither the first rate of a category could come in nor the first product of it.
"""

from collections.abc import Collection, Iterator

from custtui.domain.tax import category_of
from custtui.models.operator import TaxRate
from custtui.models.product import Product


def categories_rated() -> set[str]:
    """The categories of the rates there are."""
    return {category_of(name) for (name,) in TaxRate.select(TaxRate.category).distinct().tuples()}


def categories_known(more: Collection[str] = ()) -> set[str]:
    """All there are, those of `more` rates too; none at all in a house without rates, where any may be."""
    rated = categories_rated() | set(more)
    return rated | {Product.tax_category.default} if rated else set()


def products_unrated(more: Collection[str] = ()) -> Iterator[tuple[str, list[str]]]:
    """Each category that products have and no rate, neither one of `more`; and the codes of its products."""
    known = categories_known(more)
    for (text,) in Product.select(Product.tax_category).distinct().tuples() if known else ():
        if category_of(text) not in known:
            rows = Product.select(Product.code).where(Product.tax_category == text).order_by(Product.id)
            yield text, [code for (code,) in rows.tuples()]
