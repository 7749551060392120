"""A contact: a person who acts for a customer, at the account or at one of its sites."""

from dataclasses import dataclass
from typing import Annotated

from custtui.domain.records.account import CODE
from custtui.domain.records.field import Field, Owner, Sort
from custtui.domain.records.place import CITY, COUNTRY, POSTAL_CODE, STATE, STREET

SEVERAL = "Several with ; between, the first is the primary one"
CONTACT = Owner.CONTACT


@dataclass(frozen=True, slots=True)
class ContactFields:
    """A contact's fields as typed. `site` is the id of the site it acts at, '' for the whole account.

    `roles`, `events` hold codes with commas between. A kind of contact point holds several, with semicolons between;
    the first one is the primary one. `person` is the code of a customer who is this person himself (R-20),
    `contact_of` that of another customer whose contact of this name is the same person.
    """

    name: Annotated[
        str,
        Field(
            "Name",
            "The person's full name. F4: a person known already",
            owner=Owner.PARTY,
            needed=True,
            prompt="people",
        ),
    ] = ""
    site: Annotated[
        str,
        Field(
            "Acts at",
            "Alias of a site; empty: the whole account. F4 lists them",
            80,
            sort=Sort.OTHER,
            owner=CONTACT,
            prompt="sites",
        ),
    ] = ""
    primary: Annotated[
        bool,
        Field("Primary", "Y: the one to turn to there; the one before gives it up", 1, Sort.FLAG, CONTACT),
    ] = False
    title: Annotated[str, Field("Title", "What the person is called: Head of purchasing", 80, owner=CONTACT)] = ""
    department: Annotated[str, Field("Department", "Where the person works: Logistics", 80, owner=CONTACT)] = ""
    roles: Annotated[
        str,
        Field(
            "Roles",
            "procurement, finance, orderer …: F4 gives or takes one",
            sort=Sort.OTHER,
            owner=CONTACT,
            prompt="roles",
        ),
    ] = ""
    events: Annotated[
        str,
        Field(
            "Notify about",
            "order accepted, shipped, invoicing …: F4 gives or takes one",
            sort=Sort.OTHER,
            owner=CONTACT,
            prompt="events",
        ),
    ] = ""
    phone: Annotated[str, Field("Phone", SEVERAL, sort=Sort.NUMBER, owner=CONTACT)] = ""
    email: Annotated[str, Field("E-mail", SEVERAL, sort=Sort.MAIL, owner=CONTACT)] = ""
    fax: Annotated[str, Field("Fax", SEVERAL, sort=Sort.NUMBER, owner=CONTACT)] = ""
    web: Annotated[str, Field("Web", SEVERAL, owner=CONTACT)] = ""
    street: Annotated[str, STREET._replace(help="An address of his or her own; empty: that of the site")] = ""
    city: Annotated[str, CITY] = ""
    state: Annotated[str, STATE] = ""
    postal_code: Annotated[str, POSTAL_CODE] = ""
    country: Annotated[str, COUNTRY] = ""
    person: Annotated[str, Field("Is customer", "Code of a customer who is this person himself", CODE, Sort.CODE)] = (
        ""
    )
    contact_of: Annotated[
        str,
        Field(
            "Contact of",
            "Code of another customer whose contact of this name is the same person",
            CODE,
            Sort.CODE,
        ),
    ] = ""
