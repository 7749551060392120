"""Customers whole: party, account, first site, contact, contact points, in one row."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from custtui.domain import tax_number
from custtui.domain.account_name import same_name
from custtui.domain.address import land_of
from custtui.domain.held import HELD
from custtui.domain.payer import PayerFacts, payer_fault
from custtui.domain.records.account import ACCOUNT as ACCOUNT_TEXTS
from custtui.domain.records.account import AccountTexts
from custtui.domain.records.acting import ContactTexts
from custtui.domain.records.credit import CreditFields
from custtui.domain.records.customer import CustomerFields
from custtui.domain.records.fact import Owner, Sort, fields_of
from custtui.domain.records.payer import itself
from custtui.domain.records.place import PLACED
from custtui.domain.relations import BOTH, ORGANIZATION
from custtui.domain.similarity import Person
from custtui.domain.who import Who
from custtui.exchange import cells, listed
from custtui.exchange.house import house
from custtui.exchange.kind import CellValues, Complain, FileColumn, FileRow, Kind, Reference, column_of
from custtui.exchange.kinds.customer_parts import CONTACT, SITES, contact_cells, contacts_of, site_cells, sites_of
from custtui.exchange.kinds.customer_typed import moved_to_house, read_as_typed, refused_by_form
from custtui.exchange.kinds.places import (
    KEPT,
    POINTS,
    Words,
    doubled,
    odd_address,
    odd_points,
    point_cells,
    points_of,
)
from custtui.exchange.kinds.refusals import split_row
from custtui.services.bulk.customers import write_customers
from custtui.services.bulk.read_customers import read_customers
from custtui.services.bulk.values import NewCustomer, Quick

TEXTS = tuple(map(column_of, ACCOUNT_TEXTS.values()))
"""What a row tells of the account as text."""
TYPED, TRUST = fields_of(CustomerFields), fields_of(CreditFields)
ACCOUNT = (
    *TEXTS,
    FileColumn("active", "may order; blank: Y", cells.FLAG, "Y"),
    FileColumn("excluded_methods", "payment methods it may not use", cells.many(listed.METHOD), "CASH"),
    *map(column_of, HELD.values()),
    *(column_of(TRUST[name]) for name in ("price_list", "distrust")),
    FileColumn("bill_to_account", "a bill-to account: Y in use, N not in use; blank: if commercial", cells.FLAG, "Y"),
)
TAKEN = tuple(name for name, field in ACCOUNT_TEXTS.items() if field.sort is not Sort.CURRENCY)
"""Texts as they were read; a blank currency is the house's when it is written."""
PARTY = tuple(column_of(field) for field in TRUST.values() if field.owner is Owner.PARTY)

NOWHERE = "no address: an order wants one"
"""What is said of a customer without any site: a file may bring one, and sites in a file of their own."""

BESIDE = tuple(one for one in (*ACCOUNT, *PARTY) if one.name not in {field.in_files for field in HELD.values()})
"""What is written of an account as it stands in its cell."""


@dataclass(frozen=True, slots=True)
class CustomerEntry(Quick):
    """A customer as a row tells it, and the code of who pays for it; `kept` as of a site."""

    customer: NewCustomer
    payer: str
    kept: bool = False


