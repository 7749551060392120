"""Purposes of a site: the address roles (F-31); whom a site is addressed to (R-18)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import chain
from typing import Protocol, TypeVar

from custtui.domain.address import Address
from custtui.domain.errors import refuse
from custtui.domain.text import LONGEST


class Purpose(StrEnum):
    """What an account uses a site for."""

    BILL_TO = "BILL_TO"
    SHIP_TO = "SHIP_TO"
    STATEMENTS = "STATEMENTS"
    DUNNING = "DUNNING"
    LEGAL = "LEGAL"
    MARKETING = "MARKETING"


class Used(Protocol):
    """A site of an account: in use or not, and its purposes, each with whether it is the primary one."""

    @property
    def active(self) -> bool:
        """It is in use."""
        ...

    @property
    def uses(self) -> Mapping[str, bool]:
        """Purpose to primary."""
        ...


S = TypeVar("S", bound=Used)


def primary(sites: Iterable[S], purpose: str) -> S | None:
    """The site in use that is the primary one of a purpose (R-14)."""
    return next((site for site in sites if site.active and site.uses.get(purpose)), None)


P = TypeVar("P")
T = TypeVar("T")


def primaries(uses: Iterable[tuple[P, T, bool, bool]]) -> dict[P, T]:
    """Which site is the primary one of each purpose (R-14): of purpose, site, in use, marked, the oldest first.

    One that is marked displaces those before it; where none is marked it is the first in use.
    """
    found: dict[P, T] = {}
    for purpose, site, in_use, marked in uses:
        if in_use and (marked or purpose not in found):
            found[purpose] = site
    return found


def shipped_to(sites: Iterable[S]) -> S | None:
    """Where goods go by default."""
    return primary(sites, Purpose.SHIP_TO)


def billed_at(sites: Sequence[S]) -> S | None:
    """Where the account is billed; without a primary site for that the first one in use: the identifying one."""
    return primary(sites, Purpose.BILL_TO) or next((site for site in sites if site.active), None)


FirstContacts = Mapping[tuple[int, int | None], str]
"""The name of the first contact of each account (site None) and of each of its sites."""


def first_contacts(rows: Iterable[tuple[int, int | None, str]]) -> FirstContacts:
    """Account, site and name of contacts in use, the primary ones first: the first of each level."""
    first: dict[tuple[int, int | None], str] = {}
    for account, site, name in rows:
        first.setdefault((account, site), name)
    return first


def addressed(typed: str, account: int, site: int | None, contacts: FirstContacts) -> str:
    """Who is addressed at a site: typed there by hand, else its primary contact, else the account's (R-18)."""
    return typed or contacts.get((account, site)) or contacts.get((account, None), "")


def followed(account: int, site: int | None, contacts: FirstContacts) -> str:
    """Whom a site is addressed to while nobody is typed there, and why him (R-18); site None is one to be made."""
    here = contacts.get((account, site)) if site is not None else None
    if here:
        return f"{here}, the primary contact here"
    theirs = contacts.get((account, None))
    return f"{theirs}, the customer's primary contact" if theirs else "nobody: the customer has no primary contact"


BILLED = " (bill-to)"
SHORT = 20


def same_alias(one: str, other: str) -> bool:
    """Two sites of a customer in use have two aliases (F-34); capitals do not tell them apart."""
    return bool(one) and one.casefold() == other.casefold()


class Aliased(Protocol):
    """A site of an account as its alias is compared."""

    @property
    def active(self) -> bool:
        """It is in use."""
        ...

    @property
    def alias(self) -> str:
        """What it is called."""
        ...

    @property
    def address(self) -> Address:
        """Where it is."""
        ...


def in_short(name: str) -> str:
    """The name of a site where a message needs room for its reason."""
    return name if len(name) <= SHORT else f"{name[: SHORT - 1]}…"


def check_alias(others: Iterable[Aliased], alias: str) -> None:
    """Two sites have two aliases (F-34): raises Refused for that of another one in use."""
    twin = next((one for one in others if one.active and same_alias(one.alias, alias)), None)
    if twin is not None:
        where = twin.address.one_line or "(no address)"
        raise refuse("taken", f"Alias: {in_short(twin.alias)} is the site at {where} already", "alias")


def first_alias(name: str, ship_alias: str) -> str:
    """What the first site is called where goods go to a second one: as the customer, unless that one is (F-34)."""
    return name[: LONGEST - len(BILLED)] + BILLED if same_alias(name, ship_alias) else name


def free_alias(names: Iterable[str], taken: Collection[str]) -> str:
    """The first of these names that no site in use has, for one that nobody named (F-34)."""
    called, known = [name for name in names if name], {one.casefold() for one in taken}
    numbered = (f"{called[-1]} {number}" for number in range(2, len(known) + 3)) if called else iter(())
    return next((name for name in chain(called, numbered) if name.casefold() not in known), "")
