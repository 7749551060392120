"""Small kinds, read and written by one plan each: what a house is set up with."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from custtui.domain import postal
from custtui.domain.address import PARTS, Address
from custtui.domain.records.house import (
    RULES,
    MethodFields,
    PaymentTermsFields,
    PriceListFields,
    ReasonFields,
    TaxRateFields,
)
from custtui.domain.records.typed_record import defaults_of
from custtui.domain.who import Who
from custtui.exchange import cells
from custtui.exchange.kind import CellValues, Complain, FileColumn, FileRow, Kind, Reference, columns_of
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
        repeats: bool = False,
    ) -> None:
        """`repeats`: see Kind."""
        self.repeats = repeats
        self.name, self.what, self.columns = name, what, columns
        self.defaults = {column.name: "" for column in columns if not column.required} | dict(defaults or {})
        self.check, self.oddities = check, odd

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
        doubted = PLANS[self.name].doubts
        return ((column, sort, item[column]) for column, sort in doubted if item[column])

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


class RecordKind(SetupKind):
    """A small kind whose rows are a record of the house: columns, what blank ones are, and rules are the record's."""

    def __init__(self, name: str, what: str, record: type, **more: Any) -> None:
        super().__init__(name, what, columns_of(record), defaults_of(record), partial(_by_rules, record), **more)


def _by_rules(record: type, values: CellValues, tell: Tell) -> CellValues:
    rules = RULES[record]
    for fault in rules.faults(values):
        tell(fault.field, fault.text)
    return rules.kept(values)


def _seller(values: CellValues, tell: Tell) -> CellValues:
    """The seller's address as its country writes it."""
    address = Address(*(values[name] for name in PARTS))
    for fault in postal.state_faults(address):
        tell(fault.field, fault.text)
    return values | postal.written(address).columns()


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
TERMS = RecordKind("terms", "payment terms", PaymentTermsFields)
METHODS = RecordKind("methods", "payment methods: who pays decides which are open (R-01)", MethodFields)


class Taxes(RecordKind):
    """Rates: those of a category that no product has are warned of, and products whose category has none."""

    def leaves(self, items: Iterator[CellValues]) -> Iterable[tuple[str, str]]:
        """As `check` says it: the first rates of a house make those of no other category be asked for (C-38)."""
        for text, codes in products_unrated({item["category"] for item in items}):
            more = f" (and {len(codes) - 1} more)" if len(codes) > 1 else ""
            yield "category", f"product {codes[0]}{more}: no tax rate has its tax category {text[:40]!r}"


TAXES = Taxes(
    "taxes",
    "tax rates by category, country and state, for a time",
    TaxRateFields,
    repeats=True,
)
REASONS = RecordKind(
    "reasons",
    "coded reasons for a price, a discount, a close short, a return, a decline, an action note, a payment taken back",
    ReasonFields,
)
PRICELISTS = RecordKind("pricelists", "price lists", PriceListFields)
