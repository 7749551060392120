"""Sites in a merge: each moves along, or joins one at the same address that has all its roles (R-42)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from custtui.domain.choice import Choice
from custtui.domain.errors import Fault
from custtui.domain.site import primaries
from custtui.domain.site_roles import word
from custtui.domain.words import code_key
from custtui.models.account import Contact, ContactPoint, CustomerAccount, CustomerSite, SiteUse
from custtui.models.at_once import at_once
from custtui.models.draft import Draft, DraftLine
from custtui.models.party import PartySite
from custtui.services.customer.checks import seller
from custtui.services.customer.view import site_lines
from custtui.services.twins.merge_ledger import Ledger
from custtui.services.views import SiteLine
from custtui.services.writing.uses import uses_of

MOVES = 0
"""A clerk's choice that a site moves along, also where another one stands at the same address."""


@dataclass(frozen=True, slots=True)
class SitePlan:
    """What becomes of a site: it joins another one, or (`joins` None) moves along; `refusal` is why it may not."""

    site: SiteLine
    joins: SiteLine | None
    refusal: str = ""

    @property
    def text(self) -> str:
        """`HJ Office, 1 Main St, New York BILL_TO`."""
        name = ", ".join(part for part in (self.site.alias, self.site.address.one_line) if part)
        roles = " ".join(self.site.uses)
        return f"{name} {roles}".strip()

    @property
    def fate(self) -> str:
        """`moves`, or what it joins."""
        return f"joins {self.joins.alias or 'the same address'}" if self.joins else "moves"


SitesOfBoth = tuple[Sequence[SiteLine], Sequence[SiteLine]]
"""Of the source and of the survivor."""


def plan_sites(
    source: int, survivor: int, joins: Mapping[int, int] | None = None, sites: SitesOfBoth | None = None
) -> tuple[list[SitePlan], list[Fault]]:
    """What becomes of each site of the source, and what refuses it.

    `joins` is what a clerk chose, site to site; MOVES has it move along. What is not chosen joins the site at the
    same address that has all its roles, if there is one, else it moves along. `sites` are those of both, where they
    were read just now.
    """
    (here, there), (_, country), doubled = at_once(
        lambda: sites or at_once(partial(site_lines, source), partial(site_lines, survivor)),
        seller,
        partial(_used_by_both, source, survivor),
    )
    wanted = joins or {}
    faults = [_stranger() for one in wanted if one not in {site.site_id for site in here}]
    plans: list[SitePlan] = []
    for site in here:
        into, wrong = _into(site, wanted.get(site.site_id), there, country)
        faults += wrong
        plans.append(SitePlan(site, into, wrong[0].text if wrong else ""))
    return plans, faults + _doubled(plans, doubled)


def _into(
    site: SiteLine, wanted: int | None, there: Iterable[SiteLine], country: str
) -> tuple[SiteLine | None, list[Fault]]:
    """The site it joins, None where it moves along; and why it may not."""
    if wanted is None:
        return (_same(site, there, country) if site.active else None), []
    if wanted == MOVES:
        return None, []
    into = next((one for one in there if one.site_id == wanted), None)
    if into is None:
        return None, [_stranger()]
    return into, may_join(site, into)


def _stranger() -> Fault:
    return Fault("unknown_site", "site", "A site to be joined is no longer there: choose again")


def join_choices(source: int, survivor: int, site_id: int, chosen: int | None) -> list[Choice]:
    """What may become of a site: it moves along, or joins a site of the survivor; what is unlike says so (R-42).

    `chosen` is the site it joins as things stand, None where it moves. Within one customer nothing moves.
    """
    site = next((one for one in site_lines(source) if one.site_id == site_id), None)
    if site is None:
        return []
    moves = Choice(str(MOVES), "moves along", "stays a site of its own", chosen is None)
    found = [] if source == survivor else [moves]
    for one in site_lines(survivor):
        if one.active and one.site_id != site_id:
            roles = ", ".join(map(word, one.uses)) or "no role"
            parts = (f"lacks {_lacking(site, one)}" if unlike(site, one) else "", roles, one.address.one_line)
            detail = " · ".join(filter(None, parts))
            found.append(Choice(str(one.site_id), _name(one), detail, one.site_id == chosen))
    return found


def may_join(site: SiteLine, into: SiteLine) -> list[Fault]:
    """Why a site cannot join another one: unlike (R-42), or that one is out of use."""
    unused = [Fault("inactive_site", "site", f"{_name(into)} is out of use: nothing joins it")]
    return unlike(site, into) + ([] if into.active else unused)


def unlike(site: SiteLine, into: SiteLine) -> list[Fault]:
    """Like is merged with like: the other site has to have every role (R-42)."""
    lacking = _lacking(site, into)
    if not lacking:
        return []
    has = ", ".join(map(word, into.uses))
    other = f"only {has}" if has else "has no role"
    text = f"{_name(site)} is {lacking}, {_name(into)} {other}: like is merged with like"
    return [Fault("unlike_site", "site", text)]


