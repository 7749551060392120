"""The purposes of an account's sites, one statement at a time, with one primary site for each (R-14)."""

from typing import Any

from custtui.domain.site import Purpose, primaries
from custtui.domain.who import Who
from custtui.models.account import CustomerSite, SiteUse
from custtui.models.base import now
from custtui.services.writing.hand import ByHand
from custtui.services.writing.parts import add_use

UseStanding = tuple[int, bool, bool]
"""A site (id) that has a purpose: whether it is in use, and marked as the primary one."""


def standing(account_id: int, purpose: Purpose) -> list[UseStanding]:
    """The sites that have a purpose, the oldest first."""
    rows = uses_of(SiteUse.account == account_id, SiteUse.site).where(SiteUse.purpose == purpose)
    return [(site, bool(active), bool(marked)) for active, marked, site in rows.tuples()]


def uses_of(accounts: Any, *columns: Any) -> Any:
    """The purposes that sites have, the oldest first: whether the site is in use, whether it is marked, `columns`."""
    rows = SiteUse.select(CustomerSite.active, SiteUse.is_primary, *columns)
    return (
        rows.join(CustomerSite, on=SiteUse.site == CustomerSite.id)
        .where(accounts, SiteUse.active)
        .order_by(SiteUse.id)
    )


def give_use(who: Who, account_id: int, site_id: int, purpose: Purpose) -> bool:
    """Give a site in use a purpose; is it the primary one by that?"""
    stamps = {"made_by": who.login, "made_at": now()}
    here = (SiteUse.site == site_id) & (SiteUse.purpose == purpose)
    if not SiteUse.update(active=True, is_primary=False, **stamps).where(here).execute():
        add_use(ByHand(who), account_id, site_id, purpose, primary=False)
    return keep_primary(who, account_id, purpose) == site_id


def keep_primary(who: Who, account_id: int, purpose: Purpose) -> int | None:
    """Have the site that is to be the primary one of a purpose be it; gives that site, None where there is none."""
    uses = standing(account_id, purpose)
    one = primaries((purpose, *use) for use in uses).get(purpose)
    if one is not None and (one, True, True) not in uses:
        make_primary(who, account_id, one, purpose)
    return one


def make_primary(who: Who, account_id: int, site_id: int, purpose: Purpose) -> None:
    """The site becomes the primary one of a purpose; the one before keeps the purpose, not the rank (R-14)."""
    mine = (SiteUse.account == account_id) & (SiteUse.purpose == purpose)
    SiteUse.update(is_primary=False).where(mine & SiteUse.is_primary).execute()
    here = mine & (SiteUse.site == site_id)
    if not SiteUse.update(is_primary=True, active=True).where(here).execute():
        add_use(ByHand(who), account_id, site_id, purpose, primary=True)
