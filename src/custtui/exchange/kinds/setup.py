"""Small kinds, read and written by one plan each: what a house is set up with."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from custtui.domain import postal
from custtui.domain.address import PARTS, Address
from custtui.domain.bounds import span_fault
from custtui.domain.instalments import days_of, days_of_parts_fault, kept_days, read_days
from custtui.domain.postal import state_code, state_fault
from custtui.domain.tax import category_of
from custtui.domain.who import Who
from custtui.exchange import cells
from custtui.exchange.kind import CellValues, Complain, FileColumn, FileRow, Kind, Reference
from custtui.exchange.kinds.places import address_columns
from custtui.services.bulk.plans import PLANS
from custtui.services.bulk.setup import read_setup, unchanged_setup, write_setup
from custtui.services.tax_categories import products_unrated

Defaults = Mapping[str, Any]
Tell = Callable[[str, str], None]
Check = Callable[[CellValues, Tell], CellValues]
"""Tells a column and a reason of what cannot be kept; returns the values as they are kept."""


class SetupKind(Kind):
    """A small kind: one row is one row of a table. A row whose key stands already takes its place."""

    def __init__(
        self,
        name: str,
        what: str,
        columns: tuple[FileColumn, ...],
        defaults: Defaults | None = None,
        check: Check | None = None,
        odd: Callable[[CellValues], Iterable[tuple[str, str]]] | None = None,
        doubts: Mapping[str, str] | None = None,
        repeats: bool = False,
    ) -> None:
        """`doubts`: columns with codes, and their sorts, beside those of the plan; `repeats`: see Kind."""
        self.repeats = repeats
        self.name, self.what, self.columns = name, what, columns
        self.defaults = {column.name: "" for column in columns if not column.required} | dict(defaults or {})
        self.check, self.oddities = check, odd
        self.doubted = dict(doubts or {})

    def make(self, rows: list[FileRow], complain: Complain) -> CellValues:
        """The values, blank ones with what they start as."""
        values = {**self.defaults, **rows[0].values}
        return self.check(values, partial(complain, rows[0].line)) if self.check else values

    def own(self, item: CellValues) -> Iterable[Reference]:
        """Its key may stand in the file once."""
        key = PLANS[self.name].key
        if not PLANS[self.name].many:
            yield (key[0] if key else "", f"key of {self.name}", "\t".join(str(item[name]) for name in key))

    def needs(self, item: CellValues) -> Iterable[Reference]:
        """What it names."""
        for ref in PLANS[self.name].refs:
            yield ref.columns[-1], ref.sort, ref.code(item)

    def doubts(self, item: CellValues) -> Iterable[Reference]:
        """What it names, that may be missing."""
        return ((column, sort, item[column]) for column, sort in self.doubted.items() if item[column])

    def odd(self, item: CellValues) -> Iterable[tuple[str, str]]:
        """What its form warns of."""
        return self.oddities(item) if self.oddities else ()

    def write(self, who: Who, items: Callable[[], Iterator[CellValues]]) -> int:
        """By its plan."""
        return write_setup(who, self.name, items())

    def unchanged(self, items: Iterator[CellValues]) -> int:
        """By its plan."""
        return unchanged_setup(self.name, items)

    def read(self) -> Iterator[CellValues]:
        """All rows."""
        return read_setup(self.name)

    def rows(self, item: CellValues) -> Iterable[CellValues]:
        """The row itself."""
        yield item


def column(
    name: str, what: str, cell: cells.CellSort = cells.TEXT, example: str = "", required: bool = False
) -> FileColumn:
    """A column, of plain text unless told."""
    return FileColumn(name, what, cell, example, required)


def _tax(values: CellValues, tell: Tell) -> CellValues:
    """Category and state as they are kept: Standard is standard, New Jersey NJ."""
    country, state = values["country"], values["state"]
    if why := span_fault(values["first_day"], values["last_day"]):
        tell("last_day", why)
    if state and (why := state_fault(country, state)):
        tell("state", why)
    return {**values, "category": category_of(values["category"]), "state": state_code(country, state)}


def _seller(values: CellValues, tell: Tell) -> CellValues:
    """The seller's address as its country writes it."""
    address = Address(*(values[name] for name in PARTS))
    for fault in postal.state_faults(address):
        tell(fault.field, fault.text)
    return values | postal.written(address).columns()


