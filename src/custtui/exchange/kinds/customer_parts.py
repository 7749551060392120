"""What the row of a customer tells beside the account: its first site, one to ship to, its primary contact."""

from custtui.domain.address import Address
from custtui.domain.records.acting import ContactTexts
from custtui.domain.records.contact import ContactFields
from custtui.domain.records.fact import fields_of, said_in, said_of
from custtui.domain.records.site import SiteStands
from custtui.domain.records.sited import SiteTexts
from custtui.domain.site import first_alias
from custtui.exchange import cells
from custtui.exchange.kind import CellValues, FileColumn, column_of
from custtui.exchange.kinds.places import (
    USES,
    address_cells,
    address_columns,
    address_of,
    point_cells,
    point_columns,
    points_of,
    use_cells,
    uses_of,
)
from custtui.services.bulk.values import NewContact, NewSite

SITE, SITE_BESIDE = fields_of(SiteTexts), fields_of(SiteStands)
PERSON = fields_of(ContactFields)
FIRST_SITE = {"alias": "HJ Office"}
SITES = (
    *(column_of(field, whose="{} of the first site", example=FIRST_SITE.get(name)) for name, field in SITE.items()),
    *address_columns(),
    column_of(
        SITE_BESIDE["uses"],
        USES,
        whose="{} of the first site; blank: all that is needed",
        example="BILL_TO*",
    ),
    FileColumn("site_active", "the first site is in use; blank: Y", cells.FLAG, "Y"),
    FileColumn("identifying", "the party is at the first site; blank: if it has no other", cells.FLAG, "Y"),
    *point_columns("site_", "first site: "),
    *(
        column_of(field, prefix="ship_", whose="{} of a second site, to ship to" if name == "alias" else "{} there")
        for name, field in SITE.items()
    ),
    *address_columns("ship_", "second site: "),
)
EXAMPLES = {"title": "Buyer", "department": "Procurement"}
"""What the primary contact of a customer may be, where it is not what a further one is."""
CONTACT = (
    FileColumn("contact", "name of the primary contact", cells.cell_of(PERSON["name"]), "Robert Green"),
    *(
        column_of(PERSON[name], prefix="contact_", whose=whose, example=example)
        for name, whose, example in (
            *((name, "{} of the contact", EXAMPLES.get(name)) for name in fields_of(ContactTexts)),
            ("roles", "{} of the contact", "procurement"),
            ("events", "{}", "product launch"),
            ("phone", "contact: {}", None),
            ("email", "contact: {}", "r.green@example.com"),
        )
    ),
)


def sites_of(values: CellValues) -> tuple[NewSite, ...]:
    """The first site is billed and shipped to, unless a second one is to be shipped to (C-19)."""
    first, second = address_of(values), address_of(values, "ship_")
    if first == Address() and "alias" not in values and second == Address():
        return ()
    ships = second != Address()
    uses = uses_of(values, (("BILL_TO", True), ("SHIP_TO", not ships)))
    texts = said_in(SiteTexts, values)
    if ships and not texts["alias"]:
        texts["alias"] = first_alias(values.get("name", ""), values.get("ship_alias", ""))
    site = NewSite(
        address=first,
        **texts,
        uses=uses,
        points=points_of(values, "site_"),
        active=values.get("site_active", True),
        identifying=values.get("identifying", False),
    )
    if not ships:
        return (site,)
    other = NewSite(
        address=second,
        **said_in(SiteTexts, values, "ship_"),
        uses=(("SHIP_TO", ("SHIP_TO", True) not in uses),),
    )
    return (site, other)


def site_cells(site: NewSite) -> CellValues:
    """The cells of the first site."""
    return {
        **said_of(SiteTexts, site),
        "site_active": site.active,
        "identifying": site.identifying,
        **use_cells(site.uses),
        **address_cells(site.address),
        **point_cells(site.points, "site_"),
    }


def contacts_of(values: CellValues) -> tuple[NewContact, ...]:
    """The primary contact, if there is one."""
    if "contact" not in values:
        return ()
    phones = tuple(("PHONE", value) for value in values.get("contact_phone", ()))
    mails = tuple(("EMAIL", value) for value in values.get("contact_email", ()))
    return (
        NewContact(
            name=values["contact"],
            **said_in(ContactTexts, values, "contact_"),
            roles=values.get("contact_roles", ()),
            events=values.get("contact_events", ()),
            points=phones + mails,
            primary=True,
        ),
    )


def contact_cells(contact: NewContact) -> CellValues:
    """The cells of the primary contact."""
    return {
        "contact": contact.name,
        **{f"contact_{name}": text for name, text in said_of(ContactTexts, contact).items()},
        "contact_roles": contact.roles,
        "contact_events": contact.events,
        "contact_phone": tuple(value for kind, value in contact.points if kind == "PHONE"),
        "contact_email": tuple(value for kind, value in contact.points if kind == "EMAIL"),
    }