def _lacking(site: SiteLine, into: SiteLine) -> str:
    return ", ".join(word(purpose) for purpose in site.uses if purpose not in into.uses)


def _same(site: SiteLine, there: Iterable[SiteLine], country: str) -> SiteLine | None:
    """The site at the same address, as the seller's country writes it, that has all its roles."""
    here = _key(site, country)
    return next((one for one in there if one.active and _key(one, country) == here and not unlike(site, one)), None)


def _key(site: SiteLine, country: str) -> tuple[str, ...]:
    one = site.address.at_home(country)
    return tuple(map(code_key, (one.street, one.city, one.state, one.postal_code, one.country)))


def _used_by_both(source: int, survivor: int) -> set[int]:
    """Sites (ids) of the source whose address the survivor uses too: accounts of one party do."""
    used = CustomerSite.select(CustomerSite.party_site).where(CustomerSite.account == survivor)
    rows = CustomerSite.select(CustomerSite.id).where(CustomerSite.account == source)
    return {row.id for row in rows.where(CustomerSite.party_site.in_(used))}


def _doubled(plans: list[SitePlan], used: Collection[int]) -> list[Fault]:
    """Accounts of one party that use the same address: it cannot be used twice by one account."""
    return [
        Fault("same_site", "site", f"Both use {_name(plan.site)}: give it the same roles in both first")
        for plan in plans
        if plan.joins is None and plan.site.site_id in used
    ]


def _name(site: SiteLine) -> str:
    return site.alias or site.address.one_line


def move_sites(ledger: Ledger, source: CustomerAccount, survivor: CustomerAccount, plans: list[SitePlan]) -> None:
    """Have every site of the source move along, or join."""
    ranks = _ranks(source.id, survivor.id, [plan.site.site_id for plan in plans if plan.joins is None])
    for plan in plans:
        if plan.joins is None:
            _move(ledger, plan.site, source, survivor, ranks)
        else:
            join(ledger, plan.site.site_id, plan.joins.site_id, survivor.id)


def _ranks(source: int, survivor: int, moving: Collection[int]) -> dict[str, int]:
    """The primary site of each purpose (R-14): the survivor's own, else as it was among those that move."""
    mine = _standing(SiteUse.account == survivor)
    own = primaries(mine)
    theirs = _standing((SiteUse.account == source) & SiteUse.site.in_(moving))
    return primaries([*mine, *((one, site, on, marked and one not in own) for one, site, on, marked in theirs)])


def _standing(where: Any) -> list[tuple[str, int, bool, bool]]:
    """Purpose and site, whether that is in use, and marked: the oldest first."""
    rows = uses_of(where, SiteUse.purpose, SiteUse.site).tuples()
    return [(purpose, site, bool(on), bool(first)) for on, first, purpose, site in rows]


def _move(
    ledger: Ledger, site: SiteLine, source: CustomerAccount, survivor: CustomerAccount, ranks: Mapping[str, int]
) -> None:
    row = CustomerSite.get_by_id(site.site_id)
    party_site = row.party_site_id
    if source.party_id != survivor.party_id:
        party_site = _party_site(ledger, row, survivor)
    ledger.change(CustomerSite, row.id, account=survivor.id, party_site=party_site)
    for use in SiteUse.select().where(SiteUse.site == row.id).order_by(SiteUse.id):
        primary = use.active and ranks.get(use.purpose) == row.id
        ledger.change(SiteUse, use.id, account=survivor.id, is_primary=primary)


def _party_site(ledger: Ledger, row: CustomerSite, survivor: CustomerAccount) -> int:
    """The address as one of the surviving party: the source's party keeps its own (R-20)."""
    here = PartySite.party == survivor.party_id
    location = row.party_site.location_id
    known = PartySite.get_or_none(here & (PartySite.location == location))
    if known:
        return known.id
    first = not PartySite.select().where(here & PartySite.identifying).exists()
    made: dict[str, Any] = {"party": survivor.party_id, "location": location, "identifying": first}
    return ledger.make(PartySite, **made, made_by=ledger.who.login)


def join(ledger: Ledger, site: int, into: int, account: int) -> None:
    """What hangs on a site goes to another one; the site itself stays, out of use: orders name it."""
    primary = Contact.select().where((Contact.site == into) & Contact.is_primary).exists()
    for contact in Contact.select().where(Contact.site == site).order_by(Contact.id):
        ledger.change(Contact, contact.id, site=into, account=account, is_primary=contact.is_primary and not primary)
    for point in ContactPoint.select().where(ContactPoint.site == site).order_by(ContactPoint.id):
        ledger.change(ContactPoint, point.id, site=into, account=account)
    for model, column in (
        (Draft, "bill_to_site"),
        (Draft, "ship_to_site"),
        (Draft, "next_site"),
        (DraftLine, "ship_to_site"),
    ):
        for row in model.select(model.id).where(model._meta.fields[column] == site):
            ledger.change(model, row.id, **{column: into})
    ledger.change(CustomerSite, site, active=False)
