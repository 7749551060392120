"""Small kinds, read and written by one plan each: what a house is set up with, and short rows about customers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from custtui.domain.who import Who
from custtui.exchange import cells
from custtui.exchange.kind import Column, Complain, Kind, Reference, Row, Values
from custtui.services.bulk.setup import PLANS, read_setup, write_setup

Defaults = Mapping[str, Any]


class SetupKind(Kind):
    """A small kind: one row is one row of a table. A row whose key stands already takes its place."""

    def __init__(self, name: str, what: str, columns: tuple[Column, ...], defaults: Defaults | None = None) -> None:
        self.name, self.what, self.columns = name, what, columns
        self.defaults = {column.name: "" for column in columns if not column.required} | dict(defaults or {})

    def make(self, rows: list[Row], complain: Complain) -> Values:
        """The values, blank ones with what they start as."""
        values = {**self.defaults, **rows[0].values}
        if self.name == "relationships" and values["customer"] == values["related"]:
            complain(rows[0].line, "related", "a customer is not related to itself")
        return values

    def own(self, item: Values) -> Iterable[Reference]:
        """Its key may stand in the file once."""
        key = PLANS[self.name].key
        yield (key[0] if key else "", f"key of {self.name}", "\t".join(str(item[name]) for name in key))

    def needs(self, item: Values) -> Iterable[Reference]:
        """The customers it names."""
        for column, _ in PLANS[self.name].customers:
            yield column, "customer", item[column]

    def write(self, who: Who, items: Callable[[], Iterator[Values]]) -> int:
        """One by one: there are few."""
        return write_setup(who, self.name, items())

    def read(self) -> Iterator[Values]:
        """All rows."""
        return read_setup(self.name)

    def rows(self, item: Values) -> Iterable[Values]:
        """The row itself."""
        yield item


def _column(name: str, what: str, cell: cells.Cell = cells.TEXT, example: str = "", required: bool = False) -> Column:
    return Column(name, what, cell, example, required)


CUSTOMER = Column("customer", "code of the customer", cells.CODE, "3897-5", required=True)
CODE = Column("code", "code", cells.CODE, "NET30", required=True)
NAME = Column("name", "name for people", cells.TEXT, "30 days net", required=True)

SELLER = SetupKind(
    "seller",
    "the selling organisation, one row",
    (
        _column("name", "name", example="Sunshine Beverages LLC", required=True),
        _column("street", "street, lines of it separated by newlines", cells.STREET, "5 Grove Ave"),
        _column("city", "city", example="New York"),
        _column("state", "state or province", example="NY"),
        _column("postal_code", "postal code", example="10013"),
        _column("country", "country", cells.COUNTRY, "US"),
        _column("tax_number", "tax number", example="13-1234567"),
        _column("unit_licence", "begins every customer code", cells.CODE, "3897", required=True),
        _column("currency", "currency of the house", cells.CURRENCY, "USD"),
        _column("time_zone", "time zone of the counter", example="America/New_York"),
    ),
    {"country": "US", "currency": "USD", "time_zone": "UTC"},
)
TERMS = SetupKind(
    "terms",
    "payment terms",
    (CODE, NAME, _column("days", "days from the invoice to its due date", cells.WHOLE, "30", required=True)),
)
METHODS = SetupKind(
    "methods",
    "payment methods: who pays decides which are open (R-01)",
    (
        _column("code", "code", example="CHECK", required=True),
        NAME,
        _column("when_sold_to_pays", "open when the customer pays for itself", cells.FLAG, "Y"),
        _column("when_other_pays", "open when another party pays", cells.FLAG, "N"),
        _column("needs_terms", "only for accounts with payment terms", cells.FLAG, "N"),
        _column("active", "in use", cells.FLAG, "Y"),
    ),
    {"when_sold_to_pays": True, "when_other_pays": False, "needs_terms": False, "active": True},
)
TAXES = SetupKind(
    "taxes",
    "tax rates by category, country and state, for a time",
    (
        _column("category", "tax category of products", example="standard", required=True),
        _column("country", "country", cells.COUNTRY, "US", required=True),
        _column("state", "state; blank for the whole country", example="NY"),
        _column("rate", "rate", cells.RATE, "0.08875", required=True),
        _column("first_day", "first day", cells.DAY, "2020-01-01", required=True),
        _column("last_day", "last day; blank: until further notice", cells.DAY),
    ),
    {"last_day": None},
)
REASONS = SetupKind(
    "reasons",
    "coded reasons for a price, a discount, a forfeit, an action note",
    (_column("kind", "what for", example="discount", required=True), CODE, NAME),
)
PRICELISTS = SetupKind(
    "pricelists",
    "price lists",
    (CODE, NAME, _column("currency", "currency of its prices", cells.CURRENCY, "USD", required=True)),
)
RELATIONSHIPS = SetupKind(
    "relationships",
    "what one account opens to another (R-16); made one-way unless reciprocal",
    (
        CUSTOMER,
        _column("related", "code of the account it is opened to", cells.CODE, "3897-6", required=True),
        _column("bill_to", "the customer may be billed for orders of the related account", cells.FLAG, "Y"),
        _column("ship_to", "its sites may be shipped to", cells.FLAG, "N"),
        _column("pay", "its payments and methods may settle the other's invoices", cells.FLAG, "N"),
        _column("reciprocal", "holds both ways", cells.FLAG, "N"),
        _column("active", "has not ended; blank: Y", cells.FLAG, "Y"),
    ),
    {"bill_to": False, "ship_to": False, "pay": False, "reciprocal": False, "active": True},
)
EXEMPTIONS = SetupKind(
    "exemptions",
    "tax exemptions of customers",
    (
        CUSTOMER,
        _column("state", "state; blank: everywhere", example="NY"),
        _column("certificate", "number of the certificate", example="EX-4711"),
        _column("first_day", "first day", cells.DAY, "2026-01-01"),
        _column("last_day", "last day", cells.DAY, "2026-12-31"),
    ),
    {"first_day": None, "last_day": None},
)
NOTES = SetupKind(
    "notes",
    "notes about customers",
    (
        CUSTOMER,
        _column("text", "the note", cells.NOTE, "asks for pallets, not boxes", required=True),
        _column("on_selection", "shown when the customer orders (F-24)", cells.FLAG, "Y"),
    ),
    {"on_selection": False},
)
