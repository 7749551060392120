"""Further sites of customers, and their contacts."""

from collections.abc import Callable, Iterable, Iterator

from custtui.domain.contact import CheckedContact, checked_contact
from custtui.domain.records.acting import ContactTexts
from custtui.domain.records.contact import ContactFields, ContactStands
from custtui.domain.records.fact import fields_of, said_of
from custtui.domain.records.place import PLACE
from custtui.domain.records.reading import FORGIVEN
from custtui.domain.records.site import SiteFields, SiteStands
from custtui.domain.records.sited import SiteTexts
from custtui.domain.site_fields import checked_site
from custtui.domain.who import Who
from custtui.exchange.house import house
from custtui.exchange.kind import (
    CellValues,
    Complain,
    FileRow,
    Kind,
    Reference,
    column_of,
    columns_of,
    refused,
    refused_here,
)
from custtui.exchange.kinds.places import (
    KEPT,
    POINTS,
    USES,
    Words,
    address_cells,
    address_columns,
    at_home,
    doubled,
    odd_address,
    odd_points,
    point_cells,
    points_apart,
    points_of,
    use_cells,
    uses_of,
)
from custtui.exchange.kinds.refusals import split_row
from custtui.services.bulk.parties import PartyName
from custtui.services.bulk.read_sites import read_contacts, read_sites
from custtui.services.bulk.sites import write_contacts, write_sites
from custtui.services.bulk.values import NewContact, NewSite

SITE, SITE_BESIDE = fields_of(SiteFields), fields_of(SiteStands)
SITE_TEXTS, TEXTS = fields_of(SiteTexts), fields_of(ContactTexts)
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
        KEPT,
        *POINTS,
    )

    def make(self, rows: list[FileRow], complain: Complain) -> NewSite | None:
        """A site, read as its form reads it."""
        values, line = rows[0].values, rows[0].line
        site = refused_here(rows[0], complain, lambda: _checked_site(values))
        if doubled(values.get("uses", ())):
            complain(line, "uses", f"{doubled(values['uses'])} is named twice")
        return site and NewSite(
            address=at_home(site.address),
            customer=values["customer"],
            **said_of(SiteTexts, site),
            uses=uses_of(values),
            points=points_of(values),
            active=values.get("active", True),
            identifying=values.get("identifying", False),
            kept=values.get("kept", False),
        )

    def own(self, item: NewSite) -> Iterable[Reference]:
        """At most one site of a customer is the primary one of a purpose (R-14), one identifying (R-13).

        Two in use have two aliases (F-34).
        """
        if item.active and not item.kept:
            yield "alias", "alias in use", f"{item.customer}\t{item.alias.casefold()}"
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

    def rows(self, item: NewSite) -> Iterable[CellValues]:
        """One row."""
        values = {name: getattr(item, name) for name in ("customer", *SITE_TEXTS, "active", "identifying")}
        values |= {**use_cells(item.uses), **address_cells(item.address), **point_cells(item.points)}
        yield {**values, "kept": item.kept or refused(lambda: _checked_site(values)) or None}


class Contacts(Kind):
    """Contacts; the primary one of an account comes with the customer."""

    name = "contacts"
    chained = ("acting person",)
    words: Words
    what = "further contacts of customers, at the account or at one site, with roles, events and contact points"
    columns = (
        column_of(CONTACT_BESIDE["customer"]),
        *map(column_of, (CONTACT["site"], CONTACT["name"], CONTACT["person"], CONTACT_BESIDE["person_name"])),
        *(column_of(CONTACT[name]) for name in (*TEXTS, "roles", "events", "primary", "shared")),
        column_of(CONTACT_BESIDE["active"]),
        KEPT,
        *POINTS,
        *address_columns("", "own address: "),
    )

    def make(self, rows: list[FileRow], complain: Complain) -> NewContact | None:
        """A contact, read as its form reads it."""
        split_row(ContactTexts, rows[0], "", complain)
        values, line = rows[0].values, rows[0].line
        same = values.get("person_name", "")
        if same and "person" not in values:
            complain(line, "person", "is missing: the customer whose contact it is")
        elif same and PartyName("", same).plain[0] != values["name"]:
            complain(line, "person_name", f"is not {values['name']}: one person has one name")
        one = refused_here(rows[0], complain, lambda: _checked(values))
        if _idle_primary(values):
            complain(line, "primary", "a contact out of use is not the primary one")
        return one and NewContact(
            name=one.name,
            customer=values["customer"],
            site=values.get("site", ""),
            **said_of(ContactTexts, one),
            roles=one.roles,
            events=one.events,
            points=one.points,
            address=at_home(one.address) if one.address else None,
            primary=values.get("primary"),
            shared=one.shared,
            active=values.get("active", True),
            person=values.get("person", ""),
            person_name=same,
            kept=values.get("kept", False),
        )

    def own(self, item: NewContact) -> Iterable[Reference]:
        """One contact is the primary one of an account, and of a site (F-14); a new person of a name (R-20)."""
        if not item.person:
            yield "name", "namesake", f"{item.customer}\t{item.name}"
        if item.primary:
            yield "primary", "primary contact", f"{item.customer}\t{item.site}"

    def needs(self, item: NewContact) -> Iterable[Reference]:
        """The customer, the site, the person; roles and events of the house's lists."""
        yield "customer", "customer", item.customer
        if not item.kept:
            yield from (("roles", "role", one) for one in item.roles)
            yield from (("events", "event", one) for one in item.events)
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
        self.words = Words()
        return read_contacts()

    def rows(self, item: NewContact) -> Iterable[CellValues]:
        """One row."""
        names = (
            "customer",
            "site",
            "name",
            "person",
            "person_name",
            "roles",
            "events",
            "primary",
            "shared",
            "active",
        )
        values = {name: getattr(item, name) for name in (*names, *TEXTS)} | point_cells(item.points)
        values |= address_cells(item.address) if item.address else {}
        odd = refused(lambda: _checked(values)) or _idle_primary(values) or not self.words.hold(item)
        yield {**values, "kept": item.kept or odd or None}


def _idle_primary(values: CellValues) -> bool:
    return bool(values.get("primary")) and not values.get("active", True) and not values.get("kept")


def _checked_site(values: CellValues) -> SiteFields:
    """What a row says of a site; one that is kept is read as one that stands."""
    typed = SiteFields(**{name: values.get(name, "") for name in SITE})
    before = typed if values.get("kept") else None
    return checked_site(typed, house()[1], before, forgiven=FORGIVEN, cells=True)


def _checked(values: CellValues) -> CheckedContact:
    """What a row says of a contact; its roles and events are looked up with those of other rows (see `needs`)."""
    points: CellValues = {**points_apart(values)}
    texts = {name: values.get(name, "") for name in ("name", "site", *TEXTS, *PLACE)}
    roles, events = values.get("roles", ()), values.get("events", ())
    shared = values.get("shared", False)
    typed = ContactFields(**texts, shared=shared, roles=roles, events=events, **points)
    before = typed if values.get("kept") else None
    return checked_contact(typed, roles, events, house()[1], before, forgiven=FORGIVEN, cells=True)
