"""What a house is set up with before it sells: payment terms and methods, tax rates, coded reasons, price lists.

A record's rules about several fields stand beside it, and how its values are spelled once they are kept: both mouths,
form and file, read by them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, NamedTuple

from custtui.domain.bounds import span_fault
from custtui.domain.errors import Fault
from custtui.domain.instalments import days_of, days_of_parts_fault
from custtui.domain.postal import country_fault, state_code, state_fault
from custtui.domain.records.account import CODE
from custtui.domain.records.fact import Fact, InFiles, Sort
from custtui.domain.records.links import CURRENCY
from custtui.domain.records.place import COUNTRY, STATE
from custtui.domain.records.price import PriceFields, price_faults
from custtui.domain.records.product import ProductFields, as_kept
from custtui.domain.tax import category_of
from custtui.domain.text import LONGEST

CODE_OF = Fact(
    "Code",
    "What is typed for it; it never changes",
    CODE,
    Sort.CODE,
    needed=True,
    file=InFiles("code", "NET30", required=True),
)
NAME = Fact("Name", "What people read", needed=True, file=InFiles("name for people", "30 days net", required=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentTermsFields:
    """When an invoice is due, and what is off for who pays earlier; in parts where `instalments` has days (C-37)."""

    code: Annotated[str, CODE_OF]
    name: Annotated[str, NAME]
    days: Annotated[
        int,
        Fact(
            *("Days", "Days from the invoice to its due date", 4, Sort.DAYS),
            file=InFiles("days from the invoice to its due date", "30", required=True),
        ),
    ]
    discount_days: Annotated[
        int,
        Fact(
            *("Discount days", "Days from the invoice in which a discount is given; empty: none", 4, Sort.DAYS),
            file=InFiles("days from the invoice in which a discount is given", "10"),
        ),
    ] = 0
    discount_rate: Annotated[
        Decimal,
        Fact(
            *("Discount", "Percent off for who pays in those days", 8, Sort.RATE),
            file=InFiles("the discount, as a fraction: 0.02 is 2%", "0.02"),
        ),
    ] = Decimal(0)
    instalments: Annotated[
        str,
        Fact(
            *(
                "In parts",
                "Days of equal parts, the first as Days: 30 60 90; empty: whole",
                120,
                Sort.PARTS,
            ),
            file=InFiles("paid in equal parts: days of each, first as `days`", "30 60 90"),
        ),
    ] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodFields:
    """A way to settle: who pays decides whether it is open (R-01)."""

    code: Annotated[
        str, CODE_OF._replace(sort=Sort.NAMED, longest=LONGEST, file=InFiles("code", "CHECK", required=True))
    ]
    name: Annotated[str, NAME]
    when_sold_to_pays: Annotated[
        bool,
        Fact(
            *("Customer pays", "Y: open when the customer pays for itself", 1, Sort.FLAG),
            file=InFiles("open when the customer pays for itself", "Y"),
        ),
    ] = True
    when_other_pays: Annotated[
        bool,
        Fact(
            *("Another pays", "Y: open when another party pays", 1, Sort.FLAG),
            file=InFiles("open when another party pays", "N"),
        ),
    ] = False
    needs_terms: Annotated[
        bool,
        Fact(
            *("Needs terms", "Y: only for customers with payment terms", 1, Sort.FLAG),
            file=InFiles("only for accounts with payment terms", "N"),
        ),
    ] = False
    active: Annotated[bool, Fact("Active", "N: no longer in use", 1, Sort.FLAG, file=InFiles("in use", "Y"))] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRateFields:
    """The rate of a tax category in a country, or one state of it, for a time (C-38)."""

    category: Annotated[
        str,
        Fact(
            *("Category", "Tax category of products: standard"),
            needed=True,
            file=InFiles("tax category of products", "standard", required=True),
        ),
    ]
    country: Annotated[str, COUNTRY._replace(needed=True, file=InFiles("country", "US", required=True))]
    state: Annotated[
        str,
        STATE._replace(
            help="Empty: the whole country", longest=LONGEST, file=InFiles("state; blank for the whole country", "NY")
        ),
    ] = ""
    rate: Annotated[
        Decimal,
        Fact("Rate", "In percent: 8.875", 12, Sort.FINE_RATE, file=InFiles("rate", "0.08875", required=True)),
    ]
    first_day: Annotated[
        date,
        Fact(
            *("First day", "The first day it holds", 20, Sort.FIRST_DAY),
            needed=True,
            file=InFiles("first day", "2020-01-01", required=True),
        ),
    ]
    last_day: Annotated[
        date | None,
        Fact(
            *("Last day", "Empty: until further notice", 20, Sort.LAST_DAY),
            file=InFiles("last day; blank: until further notice"),
        ),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonFields:
    """A coded reason of its kind."""

    kind: Annotated[
        str,
        Fact(
            *("What for", "What it is a reason for"),
            needed=True,
            prompt="kinds of reasons",
            file=InFiles("what for", "discount", required=True),
        ),
    ]
    code: Annotated[str, CODE_OF]
    name: Annotated[str, NAME]


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceListFields:
    """A named list of prices in one currency."""

    code: Annotated[str, CODE_OF]
    name: Annotated[str, NAME]
    currency: Annotated[
        str,
        CURRENCY._replace(
            help="Currency of its prices", file=InFiles("currency of its prices", "USD", required=True)
        ),
    ]


RecordValues = Mapping[str, Any]
"""The values of a record by name."""


def terms_faults(one: RecordValues) -> Iterator[Fault]:
    """Days of parts that terms cannot have (C-37)."""
    if why := days_of_parts_fault(days_of(one["instalments"]), one["days"]):
        yield Fault("parts", "instalments", why)


def tax_faults(one: RecordValues) -> Iterator[Fault]:
    """An end before its beginning; a country or a state that is none."""
    if why := span_fault(one["first_day"], one["last_day"]):
        yield Fault("days", "last_day", why)
    if why := country_fault(one["country"]):
        yield Fault("country", "country", why)
    elif one["state"] and (why := state_fault(one["country"], one["state"])):
        yield Fault("state", "state", why)


def tax_kept(one: RecordValues) -> dict[str, Any]:
    """Category, country and state as they are kept: Standard is standard, New Jersey NJ."""
    country = one["country"].upper()
    return {
        **one,
        "category": category_of(one["category"]),
        "country": country,
        "state": state_code(country, one["state"]),
    }


def no_faults(one: RecordValues) -> Iterator[Fault]:
    """Of a record whose fields are all that is to be said."""
    return iter(())


def _product_kept(one: RecordValues) -> dict[str, Any]:
    return {**one, "minimum": None, "step": None, **as_kept(one)}


def _price_faults(one: RecordValues) -> Iterator[Fault]:
    return price_faults(PriceFields(**one))


class RecordRules(NamedTuple):
    """What holds of a record beyond its fields: why it cannot be, and how it is spelled once it is kept."""

    faults: Callable[[RecordValues], Iterator[Fault]] = no_faults
    kept: Callable[[RecordValues], dict[str, Any]] = dict


RULES: Mapping[type, RecordRules] = {
    PaymentTermsFields: RecordRules(terms_faults),
    MethodFields: RecordRules(),
    TaxRateFields: RecordRules(tax_faults, tax_kept),
    ReasonFields: RecordRules(),
    PriceListFields: RecordRules(),
    ProductFields: RecordRules(kept=_product_kept),
    PriceFields: RecordRules(_price_faults),
}
"""The rules of each record, for its form and its file."""
