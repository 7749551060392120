"""Customers whole: party, account, first site, contact, contact points, in one row."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from custtui.domain import tax_number
from custtui.domain.address import Address
from custtui.domain.similarity import Person
from custtui.domain.who import Who
from custtui.exchange import cells
from custtui.exchange.kind import Column, Complain, Kind, Reference, Row, Values
from custtui.exchange.kinds.places import (
    POINTS,
    USES,
    address_cells,
    address_columns,
    address_of,
    doubled,
    odd_address,
    odd_points,
    point_cells,
    points_of,
)
from custtui.services.bulk.customers import write_customers
from custtui.services.bulk.read_customers import read_customers
from custtui.services.bulk.values import NewContact, NewCustomer, NewSite, Uses

ACCOUNT = (
    Column("account_name", "tells the accounts of one party apart", cells.TEXT, "Office supplies"),
    Column("line_of_business", "line of business", cells.TEXT, "Retail"),
    Column("active", "may order; blank: Y", cells.FLAG, "Y"),
    Column("currency", "currency; blank: the house's", cells.CURRENCY, "USD"),
    Column("terms", "code of the payment terms", cells.CODE, "NET30"),
    Column("payment_method", "code of the usual payment method", cells.TEXT, "CHECK"),
    Column("excluded_methods", "payment methods it may not use", cells.many(cells.TEXT), "CASH"),
    Column("price_list", "code of its price list", cells.CODE, "LIST"),
    Column("tax_number", "tax number", cells.TEXT, "13-1234567"),
    Column("commercial", "commercial (B2B): has a bill-to account (R-07)", cells.FLAG, "N"),
    Column("credit_limit", "credit limit", cells.MONEY, "10000.00"),
    Column("accept_threshold", "orders up to this gross total are accepted by themselves", cells.MONEY, "500.00"),
    Column("distrust", "reason of a distrust mark", cells.TEXT, ""),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A customer as a row tells it, and the code of who pays for it."""

    customer: NewCustomer
    payer: str


