"""How far a customer is trusted: what its account has for itself, and what all accounts of its party share (C-25)."""

from dataclasses import dataclass
from typing import Annotated

from custtui.domain.records.account import CODE
from custtui.domain.records.customer import CREDIT_LIMIT, THRESHOLD
from custtui.domain.records.field import Field, InFiles, Merge, Owner, Sort

PARTY = Owner.PARTY
DISTRUST = Field(
    "Distrust mark",
    "Why orders of this account wait for approval: bounced cheque; empty: trusted",
    short="Distrusted",
    file=InFiles("reason of a distrust mark"),
    past="Distrust mark",
    merge=Merge.FILLED,
)
PRICE_LIST = Field(
    "Price list",
    "The prices this account buys at: F4 lists them; empty: none",
    CODE,
    Sort.CODE,
    prompt="lists",
    file=InFiles("code of its price list", "LIST"),
    past="Price list",
    merge=Merge.FILLED,
)
SHARED_LIMIT = Field(
    "Party credit limit",
    "What all accounts of the party may owe together, those with a larger limit of their own apart",
    20,
    Sort.AMOUNT,
    PARTY,
    short="Party limit",
    file=InFiles("credit limit its accounts share", "10000.00", "party_credit_limit"),
    past="Party credit limit",
    kept="credit_limit",
)
SHARED_THRESHOLD = Field(
    "Party threshold",
    "For all accounts of the party without one of their own; empty: ask",
    20,
    Sort.AMOUNT,
    PARTY,
    short="Party accepts",
    file=InFiles("threshold of acceptance its accounts share", "500.00", "party_accept_threshold"),
    past="Party threshold",
    kept="accept_threshold",
)
SHARED_DISTRUST = Field(
    "Party distrust mark",
    "Why orders of every account of the party wait; empty: trusted",
    owner=PARTY,
    short="Party distrust",
    file=InFiles("reason of a distrust mark its accounts share", "", "party_distrust"),
    past="Party distrust mark",
    kept="distrust",
)


@dataclass(frozen=True, slots=True)
class CreditFields:
    """As typed. What is empty for the account is as its party has it; the shared ones hold for all its accounts.

    `distrust` is the reason of the mark, set by hand (R-27); without one the customer is trusted.
    """

    credit_limit: Annotated[
        str, CREDIT_LIMIT._replace(help="What may be owed and on order, within what its party may; empty: that alone")
    ] = ""
    threshold: Annotated[
        str,
        THRESHOLD._replace(
            help="Orders up to this total are accepted at once; empty: as all accounts have it, else ask"
        ),
    ] = ""
    distrust: Annotated[str, DISTRUST] = ""
    price_list: Annotated[str, PRICE_LIST] = ""
    shared_limit: Annotated[str, SHARED_LIMIT] = ""
    shared_threshold: Annotated[str, SHARED_THRESHOLD] = ""
    shared_distrust: Annotated[str, SHARED_DISTRUST] = ""
