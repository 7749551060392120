"""Further sites of customers, and their contacts."""

from collections.abc import Callable, Iterable, Iterator

from custtui.domain.address import Address
from custtui.domain.contact import point_fault
from custtui.domain.contact_point import PointKind
from custtui.domain.who import Who
from custtui.exchange import cells
from custtui.exchange.kind import Column, Complain, Kind, Reference, Row, Values
from custtui.exchange.kinds.places import (
    POINTS,
    USES,
    address_columns,
    address_of,
    check_state,
    contact_cell,
    doubled,
    odd_address,
    odd_points,
    point_cells,
    points_of,
    site_cell,
    use_cells,
    uses_of,
)
from custtui.services.bulk.parties import PartyName
from custtui.services.bulk.read_sites import read_contacts, read_sites
from custtui.services.bulk.sites import write_contacts, write_sites
from custtui.services.bulk.values import NewContact, NewSite

CUSTOMER = Column("customer", "code of the customer", cells.CODE, "3897-5", required=True)


class Sites(Kind):
    """Further sites; the first one of a customer comes with the customer."""

    name = "sites"
    what = "further sites of customers"
    columns = (
        CUSTOMER,
        Column("alias", "alias", site_cell("alias"), "HJ Warehouse"),
        Column("attention", "attention", site_cell("attention"), ""),
        *address_columns(),
        Column("uses", "purposes", USES, "SHIP_TO*"),
        Column("active", "in use; blank: Y", cells.FLAG, "Y"),
        Column("identifying", "the party is here from now on (R-13); blank: N", cells.FLAG, "N"),
        *POINTS,
    )

    def make(self, rows: list[Row], complain: Complain) -> NewSite:
        """A site. It has an alias, as on its form; an address it may get later."""
        values, line = rows[0].values, rows[0].line
        check_state(rows[0], complain)
        if "alias" not in values:
            complain(line, "alias", "Alias is missing")
        if doubled(values.get("uses", ())):
            complain(line, "uses", f"{doubled(values['uses'])} is named twice")
        return NewSite(
            address=address_of(values),
            customer=values["customer"],
            alias=values.get("alias", ""),
            attention=values.get("attention", ""),
            uses=uses_of(values),
            points=points_of(values),
            active=values.get("active", True),
            identifying=values.get("identifying", False),
        )

    def own(self, item: NewSite) -> Iterable[Reference]:
        """At most one site of a customer is the primary one of a purpose (R-14), one identifying (R-13)."""
        for purpose, primary in item.uses:
            if primary and item.active:
                yield "uses", "primary site", f"{item.customer}\t{purpose}"
        if item.identifying:
            yield "identifying", "identifying site", item.customer

    def needs(self, item: NewSite) -> Iterable[Reference]:
        """The customer."""
        yield "customer", "customer", item.customer

    def odd(self, item: NewSite) -> Iterable[tuple[str, str]]:
        """What the libraries find odd."""
        yield from odd_address(item.address)
        yield from odd_points(item.points, item.address.country)

    def write(self, who: Who, items: Callable[[], Iterator[NewSite]]) -> int:
        """In bulk."""
        return write_sites(who, items())

    def read(self) -> Iterator[NewSite]:
        """All sites that do not come with their customers."""
        return read_sites()

    def rows(self, item: NewSite) -> Iterable[Values]:
        """One row."""
        values = {name: getattr(item, name) for name in ("customer", "alias", "attention", "active", "identifying")}
        yield {**values, **use_cells(item.uses), **item.address.columns(), **point_cells(item.points)}


class Contacts(Kind):
    """Contacts; the primary one of an account comes with the customer."""

    name = "contacts"
    chained = ("acting person",)
    what = "further contacts of customers, at the account or at one site, with roles, events and contact points"
    columns = (
        CUSTOMER,
        Column("site", "alias or street of the site; blank: acts for the whole account", cells.TEXT, "HJ Office"),
        Column("name", "full name", contact_cell("name"), "Emily Rose", required=True),
        Column("person", "code of the customer who this person is", cells.CODE, ""),
        Column(
            "person_name",
            "beside `person`: its contact of that name is the same person; `Ann#2`: the second Ann",
            cells.TEXT,
            "",
        ),
        Column("title", "title", contact_cell("title"), "Accountant"),
        Column("department", "department", contact_cell("department"), "Finance"),
        Column("roles", "roles", cells.many(cells.TEXT), "finance"),
        Column("events", "events the contact is notified of", cells.many(cells.TEXT), "invoicing"),
        Column("primary", "the primary contact there; blank: if it is the first", cells.FLAG, "N"),
        Column("active", "in use; blank: Y", cells.FLAG, "Y"),
        *POINTS,
        *address_columns("", "own address: "),
    )

    def make(self, rows: list[Row], complain: Complain) -> NewContact:
        """A contact."""
        values = rows[0].values
        same = values.get("person_name", "")
        if same and "person" not in values:
            complain(rows[0].line, "person", "is missing: the customer whose contact it is")
        elif same and PartyName("", same).plain[0] != values["name"]:
            complain(rows[0].line, "person_name", f"is not {values['name']}: one person has one name")
        check_state(rows[0], complain)
        for text in filter(None, (point_fault(PointKind.WEB, value) for value in values.get("web", ()))):
            complain(rows[0].line, "web", text)
        address = address_of(values)
        return NewContact(
            name=values["name"],
            customer=values["customer"],
            site=values.get("site", ""),
            title=values.get("title", ""),
            department=values.get("department", ""),
            roles=values.get("roles", ()),
            events=values.get("events", ()),
            points=points_of(values),
            address=None if address == Address() else address,
            primary=values.get("primary"),
            active=values.get("active", True),
            person=values.get("person", ""),
            person_name=values.get("person_name", ""),
        )

    def own(self, item: NewContact) -> Iterable[Reference]:
        """One contact is the primary one of an account, and of a site (F-14)."""
        if item.primary:
            yield "primary", "primary contact", f"{item.customer}\t{item.site}"

    def needs(self, item: NewContact) -> Iterable[Reference]:
        """The customer, the site, the person."""
        yield "customer", "customer", item.customer
        if item.site:
            yield "site", "site", f"{item.customer}\t{item.site}"
        if item.person_name:
            yield "person_name", "acting person", f"{item.person}\t{item.name}"
        elif item.person:
            yield "person", "person", f"{item.person}\t{item.name}"

    def brings(self, item: NewContact) -> Iterable[Reference]:
        """Who acts for a customer: the same person may act for another one."""
        yield "name", "acting person", f"{item.customer}\t{item.name}"

    def answers(self) -> dict[str, tuple[str, int]]:
        """Contacts of the file itself."""
        return {"acting person": ("name", 0)}

    def odd(self, item: NewContact) -> Iterable[tuple[str, str]]:
        """What the libraries find odd."""
        yield from odd_points(item.points, item.address.country if item.address else "")
        if item.address:
            yield from odd_address(item.address)

    def write(self, who: Who, items: Callable[[], Iterator[NewContact]]) -> int:
        """In bulk."""
        return write_contacts(who, items())

    def read(self) -> Iterator[NewContact]:
        """All contacts that do not come with their customers."""
        return read_contacts()

    def rows(self, item: NewContact) -> Iterable[Values]:
        """One row."""
        names = (
            "customer",
            "site",
            "name",
            "person",
            "person_name",
            "title",
            "department",
            "roles",
            "events",
            "primary",
            "active",
        )
        address = item.address.columns() if item.address else {}
        yield {**{name: getattr(item, name) for name in names}, **address, **point_cells(item.points)}