class Customers(Kind):
    """Customers; one row each."""

    name = "customers"
    what = "customers: party, account, first site (and a second one to ship to), primary contact"
    columns = (
        FileColumn("code", "code, kept; blank: the next one is given", cells.CODE, "3897-5"),
        column_of(TYPED["name"]),
        FileColumn("kind", f"blank: {ORGANIZATION}", cells.one_of(*BOTH), ORGANIZATION),
        FileColumn("party", "code of the first account, where this is another account of its party", cells.CODE, ""),
        *ACCOUNT,
        *PARTY,
        FileColumn("payer", "code of the customer who pays by default; goes out as `payers`", cells.CODE, "3897-6"),
        FileColumn("old_codes", "old numbers that still find it", cells.many(cells.CODE), "HJ01"),
        FileColumn(
            "merged_codes", "codes of customers merged into it, which find it", cells.many(cells.CODE), "3897-9"
        ),
        KEPT,
        *POINTS,
        *SITES,
        *CONTACT,
    )
    words: Words
    judged = ("payer",)

    def make(self, rows: list[FileRow], complain: Complain) -> CustomerEntry | None:
        """A customer, read as the profile reads it. The name is required, unless the party has one already."""
        for record, prefix in ((AccountTexts, ""), (ContactTexts, "contact_")):
            split_row(record, rows[0], prefix, complain)
        read = read_as_typed(rows[0], complain, house())
        values, line = moved_to_house(rows[0].values), rows[0].line
        if "payer" in values and (why := itself(values.get("code", ""), values["payer"])):
            complain(line, "payer", why)
        if "payer" in values and "code" not in values:
            complain(line, "code", "is needed where somebody else pays")
        if doubled(values.get("uses", ())):
            complain(line, "uses", f"{doubled(values['uses'])} is named twice")
        for column in PARTY if "party" in values else ():
            if column.name in values:
                complain(line, column.name, "belongs to the first account of the party")
        if read is None:
            return None
        given = {column.name: values[column.name] for column in BESIDE if column.name in values}
        given |= {name: read[name] for name in TAKEN} | {"held": read.held}
        customer = NewCustomer(
            name=values.get("name", ""),
            code=values.get("code", ""),
            kind=values.get("kind", ORGANIZATION),
            party=values.get("party", ""),
            **given,
            old_codes=values.get("old_codes", ()),
            points=points_of(values),
            merged_codes=values.get("merged_codes", ()),
            sites=sites_of(values),
            contacts=contacts_of(values),
        )
        return CustomerEntry(customer, values.get("payer", ""), values.get("kept", False))

    def fill(self, values: CellValues, cells: Collection[str]) -> None:
        """Where a file tells of no alias at all an address goes by the customer's name; a blank one is refused."""
        placed = any(name in values for name in PLACED) and not any(f"ship_{name}" in values for name in PLACED)
        if values.get("kept") or "name" not in values:
            return
        if "alias" not in cells and placed:
            values["alias"] = values["name"]
        elif "alias" in cells:
            values.setdefault("alias", "")

    def own(self, item: CustomerEntry) -> Iterable[Reference]:
        """Its code, its old codes; two accounts of a party have two names (F-16)."""
        one = item.customer
        party = one.party or one.code
        if party and one.account_name and not item.kept:
            yield "account_name", "account name", f"{party}\t{same_name(one.account_name)}"
        if item.customer.code:
            yield "code", "customer or old", item.customer.code
        for column in ("old_codes", "merged_codes"):
            for code in getattr(one, column):
                if code == one.code or code.casefold() != one.code.casefold():  # its own in other capitals finds it
                    yield column, "customer or old", code

    def needs(self, item: CustomerEntry) -> Iterable[Reference]:
        """Terms, methods, price list; and other customers, who may stand in the file too."""
        one = item.customer
        needed = [("party", "customer", one.party), ("payer", "payer", item.payer), ("terms", "terms", one.terms)]
        method = "method" if item.kept else "method in use"
        needed += [("payment_method", method, one.payment_method), _price_list(item)]
        for contact in () if item.kept else one.contacts:
            needed += [("contact_roles", "role", role) for role in contact.roles]
            needed += [("contact_events", "event", event) for event in contact.events]
        needed += [("excluded_methods", "method", method) for method in one.excluded_methods]
        return (need for need in needed if need[2])

    def answers(self) -> dict[str, tuple[str, int]]:
        """A party is named by its first account, which has no `party` itself."""
        return {"customer": ("code", 0), "payer": ("code", 1)}

    def unfit(self, sort: str, item: CustomerEntry) -> str:
        """A payer of the file keeps the rule of the payer's screen."""
        one = item.customer
        billed = any(site.active and use == "BILL_TO" for site in one.sites for use, _ in site.uses)
        fault = payer_fault(PayerFacts(one.code, one.active, one.bill_to_account is not False, billed))
        return fault.text if fault else ""

    def rank(self, item: CustomerEntry) -> int:
        """First parties, then their further accounts; codes that are given go on behind all that were brought."""
        return bool(item.customer.party) + 2 * (not item.customer.code)

    def odd(self, item: CustomerEntry) -> Iterable[tuple[str, str]]:
        """What the libraries find odd, and that there is no address at all."""
        one = item.customer
        if not one.sites:
            yield "street", NOWHERE
        country = land_of(one.sites[0].address.country if one.sites else "", house()[1])
        for prefix, site in zip(("", "ship_"), one.sites, strict=False):
            yield from odd_address(site.address, prefix)
        for site in one.sites[:1]:
            yield from ((f"site_{name}", text) for name, text in odd_points(site.points, country))
        yield from odd_points(one.points, country)
        for contact in one.contacts:
            yield from ((f"contact_{name}", text) for name, text in odd_points(contact.points, country))
        if one.tax_number and (text := tax_number.oddity(one.tax_number, country)):
            yield "tax_number", text

    def person(self, item: CustomerEntry) -> Person | None:
        """The customer, unless it is meant to be another account of one that stands (F-16)."""
        one = item.customer
        if one.party:
            return None
        points = (*one.points, *(point for contact in one.contacts for point in contact.points))
        by = {kind: tuple(value for sort, value in points if sort == kind) for kind in ("PHONE", "EMAIL")}
        places = tuple(site.address.postal_code for site in one.sites)
        return Person(one.name, places, by["PHONE"], by["EMAIL"], (one.tax_number,) if one.tax_number else ())

    def write(self, who: Who, items: Callable[[], Iterator[CustomerEntry]]) -> int:
        """In bulk; who pays for whom once all stand."""
        return self.bring(who, items, lambda: None)

    def bring(self, who: Who, items: Callable[[], Iterator[CustomerEntry]], again: Callable[[], None]) -> int:
        """In bulk, all compared once more with those made meanwhile (R-41)."""
        some_pay = False

        def customers() -> Iterator[NewCustomer]:
            nonlocal some_pay
            for item in items():
                some_pay = some_pay or bool(item.payer)
                yield item.customer

        def payers() -> Iterator[tuple[str, str]]:
            again = items() if some_pay else iter(())
            yield from ((item.customer.code, item.payer) for item in again if item.payer)

        return write_customers(who, customers(), payers(), again=again)

    def read(self) -> Iterator[CustomerEntry]:
        """All customers."""
        self.words = Words()
        return (CustomerEntry(customer, "", kept=twin) for customer, twin in read_customers())

    def rows(self, item: CustomerEntry) -> Iterable[CellValues]:
        """One row; further sites and contacts are kinds of their own, and so is who pays."""
        one = item.customer
        values = {column.name: getattr(one, column.name) for column in BESIDE}
        values |= {HELD[name].in_files: value for name, value in one.values.items()}
        values |= {"code": one.code, "name": one.name, "kind": one.kind, "party": one.party}
        values |= {"old_codes": one.old_codes, "merged_codes": one.merged_codes, **point_cells(one.points)}
        for site in one.sites:
            values |= site_cells(site)
        for contact in one.contacts:
            values |= contact_cells(contact)
        words = one.payment_method not in self.words.retired and all(map(self.words.hold, one.contacts))
        words = words and self.words.lists.get(one.price_list, one.currency) == one.currency
        values["kept"] = item.kept or not one.sites or refused_by_form(values) or not words or None
        yield values


def _price_list(item: CustomerEntry) -> Reference:
    """Its price list has prices in its currency; one kept as it stood may have others."""
    one = item.customer
    if item.kept or not one.price_list:
        return "price_list", "price list", one.price_list
    return "price_list", "price list in currency", f"{one.price_list}\t{one.currency or house()[0]}"
