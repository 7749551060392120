"""A product with its barcodes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from custtui.domain.records.account import CODE
from custtui.domain.records.fact import Fact, InFiles, Sort
from custtui.domain.tax import category_of

STANDARD, EACH = "standard", "each"


@dataclass(frozen=True, slots=True)
class ProductFields:
    """A product; `minimum`, `step` None where any quantity will do, tolerances as fractions."""

    code: Annotated[
        str,
        Fact(
            *("Code", "What is typed for it; it never changes", CODE, Sort.ITEM),
            needed=True,
            file=InFiles("code", "APPLE-12", required=True),
        ),
    ]
    name: Annotated[
        str,
        Fact(
            *("Name", "What people read; its end tells sizes apart: 12 x 1 l"),
            needed=True,
            file=InFiles("name", "Apple juice, 12 bottles", required=True),
        ),
    ]
    unit: Annotated[
        str,
        Fact(
            "Unit", "What it is counted in; empty: each", file=InFiles("unit it is counted in; blank: each", "case")
        ),
    ] = EACH
    tax_category: Annotated[
        str,
        Fact(
            *("Tax category", "Which tax rates hold; empty: standard"),
            prompt="tax categories",
            file=InFiles("tax category; blank: standard", STANDARD),
        ),
    ] = STANDARD
    active: Annotated[
        bool,
        Fact(
            *("Active", "N: no longer sold; open orders go on", 1, Sort.FLAG),
            file=InFiles("may be ordered; blank: Y", "Y"),
        ),
    ] = True
    minimum: Annotated[
        Decimal | None,
        Fact(
            *("Minimum", "The least that is sold; empty: any", 12, Sort.QUANTITY),
            file=InFiles("least quantity", "1"),
        ),
    ] = None
    step: Annotated[
        Decimal | None,
        Fact(
            *("Step", "Quantities go in steps of; 1: whole units only; empty: any", 12, Sort.QUANTITY),
            file=InFiles("quantities go in steps of; 1: whole units only", "1"),
        ),
    ] = None
    lead_days: Annotated[
        int, Fact("Lead time", "Days to get it", 4, Sort.DAYS, file=InFiles("days to get it", "2"))
    ] = 0
    made_to_order: Annotated[
        bool,
        Fact("Made to order", "Y: made when ordered", 1, Sort.FLAG, file=InFiles("made when ordered", "N")),
    ] = False
    under_tolerance: Annotated[
        Decimal,
        Fact(
            *("Under tolerance", "Percent less that completes a line", 6, Sort.RATE),
            file=InFiles("under-shipment that completes a line", "0.02"),
        ),
    ] = Decimal(0)
    over_tolerance: Annotated[
        Decimal,
        Fact(
            *("Over tolerance", "Percent more that may be shipped", 6, Sort.RATE),
            file=InFiles("over-shipment allowed", "0.02"),
        ),
    ] = Decimal(0)
    barcodes: Annotated[
        tuple[str, ...],
        Fact(
            "Barcodes",
            "What scanners read; ; between several",
            sort=Sort.ITEM,
            file=InFiles("what scanners read", "4006381333931"),
            several=";",
            each=CODE,
        ),
    ] = ()
    superseded_by: Annotated[
        str,
        Fact(
            *("Superseded by", "The product that took its place", CODE, Sort.ITEM),
            prompt="products",
            file=InFiles("code of the product that took its place", "APPLE-24"),
        ),
    ] = ""


def no_longer_sold(code: str, superseded_by: str) -> str:
    """What is said of a product out of use, with the one that took its place."""
    return f"{code} is no longer sold" + (f": {superseded_by} took its place" if superseded_by else "")


def superseding_fault(code: str, by: str, after: Callable[[str], str]) -> str:
    """Why a product is not superseded by another, '' where it can be: step by step it comes back to itself.

    `after` gives what a product is superseded by, '' for none.
    """
    steps = [code]
    while by and by not in steps:
        steps.append(by)
        by = after(by)
    return f"comes back to {by}: {', '.join((*steps, by))}" if by else ""


def as_kept(product: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of a product as it is kept: a minimum or a step of 0 is none, a tax category in small letters."""
    kept = {name: value for name, value in product.items() if value or name not in ("minimum", "step")}
    category = kept.get("tax_category")
    return {**kept, "tax_category": category_of(category)} if isinstance(category, str) else kept
