"""Purposes of a site: the address roles (F-31); whom a site is addressed to (R-18)."""

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Purpose(StrEnum):
    """What an account uses a site for."""

    BILL_TO = "BILL_TO"
    SHIP_TO = "SHIP_TO"
    STATEMENTS = "STATEMENTS"
    DUNNING = "DUNNING"
    LEGAL = "LEGAL"
    MARKETING = "MARKETING"


Contacts = Mapping[tuple[int, int | None], str]
"""The name of the first contact of each account (site None) and of each of its sites."""


def first_contacts(rows: Iterable[tuple[int, int | None, str]]) -> Contacts:
    """Account, site and name of contacts in use, the primary ones first: the first of each level."""
    first: dict[tuple[int, int | None], str] = {}
    for account, site, name in rows:
        first.setdefault((account, site), name)
    return first


def addressed(typed: str, account: int, site: int | None, contacts: Contacts) -> str:
    """Who is addressed at a site: typed there by hand, else its primary contact, else the account's (R-18)."""
    return typed or contacts.get((account, site)) or contacts.get((account, None), "")