class Customers(Kind):
    """Customers; one row each."""

    name = "customers"
    what = "customers: party, account, first site (and a second one to ship to), primary contact"
    columns = (
        Column("code", "code, kept; blank: the next one is given", cells.CODE, "3897-5"),
        Column("name", "business name, or the person's full name", cells.TEXT, "Healthy Juices Inc."),
        Column("kind", "blank: ORGANIZATION", cells.one_of("ORGANIZATION", "PERSON"), "ORGANIZATION"),
        Column("party", "code of the first account, where this is another account of its party", cells.CODE, ""),
        *ACCOUNT,
        Column("payer", "code of the customer who pays for this one by default", cells.CODE, "3897-6"),
        Column("old_codes", "old numbers that still find it", cells.many(cells.CODE), "HJ01"),
        *POINTS,
        Column("alias", "alias of the first site", cells.TEXT, "HJ Office"),
        Column("attention", "attention of the first site", cells.TEXT, ""),
        *address_columns(),
        Column("uses", "purposes of the first site; blank: all that is needed (C-19)", USES, "BILL_TO*"),
        Column("site_active", "the first site is in use; blank: Y", cells.FLAG, "Y"),
        Column("ship_alias", "alias of a second site, to ship to", cells.TEXT, "HJ Warehouse"),
        Column("ship_attention", "attention there", cells.TEXT, ""),
        *address_columns("ship_", "second site: "),
        Column("contact", "name of the primary contact", cells.TEXT, "Robert Green"),
        Column("contact_title", "title of the contact", cells.TEXT, "Buyer"),
        Column("contact_department", "department of the contact", cells.TEXT, "Procurement"),
        Column("contact_roles", "roles of the contact", cells.many(cells.TEXT), "procurement"),
        Column("contact_events", "events the contact is told of", cells.many(cells.TEXT), "product launch"),
        Column("contact_phone", "phones of the contact", cells.many(cells.TEXT), "(212) 555-0100"),
        Column("contact_email", "e-mail addresses of the contact", cells.many(cells.TEXT), "r.green@example.com"),
    )

    def make(self, rows: list[Row], complain: Complain) -> Entry:
        """A customer. The name is required, unless the party has one already."""
        values, line = rows[0].values, rows[0].line
        if "name" not in values and "party" not in values:
            complain(line, "name", "this column is required, and blank here")
        if values.get("payer", "") and values["payer"] == values.get("code"):
            complain(line, "payer", "nobody needs to pay for himself by default")
        if "payer" in values and "code" not in values:
            complain(line, "code", "is needed where somebody else pays")
        if doubled(values.get("uses", ())):
            complain(line, "uses", f"{doubled(values['uses'])} is named twice")
        given = {column.name: values[column.name] for column in ACCOUNT if column.name in values}
        customer = NewCustomer(
            name=values.get("name", ""),
            code=values.get("code", ""),
            kind=values.get("kind", "ORGANIZATION"),
            party=values.get("party", ""),
            **given,
            old_codes=values.get("old_codes", ()),
            points=points_of(values),
            sites=_sites(values),
            contacts=_contacts(values),
        )
        return Entry(customer, values.get("payer", ""))

    def own(self, item: Entry) -> Iterable[Reference]:
        """Its code, its old codes."""
        if item.customer.code:
            yield "code", "customer or old", item.customer.code
        for code in item.customer.old_codes:
            yield "old_codes", "customer or old", code

    def needs(self, item: Entry) -> Iterable[Reference]:
        """Terms, methods, price list; and other customers, who may stand in the file too."""
        one = item.customer
        needed = [("party", "customer", one.party), ("payer", "payer", item.payer), ("terms", "terms", one.terms)]
        needed += [("payment_method", "method", one.payment_method), ("price_list", "price list", one.price_list)]
        needed += [("excluded_methods", "method", method) for method in one.excluded_methods]
        return (need for need in needed if need[2])

    def answers(self) -> dict[str, tuple[str, int]]:
        """A party is named by its first account, which has no `party` itself."""
        return {"customer": ("code", 0), "payer": ("code", 1)}

    def rank(self, item: Entry) -> int:
        """First parties, then their further accounts; codes that are given go on behind all that were brought."""
        return bool(item.customer.party) + 2 * (not item.customer.code)

    def odd(self, item: Entry) -> Iterable[tuple[str, str]]:
        """What the libraries find odd."""
        one = item.customer
        country = one.sites[0].address.country if one.sites else ""
        for prefix, site in zip(("", "ship_"), one.sites, strict=False):
            yield from odd_address(site.address, prefix)
        yield from odd_points(one.points, country)
        for contact in one.contacts:
            yield from ((f"contact_{name}", text) for name, text in odd_points(contact.points, country))
        if one.tax_number and (text := tax_number.oddity(one.tax_number, country)):
            yield "tax_number", text

    def person(self, item: Entry) -> Person | None:
        """The customer, unless it is meant to be another account of one that stands (F-16)."""
        one = item.customer
        if one.party:
            return None
        by = {kind: tuple(value for sort, value in one.points if sort == kind) for kind in ("PHONE", "EMAIL")}
        places = tuple(site.address.postal_code for site in one.sites)
        return Person(one.name, places, by["PHONE"], by["EMAIL"], (one.tax_number,) if one.tax_number else ())

    def write(self, who: Who, items: Callable[[], Iterator[Entry]]) -> int:
        """In bulk; who pays for whom once all stand."""
        some_pay = False

        def customers() -> Iterator[NewCustomer]:
            nonlocal some_pay
            for item in items():
                some_pay = some_pay or bool(item.payer)
                yield item.customer

        def payers() -> Iterator[tuple[str, str]]:
            again = items() if some_pay else iter(())
            yield from ((item.customer.code, item.payer) for item in again if item.payer)

        return write_customers(who, customers(), payers())

    def read(self) -> Iterator[Entry]:
        """All customers."""
        return (Entry(customer, payer) for customer, payer in read_customers())

    def rows(self, item: Entry) -> Iterable[Values]:
        """One row; further sites and contacts are kinds of their own."""
        one = item.customer
        values = {column.name: getattr(one, column.name) for column in ACCOUNT}
        values |= {"code": one.code, "name": one.name, "kind": one.kind, "party": one.party}
        values |= {"payer": item.payer, "old_codes": one.old_codes, **point_cells(one.points)}
        for site in one.sites:
            values |= {
                "alias": site.alias,
                "attention": site.attention,
                "uses": site.uses,
                "site_active": site.active,
            }
            values |= address_cells(site.address)
        for contact in one.contacts:
            points = point_cells(contact.points)
            values |= {"contact": contact.name, "contact_title": contact.title, "contact_roles": contact.roles}
            values |= {"contact_department": contact.department, "contact_events": contact.events}
            values |= {"contact_phone": points["phone"], "contact_email": _mails(contact.points)}
        yield values


def _mails(points: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(value for kind, value in points if kind == "EMAIL")


def _sites(values: Values) -> tuple[NewSite, ...]:
    """The first site is billed and shipped to, unless a second one is to be shipped to (C-19)."""
    first, second = address_of(values), address_of(values, "ship_")
    if first == Address() and "alias" not in values and second == Address():
        return ()
    ships = second != Address()
    uses: Uses = values.get("uses") or (("BILL_TO", True), ("SHIP_TO", not ships))
    site = NewSite(
        address=first,
        alias=values.get("alias", ""),
        attention=values.get("attention", ""),
        uses=uses,
        active=values.get("site_active", True),
    )
    if not ships:
        return (site,)
    other = NewSite(
        address=second,
        alias=values.get("ship_alias", ""),
        attention=values.get("ship_attention", ""),
        uses=(("SHIP_TO", ("SHIP_TO", True) not in uses),),
    )
    return (site, other)


def _contacts(values: Values) -> tuple[NewContact, ...]:
    if "contact" not in values:
        return ()
    phones = tuple(("PHONE", value) for value in values.get("contact_phone", ()))
    mails = tuple(("EMAIL", value) for value in values.get("contact_email", ()))
    return (
        NewContact(
            name=values["contact"],
            title=values.get("contact_title", ""),
            department=values.get("contact_department", ""),
            roles=values.get("contact_roles", ()),
            events=values.get("contact_events", ()),
            points=phones + mails,
            primary=True,
        ),
    )
