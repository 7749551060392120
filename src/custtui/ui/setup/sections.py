"""What the house is set up with, as screens show it: a line of description each; fields are the records' own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from custtui.domain.control_values import LABELS
from custtui.domain.records.fact import Fact, Sort
from custtui.domain.who import Act
from custtui.services.upkeep.keeping import SetupRecord, defaults_for, facts_of, fixed_of
from custtui.ui.kit import format as fmt
from custtui.ui.kit.table import CODE, Column

DAYS = (Sort.FIRST_DAY, Sort.LAST_DAY, Sort.DAY)
RATES = (Sort.RATE, Sort.FINE_RATE)


@dataclass(frozen=True, slots=True)
class Section:
    """A sort of records: its kind as files call it, what it is called, one of it, and the columns of its list."""

    kind: str
    title: str
    one: str
    what: str
    columns: tuple[Column, ...]
    act: Act = Act.SETUP
    finds: str = ""
    """What its Find field finds rows by; '' where all of them are few."""

    def texts(self, record: SetupRecord) -> dict[str, str]:
        """The cells of a row."""
        said = facts_of(self.kind)
        none = {name: "0" for name, start in defaults_for(self.kind).items() if start == 0}
        kept = {name: text for name, text in record.texts.items() if text != none.get(name)}
        shown = {name: told(one, kept.get(name, "")) for name, one in said.items()} | {"status": record.state}
        return shown | ({"name": LABELS[record.texts["name"]]} if self.kind == "controls" else {})

    def called(self, record: SetupRecord) -> str:
        """What people call it by."""
        said = self.texts(record)
        return " ".join(said[name] for name in fixed_of(self.kind) if said[name])

    def words(self, record: SetupRecord) -> list[str]:
        """All that is said of it, for the rows below the list."""
        said = self.texts(record)
        named = list(dict.fromkeys((*fixed_of(self.kind), *(name for name in ("name",) if name in said))))
        called = [said[name] for name in named if said[name]]
        rest = {name: one for name, one in facts_of(self.kind).items() if name not in named}
        return [
            " ".join(called).strip(),
            *(f"{one.label} {said[name]}" for name, one in rest.items() if said[name]),
            *record.notes,
        ]

    def label(self, field: str) -> str:
        """What people read for a field of it."""
        known = facts_of(self.kind).get(field)
        return known.label if known else field

    def shown(self, field: str, text: str) -> str:
        """A text of a field as a row shows it."""
        known = facts_of(self.kind).get(field)
        return told(known, text) if known else text


def told(one: Fact, text: str) -> str:
    """A text of a form as a row shows it: days as days, rates in percent, flags in words."""
    if one.sort in DAYS and text:
        return fmt.day(date.fromisoformat(text))
    if one.sort in RATES and text:
        return f"{text}%"
    if one.sort is Sort.PRICE and text:
        return fmt.price(Decimal(text))
    if one.sort is Sort.FLAG and text:
        return "yes" if text == "Y" else "no"
    return text


_CODE = Column("code", "Code", 12, 10, style="strong", whole=CODE)
_STATE = Column("status", "Status", 16, 12, style="mark", spare=1)

SECTIONS: Mapping[str, Section] = {
    one.kind: one
    for one in (
        Section(
            *("seller", "Seller", "seller", "who sells: address, tax number, license, currency, time zone"),
            (
                Column("name", "Name", 30, 24, style="strong", share=1),
                Column("city", "City", 16, 12),
                Column("unit_licence", "Unit license", 12, 12),
                Column("currency", "Currency", 8, 0),
            ),
        ),
        Section(
            *("operators", "Operators", "operator", "who works here, with which role and PIN"),
            (
                Column("login", "Login", 14, 12, style="strong", whole=CODE),
                Column("name", "Name", 24, 16, share=1),
                Column("role", "Role", 14, 13),
                _STATE,
            ),
            act=Act.OPERATORS,
        ),
        Section(
            *("controls", "Controls", "control", "how the house works: limits, approvals, scanners, days"),
            (
                Column("name", "Control", 26, 25, style="strong"),
                Column("value", "Value", 22, 12, share=1),
                Column("status", "Changed by", 20, 12),
            ),
            act=Act.CONTROLS,
        ),
        Section(
            *("terms", "Payment terms", "payment terms", "when invoices are due, and what is off for who pays early"),
            (
                _CODE,
                Column("name", "Name", 26, 18, share=1),
                Column("days", "Days", 4, 4, right=True),
                Column("end_of_month", "To month's end", 14, 0),
                Column("discount_rate", "Discount", 8, 8, right=True),
                Column("discount_days", "within", 6, 0, right=True),
                Column("instalments", "In parts", 12, 0, spare=2),
            ),
        ),
        Section(
            *("methods", "Payment methods", "payment method", "who may settle by which, by who pays"),
            (
                _CODE,
                Column("name", "Name", 22, 16, share=1),
                Column("when_sold_to_pays", "Customer pays", 13, 8),
                Column("when_other_pays", "Another pays", 12, 8),
                Column("needs_terms", "Needs terms", 11, 0),
                _STATE,
            ),
        ),
        Section(
            *("taxes", "Tax rates", "tax rate", "by category and place, the narrowest holds, for a time"),
            (
                Column("category", "Category", 8, 8, style="strong", whole=14),
                Column("country", "Country", 7, 7),
                Column("state", "State", 5, 5),
                Column("city", "City", 8, 0, share=1),
                Column("postal_codes", "Postal", 8, 0, share=1),
                Column("component", "Tax", 4, 4, whole=8),
                Column("rate", "Rate", 7, 7, right=True),
                Column("first_day", "First day", 9, 9, whole=11),
                Column("last_day", "Last day", 8, 0, spare=1),
                _STATE,
            ),
        ),
        Section(
            *("reasons", "Reasons", "reason", "coded reasons for prices, discounts, returns, declines …"),
            (
                Column("kind", "What for", 12, 12, share=1),
                Column("code", "Code", 14, 12, style="strong", whole=CODE),
                Column("name", "Name", 36, 26, share=2),
            ),
        ),
        Section(
            *("products", "Products", "product", "what is sold, with barcodes, least quantities and tolerances"),
            (
                _CODE,
                Column("name", "Name", 30, 22, share=1),
                Column("unit", "Unit", 8, 6),
                Column("tax_category", "Tax category", 12, 0, spare=3),
                Column("step", "Step", 5, 0, right=True, spare=2),
                _STATE,
            ),
            act=Act.PRODUCTS,
            finds="code or words of the name",
        ),
        Section(
            *(
                "pricelists",
                "Price lists",
                "price list",
                "each of one currency; LIST is everybody's",
            ),
            (
                *(_CODE, Column("name", "Name", 34, 24, share=1), Column("currency", "Currency", 8, 8)),
                Column("line_of_business", "Business", 14, 0, share=1),
            ),
            act=Act.PRODUCTS,
        ),
        Section(
            *("prices", "Prices", "price", "of price lists: from a quantity on, for a time"),
            (
                Column("price_list", "List", 8, 8, whole=CODE),
                Column("product", "Product", 14, 12, style="strong", whole=CODE, share=1),
                Column("from_quantity", "From", 7, 6, right=True),
                Column("price", "Price", 10, 10, right=True),
                Column("first_day", "First day", 11, 0),
                Column("last_day", "Last day", 11, 0),
                _STATE,
            ),
            act=Act.PRODUCTS,
            finds="product or price list",
        ),
        Section(
            *("contract prices", "Contract prices", "contract price", "short-term prices of one customer"),
            (
                Column("customer", "Customer", 10, 10, whole=CODE),
                Column("product", "Product", 14, 12, style="strong", whole=CODE, share=1),
                Column("price", "Price", 10, 10, right=True),
                Column("currency", "", 3, 3),
                Column("first_day", "First day", 11, 0),
                Column("last_day", "Last day", 11, 0),
                _STATE,
            ),
            act=Act.PRODUCTS,
            finds="product or customer",
        ),
        Section(
            *("contracts", "Contracts", "contract", "quantities and prices agreed with a customer for a time"),
            (
                _CODE,
                Column("customer", "Customer", 10, 10, whole=CODE),
                Column("name", "Name", 18, 10, share=1, spare=2),
                Column("first_day", "First day", 11, 0),
                Column("last_day", "Last day", 11, 11),
                _STATE,
            ),
            act=Act.PRODUCTS,
            finds="contract or customer",
        ),
    )
}
"""In the order in which a house is set up."""
