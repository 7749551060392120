"""A customer: its party and its account, as a clerk types it and as a file tells it."""

from dataclasses import dataclass, field
from typing import Annotated

from custtui.domain.records.account import CODE, COMPARED, AccountTexts
from custtui.domain.records.fact import Fact, InFiles, Owner, Sort
from custtui.domain.records.place import AddressFields
from custtui.domain.records.sited import ALIAS
from custtui.domain.relations import ORGANIZATION

PARTY, CONTACT = Owner.PARTY, Owner.CONTACT

NAME = Fact(
    "Business name",
    "Of the organization; of a person the full name. Required",
    owner=PARTY,
    needed=True,
    file=InFiles("business name, or the person's full name", "Healthy Juices Inc."),
    remembered=True,
    merge=COMPARED,
)
KIND = Fact(
    "Kind",
    "O: organization; P: person",
    1,
    Sort.OTHER,
    PARTY,
    short="Kind (O, P)",
    file=InFiles(f"blank: {ORGANIZATION}", ORGANIZATION),
    remembered=True,
)
COMMERCIAL = Fact(
    "Commercial",
    "Y: a business that is billed; it gets a bill-to record",
    1,
    Sort.FLAG,
    file=InFiles("commercial (B2B): has a bill-to account", "N"),
    remembered=True,
    supervised=True,
)
CREDIT_LIMIT = Fact(
    "Credit limit",
    "Empty: the party's, or none",
    20,
    Sort.AMOUNT,
    file=InFiles("credit limit", "10000.00"),
    remembered=True,
    supervised=True,
    merge=COMPARED,
)
THRESHOLD = Fact(
    "Auto-accept up to",
    "Orders up to this total are accepted at once; empty: ask",
    20,
    Sort.AMOUNT,
    short="Auto-accept",
    file=InFiles("orders up to this gross total are accepted automatically", "500.00", "accept_threshold"),
    remembered=True,
    supervised=True,
    merge=COMPARED,
    kept="accept_threshold",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerFields(AccountTexts):
    """The simple view of a customer (C-17): every field as typed.

    What begins with `contact_` is the contact's; `phone`, `email`, `alt_email` are the house's.
    An empty `shipping` ships to the billing address. `threshold` None starts with the house's control (C-11),
    '' asks for every order. `share_party` is the code of another account whose party this one shares (F-16).
    """

    name: Annotated[str, NAME] = ""
    alias: Annotated[str, ALIAS] = ""
    contact: Annotated[
        str,
        Fact(
            "Contact",
            "The primary contact of the account; one known already is chosen, so that none is made twice",
            owner=CONTACT,
            prompt="people",
        ),
    ] = ""
    contact_phone: Annotated[
        str,
        Fact(
            "Phone",
            "The contact's. Any format: (212) 555-0100; none: the house's is shown",
            60,
            Sort.NUMBER,
            CONTACT,
        ),
    ] = ""
    contact_email: Annotated[
        str, Fact("E-mail", "The contact's: notices go there", sort=Sort.MAIL, owner=CONTACT)
    ] = ""
    contact_alt_email: Annotated[
        str,
        Fact(
            "Alternate e-mail",
            "Another e-mail address of the contact",
            sort=Sort.MAIL,
            owner=CONTACT,
            short="Alt. e-mail",
        ),
    ] = ""
    commercial: Annotated[bool, COMMERCIAL] = False
    credit_limit: Annotated[str, CREDIT_LIMIT] = ""
    threshold: Annotated[str | None, THRESHOLD] = None
    kind: Annotated[str, KIND] = ORGANIZATION
    phone: Annotated[str, Fact("House phone", "The number of the house, whoever answers", 60, Sort.NUMBER)] = ""
    email: Annotated[str, Fact("House e-mail", "The e-mail address of the house", sort=Sort.MAIL)] = ""
    alt_email: Annotated[
        str,
        Fact("House alternate e-mail", "Another e-mail address of the house", sort=Sort.MAIL, short="House alt"),
    ] = ""
    billing: AddressFields = field(default_factory=AddressFields)
    shipping: AddressFields = field(default_factory=AddressFields)
    share_party: Annotated[str, Fact("Shares the party of", "", CODE, Sort.CODE)] = ""