def _terms(values: CellValues, tell: Tell) -> CellValues:
    """The days of the parts of an invoice (C-37)."""
    if why := days_of_parts_fault(days_of(values["instalments"]), values["days"]):
        tell("instalments", why)
    return values


def _days_of_parts(raw: str) -> str:
    """Raises ValueError for days that parts cannot have."""
    days = read_days(raw)
    if why := days_of_parts_fault(days, *days[:1] or (0,)):
        raise ValueError(why)
    return kept_days(days)


DAYS_OF_PARTS = cells.CellSort("days of each part: 30 60 90", _days_of_parts)
CODE = FileColumn("code", "code", cells.CODE, "NET30", required=True)
NAME = FileColumn("name", "name for people", cells.TEXT, "30 days net", required=True)

SELLER = SetupKind(
    "seller",
    "the selling organization, one row",
    (
        column("name", "name", example="Sunshine Beverages LLC", required=True),
        *address_columns(),
        column("tax_number", "tax number", cells.NUMBER, "13-1234567"),
        column("unit_licence", "begins every customer code", cells.CODE, "3897", required=True),
        column("currency", "currency of the house", cells.CURRENCY, "USD"),
        column("time_zone", "time zone of the counter", cells.TIME_ZONE, "America/New_York"),
    ),
    {"country": "US", "currency": "USD", "time_zone": "UTC"},
    check=_seller,
)
TERMS = SetupKind(
    "terms",
    "payment terms",
    (
        CODE,
        NAME,
        column("days", "days from the invoice to its due date", cells.DAYS, "30", required=True),
        column("discount_days", "days from the invoice in which a discount is given", cells.DAYS, "10"),
        column("discount_rate", "the discount, as a fraction: 0.02 is 2%", cells.RATE, "0.02"),
        column("instalments", "paid in equal parts: days of each, first as `days`", DAYS_OF_PARTS, "30 60 90"),
    ),
    {"discount_days": 0, "discount_rate": Decimal(0)},
    check=_terms,
)
METHODS = SetupKind(
    "methods",
    "payment methods: who pays decides which are open (R-01)",
    (
        column("code", "code", example="CHECK", required=True),
        NAME,
        column("when_sold_to_pays", "open when the customer pays for itself", cells.FLAG, "Y"),
        column("when_other_pays", "open when another party pays", cells.FLAG, "N"),
        column("needs_terms", "only for accounts with payment terms", cells.FLAG, "N"),
        column("active", "in use", cells.FLAG, "Y"),
    ),
    {"when_sold_to_pays": True, "when_other_pays": False, "needs_terms": False, "active": True},
)


class Taxes(SetupKind):
    """Rates: those of a category that no product has are warned of, and products whose category has none."""

    def leaves(self, items: Iterator[CellValues]) -> Iterable[tuple[str, str]]:
        """As `check` says it: the first rates of a house make those of no other category be asked for (C-38)."""
        for text, codes in products_unrated({item["category"] for item in items}):
            more = f" (and {len(codes) - 1} more)" if len(codes) > 1 else ""
            yield "category", f"product {codes[0]}{more}: no tax rate has its tax category {text[:40]!r}"


TAXES = Taxes(
    "taxes",
    "tax rates by category, country and state, for a time",
    (
        column("category", "tax category of products", example="standard", required=True),
        column("country", "country", cells.COUNTRY, "US", required=True),
        column("state", "state; blank for the whole country", example="NY"),
        column("rate", "rate", cells.TAX_RATE, "0.08875", required=True),
        column("first_day", "first day", cells.FIRST_DAY, "2020-01-01", required=True),
        column("last_day", "last day; blank: until further notice", cells.LAST_DAY),
    ),
    {"last_day": None},
    check=_tax,
    doubts={"category": "product of the tax category"},
    repeats=True,
)
REASONS = SetupKind(
    "reasons",
    "coded reasons for a price, a discount, a close short, a return, a decline, an action note, a payment taken back",
    (column("kind", "what for", example="discount", required=True), CODE, NAME),
)
PRICELISTS = SetupKind(
    "pricelists",
    "price lists",
    (CODE, NAME, column("currency", "currency of its prices", cells.CURRENCY, "USD", required=True)),
)
