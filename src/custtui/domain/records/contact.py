"""A contact: a person who acts for a customer, at the account or at one of its sites."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from custtui.domain.records.account import CODE
from custtui.domain.records.acting import CONTACT, ContactTexts
from custtui.domain.records.fact import Fact, InFiles, Owner, Sort, fields_of
from custtui.domain.records.links import ACTIVE, CUSTOMER
from custtui.domain.records.place import CITY, COUNTRY, POSTAL_CODE, STATE, STREET
from custtui.domain.records.reach import EMAIL, FAX, PHONE, WEB

Several = str | tuple[str, ...]
"""Typed with something between, or apart as a file has them."""


LAST = (Sort.REFUSAL, Sort.SINCE)
FIRST_TEXTS = tuple(name for name, field in fields_of(ContactTexts).items() if field.sort not in LAST)
"""What is said of nearly every contact; what somebody refuses is typed last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFields(ContactTexts):
    """A contact's fields as typed. `site` is the id of the site it acts at, '' for the whole account.

    `roles`, `events` hold codes with commas between. A kind of contact point holds several, with semicolons between;
    the first one is the primary one. In a file they stand apart. `person` is the code of a customer who is this
    person himself (R-20), `contact_of` that of another customer whose contact of this name is the same person.
    """

    FIRST: ClassVar = ("name", "site", "primary", *FIRST_TEXTS)

    name: Annotated[
        str,
        Fact(
            "Name",
            "The person's full name; a person known already can be chosen",
            owner=Owner.PARTY,
            needed=True,
            prompt="people",
            file=InFiles("full name", "Emily Rose", required=True),
        ),
    ] = ""
    site: Annotated[
        str,
        Fact(
            "Acts at",
            "Alias of a site; empty: the whole account",
            owner=CONTACT,
            prompt="sites",
            file=InFiles("alias or street of the site; blank: acts for the whole account", "HJ Office"),
        ),
    ] = ""
    primary: Annotated[
        bool,
        Fact(
            "Primary",
            "Y: the one to turn to there; the one before gives it up",
            1,
            Sort.FLAG,
            CONTACT,
            file=InFiles("the primary contact there; blank: if it is the first", "N"),
        ),
    ] = False
    roles: Annotated[
        Several,
        Fact(
            "Roles",
            "procurement, finance, orderer …",
            owner=CONTACT,
            prompt="roles",
            file=InFiles("roles", "finance"),
            several=",",
        ),
    ] = ""
    events: Annotated[
        Several,
        Fact(
            "Notify about",
            "order accepted, shipped, invoicing …",
            owner=CONTACT,
            prompt="events",
            file=InFiles("events the contact is notified of", "invoicing"),
            several=",",
        ),
    ] = ""
    phone: Annotated[Several, PHONE._replace(owner=CONTACT)] = ""
    email: Annotated[Several, EMAIL._replace(owner=CONTACT)] = ""
    fax: Annotated[Several, FAX._replace(owner=CONTACT)] = ""
    web: Annotated[Several, WEB._replace(owner=CONTACT)] = ""
    street: Annotated[str, STREET._replace(help="An address of his or her own; empty: that of the site")] = ""
    city: Annotated[str, CITY] = ""
    state: Annotated[str, STATE] = ""
    postal_code: Annotated[str, POSTAL_CODE] = ""
    country: Annotated[str, COUNTRY] = ""
    person: Annotated[
        str,
        Fact(
            "Is customer",
            "Code of a customer who is this person himself",
            CODE,
            Sort.CODE,
            file=InFiles("code of the customer who this person is"),
        ),
    ] = ""
    contact_of: Annotated[
        str,
        Fact(
            "Contact of",
            "Code of another customer whose contact of this name is the same person",
            CODE,
            Sort.CODE,
        ),
    ] = ""
    shared: Annotated[
        bool,
        Fact(
            "All accounts",
            "Y: acts for the other accounts of the customer's party too",
            1,
            Sort.FLAG,
            CONTACT,
            file=InFiles("Y: acts for the other accounts of the customer's party too; blank: N", "N"),
        ),
    ] = False


class ContactStands:
    """What a row of a file tells of a contact beside its form."""

    customer: Annotated[str, CUSTOMER]
    person_name: Annotated[
        str,
        Fact(
            "Person",
            file=InFiles("beside `person`: its contact of that name is the same person; `Ann#2`: the second Ann"),
        ),
    ]
    active: Annotated[bool, ACTIVE]
