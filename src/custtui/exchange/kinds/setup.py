"""Small kinds, read and written by one plan each: what a house is set up with."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from custtui.domain.records.house import (
    MethodFields,
    PaymentTermsFields,
    PriceListFields,
    ReasonFields,
    SellerFields,
    TaxRateFields,
)
from custtui.domain.records.rules import RULES
from custtui.domain.records.typed_record import defaults_of
from custtui.domain.tax import Rate
from custtui.domain.tax_rates import RateKey, rate_key
from custtui.domain.who import Who
from custtui.exchange import cells
from custtui.exchange.kind import CellValues, Complain, FileColumn, FileRow, Kind, Reference, columns_of
from custtui.services.bulk.fitting import setup_needs
from custtui.services.bulk.plans import PLANS
from custtui.services.bulk.setup import read_setup, unchanged_setup, write_setup
from custtui.services.tax_beside import rate_of, rates_over
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
        """What it names; what has to hold beside what stands."""
        yield from setup_needs(self.name, item)
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


CELLS = {"time_zone": cells.TIME_ZONE}
"""Cells that are read by more than the sort of their field."""


class RecordKind(SetupKind):
    """A small kind whose rows are a record of the house: columns, what blank ones are, and rules are the record's."""

    def __init__(self, name: str, what: str, record: type, **more: Any) -> None:
        columns = columns_of(record, cells=more.pop("cells", None))
        super().__init__(name, what, columns, defaults_of(record), partial(_by_rules, record), **more)


def _by_rules(record: type, values: CellValues, tell: Tell) -> CellValues:
    rules = RULES[record]
    for fault in rules.faults(values):
        tell(fault.field, fault.text)
    return rules.kept(values)


SELLER = RecordKind("seller", "the selling organization, one row", SellerFields, cells=CELLS)
TERMS = RecordKind("terms", "payment terms", PaymentTermsFields)
METHODS = RecordKind("methods", "payment methods: who pays decides which are open", MethodFields)


class Taxes(RecordKind):
    """Rates: those of a category that no product has are warned of, and products whose category has none."""

    def begin(self) -> None:
        """The rates of a file, each with its line."""
        self.read_here = dict[RateKey, tuple[int, Rate]]()

    def make(self, rows: list[FileRow], complain: Complain) -> CellValues:
        """A rate."""
        values = super().make(rows, complain)
        self.read_here.setdefault(rate_key(values), (rows[0].line, rate_of(values)))
        return values

    def own(self, item: CellValues) -> Iterable[Reference]:
        """Its key, however it is spelled."""
        yield "category", "key of taxes", "\t".join(rate_key(item))

    def looks_again(self, item: CellValues) -> bool:
        """What rates of one place come to, all of them tell."""
        return True

    def across(self, items: Iterator[CellValues]) -> Iterable[tuple[int, str, str]]:
        """Those that come to more than the whole, with what stands and is not replaced."""
        for key, why in rates_over({key: one for key, (_, one) in self.read_here.items()}):
            yield self.read_here[key][0], "rate", why

    def leaves(self, items: Iterator[CellValues]) -> Iterable[tuple[str, str]]:
        """As `check` says it: the first rates of a house make those of no other category be asked for (C-38)."""
        for text, codes in products_unrated({item["category"] for item in items}):
            more = f" (and {len(codes) - 1} more)" if len(codes) > 1 else ""
            yield "category", f"product {codes[0]}{more}: no tax rate has its tax category {text[:40]!r}"


TAXES = Taxes(
    "taxes",
    "tax rates by category, and country, state, county, city or postal codes, for a time",
    TaxRateFields,
    repeats=True,
)
REASONS = RecordKind(
    "reasons",
    "coded reasons for a price, a discount, a close short, a return, a decline, an action note, a payment taken back",
    ReasonFields,
)


class PriceLists(RecordKind):
    """Lists of prices: a line of business has one in a currency (C-39)."""

    def own(self, item: CellValues) -> Iterable[Reference]:
        """Its code, and whose it is."""
        yield from super().own(item)
        if business := item["line_of_business"]:
            yield "line_of_business", "list of a line of business", f"{business}\t{item['currency']}"


PRICELISTS = PriceLists("pricelists", "price lists", PriceListFields)
