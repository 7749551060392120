"""Which sites are the primary ones of their purposes when many are written at once (R-14)."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from custtui.domain.site import primaries
from custtui.models.account import SiteUse
from custtui.models.among import among
from custtui.services.bulk.values import NewSite
from custtui.services.writing.uses import uses_of

RankKey = tuple[int, str]
"""An account (id) and a purpose."""


def of_new_account(sites: Sequence[NewSite]) -> Iterator[NewSite]:
    """The sites of an account that has no others, as they are to stand."""
    ranks = primaries(
        (purpose, at, site.active, marked) for at, site in enumerate(sites) for purpose, marked in site.uses
    )
    for at, site in enumerate(sites):
        yield _ranked(site, [purpose for purpose, first in ranks.items() if first == at])


def among_others(sites: Sequence[tuple[int, NewSite]]) -> Iterator[NewSite]:
    """Further sites, each beside its account (id), as they are to stand; those they displace are told."""
    rows = _standing({account for account, _ in sites})
    ranks = primaries([*rows, *_coming(sites)])
    for marked in (False, True):  # who is displaced goes first
        turned = [use for key, use, _, was in rows if was != marked and (ranks.get(key) == use) == marked]
        SiteUse.update(is_primary=marked).where(among(SiteUse.id, turned)).execute()
    for at, (account, site) in enumerate(sites, 1):
        yield _ranked(site, [purpose for purpose, _ in site.uses if ranks.get((account, purpose)) == -at])


def _standing(accounts: Collection[int]) -> list[tuple[RankKey, int, bool, bool]]:
    """Account and purpose, the use (id), whether its site is in use, and marked: the oldest first."""
    rows = uses_of(among(SiteUse.account, accounts), SiteUse.account, SiteUse.purpose, SiteUse.id)
    return [((account, purpose), use, bool(on), bool(first)) for on, first, account, purpose, use in rows.tuples()]


def _coming(sites: Sequence[tuple[int, NewSite]]) -> Iterator[tuple[RankKey, int, bool, bool]]:
    """The same of sites that are not there yet, numbered below 0."""
    for at, (account, site) in enumerate(sites, 1):
        for purpose, marked in site.uses:
            yield (account, purpose), -at, site.active, marked


def _ranked(site: NewSite, first: Collection[str]) -> NewSite:
    uses = tuple((purpose, purpose in first) for purpose, _ in site.uses)
    return site if uses == site.uses else replace(site, uses=uses)
