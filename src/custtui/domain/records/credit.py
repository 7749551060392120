"""How far a customer is trusted: what its account has for itself, and what all accounts of its party share (C-25)."""

from dataclasses import dataclass
from typing import Annotated

from custtui.domain.records.account import CODE
from custtui.domain.records.customer import CREDIT_LIMIT, THRESHOLD
from custtui.domain.records.fact import Fact, InFiles, MergeRule, Owner, Sort

DISTRUST = Fact(
    "Credit warning",
    "Why orders of this account wait for approval: bounced check; empty: in good standing",
    short="Credit warning",
    file=InFiles("reason of a credit warning"),
    remembered=True,
    merge=MergeRule.FILLED,
)
PRICE_LIST = Fact(
    "Price list",
    "The prices this account buys at; empty: none",
    CODE,
    Sort.CODE,
    prompt="lists",
    file=InFiles("code of its price list", "LIST"),
    remembered=True,
    merge=MergeRule.FILLED,
)


def _shared(name: str, one: Fact, label: str, short: str, help: str, file: InFiles) -> Fact:
    """The twin of a field that all accounts of a party share: read as that, kept by the party in the same column."""
    kept = file._replace(name=f"party_{one.kept or name}")
    return one._replace(
        label=label,
        short=short,
        help=help,
        owner=Owner.PARTY,
        file=kept,
        merge=MergeRule.NOTHING,
        kept=one.kept or name,
    )


TWIN = "shared_"
"""Begins the name of what the party has of a field."""


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
    shared_credit_limit: Annotated[
        str,
        _shared(
            "credit_limit",
            CREDIT_LIMIT,
            "Shared limit",
            "Shared limit (all accounts)",
            "What all accounts of the party may owe together, those with a larger limit of their own apart",
            InFiles("credit limit its accounts share", "10000.00"),
        ),
    ] = ""
    shared_threshold: Annotated[
        str,
        _shared(
            "threshold",
            THRESHOLD,
            "Shared auto-accept",
            "Shared auto-accept",
            "For all accounts of the party without one of their own; empty: ask",
            InFiles("auto-accept limit its accounts share", "500.00"),
        ),
    ] = ""
    shared_distrust: Annotated[
        str,
        _shared(
            "distrust",
            DISTRUST,
            "Shared warning",
            "Shared warning",
            "Why orders of every account of the party wait; empty: in good standing",
            InFiles("reason of a credit warning its accounts share"),
        ),
    ] = ""
