"""Further sites of customers, and their contacts."""

from collections.abc import Callable, Iterable, Iterator

from custtui.domain.contact import CheckedContact, checked_contact
from custtui.domain.records.contact import ContactFields, ContactStands
from custtui.domain.records.field import fields_of
from custtui.domain.records.place import PLACE
from custtui.domain.records.reading import FORGIVEN
from custtui.domain.records.site import SiteFields, SiteStands
from custtui.domain.site_fields import checked_site
from custtui.domain.who import Who
from custtui.exchange.kind import Complain, Kind, Reference, Row, Values, column_of, columns_of, refused_here
from custtui.exchange.kinds.places import (
    POINTS,
    USES,
    address_columns,
    doubled,
    named,
    odd_address,
    odd_points,
    point_cells,
    points_apart,
    points_of,
    use_cells,
    uses_of,
)
from custtui.services.bulk.parties import PartyName
from custtui.services.bulk.read_sites import read_contacts, read_sites
from custtui.services.bulk.sites import write_contacts, write_sites
from custtui.services.bulk.values import NewContact, NewSite
from custtui.services.customer.checks import seller

SITE, SITE_BESIDE = fields_of(SiteFields), fields_of(SiteStands)
CONTACT, CONTACT_BESIDE = fields_of(ContactFields), fields_of(ContactStands)


class Sites(Kind):
    """Further sites; the first one of a customer comes with the customer."""

    name = "sites"
    what = "further sites of customers"
    columns = (
        column_of(SITE_BESIDE["customer"]),
        *columns_of(SiteFields),
        *(
            column_of(SITE_BESIDE[name], USES if name == "uses" else None)
            for name in ("uses", "active", "identifying")
        ),
        *POINTS,
    )

    def make(self, rows: list[Row], complain: Complain) -> NewSite | None:
        """A site, read as its form reads it; an address it may get later."""
        values, line = rows[0].values, rows[0].line
        typed = SiteFields(**{name: values.get(name, "") for name in SITE})
        site = refused_here(
            rows[0], complain, lambda: checked_site(typed, seller()[1], forgiven=FORGIVEN, cells=True)
        )
        if doubled(values.get("uses", ())):
            complain(line, "uses", f"{doubled(values['uses'])} is named twice")
        return site and NewSite(
            address=named(site.address, values),
            customer=values["customer"],
            alias=site.alias,
            attention=site.attention,
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
        column_of(CONTACT_BESIDE["customer"]),
        *map(column_of, (CONTACT["site"], CONTACT["name"], CONTACT["person"], CONTACT_BESIDE["person_name"])),
        *(column_of(CONTACT[name]) for name in ("title", "department", "roles", "events", "primary")),
        column_of(CONTACT_BESIDE["active"]),
        *POINTS,
        *address_columns("", "own address: "),
    )

    def make(self, rows: list[Row], complain: Complain) -> NewContact | None:
        """A contact, read as its form reads it."""
        values, line = rows[0].values, rows[0].line
        same = values.get("person_name", "")
        if same and "person" not in values:
            complain(line, "person", "is missing: the customer whose contact it is")
        elif same and PartyName("", same).plain[0] != values["name"]:
            complain(line, "person_name", f"is not {values['name']}: one person has one name")
        one = refused_here(rows[0], complain, lambda: _checked(values))
        return one and NewContact(
            name=one.name,
            customer=values["customer"],
            site=values.get("site", ""),
            title=one.title,
            department=one.department,
            roles=one.roles,
            events=one.events,
            points=one.points,
            address=named(one.address, values) if one.address else None,
            primary=values.get("primary"),
            active=values.get("active", True),
            person=values.get("person", ""),
            person_name=same,
        )

    def own(self, item: NewContact) -> Iterable[Reference]:
        """One contact is the primary one of an account, and of a site (F-14)."""
        if item.primary:
            yield "primary", "primary contact", f"{item.customer}\t{item.site}"

    def doubts(self, item: NewContact) -> Iterable[Reference]:
        """Roles and events that the house has not set up: no form gives them, a contact keeps them."""
        yield from (("roles", "contact role", one) for one in item.roles)
        yield from (("events", "event", one) for one in item.events)

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


def _checked(values: Values) -> CheckedContact:
    """What a row says of a contact; its roles and events are looked up with those of other rows (see `doubts`)."""
    points: Values = {**points_apart(values)}
    texts = {name: values.get(name, "") for name in ("name", "title", "department", *PLACE)}
    roles, events = values.get("roles", ()), values.get("events", ())
    typed = ContactFields(**texts, roles=roles, events=events, **points)
    return checked_contact(typed, roles, events, seller()[1], forgiven=FORGIVEN, cells=True)
