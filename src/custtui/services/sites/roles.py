"""The roles of a site, one key each: given, moved, taken; what cannot be is refused (F-31, F-32, R-14)."""

from custtui.domain.errors import refuse
from custtui.domain.site import Purpose
from custtui.domain.site_roles import RoleTurn, next_turn, word
from custtui.domain.who import Act, Who
from custtui.models.account import SiteUse
from custtui.models.database import transaction
from custtui.services.asks import asks
from custtui.services.customer.account_lock import take_account
from custtui.services.sites.places import SitePlace, place_of
from custtui.services.sites.uses import check_active, check_needed, done, pass_on, uses_of
from custtui.services.sites.views import AddressRoles
from custtui.services.writing.uses import give_use, make_primary


@asks(Act.SITES)
def turn_role(who: Who, site_id: int, purpose: str, version: int | None = None) -> AddressRoles:
    """One key: a site without the role gets it, one with it becomes primary, the primary one loses it.

    `version` is the account's as shown. Raises Refused for what cannot be, Conflict where the account changed.
    """
    use = dict(uses_of(place_of(site_id).account_id, Purpose(purpose))).get(site_id)
    turn = {RoleTurn.GIVE: give_role, RoleTurn.MOVE: make_site_primary, RoleTurn.TAKE: take_role}[next_turn(use)]
    return turn(who, site_id, purpose, version)


@asks(Act.SITES)
def give_role(who: Who, site_id: int, purpose: str, version: int | None = None) -> AddressRoles:
    """A role for a site; the first active site of a purpose is its primary one (R-14).

    Raises Refused where the site has it already (F-31) or is inactive.
    """
    with transaction():
        place, one = _begin(who, site_id, purpose, version)
        uses = dict(uses_of(place.account_id, one))
        if site_id in uses:
            raise refuse("twice", f"{place.name} has the role {word(one)} already")
        check_active(place, word(one))
        if give_use(who, place.account_id, site_id, one):
            return done(who, place, f"{place.name} has the role {word(one)} now, the primary one")
        return done(who, place, f"{place.name} has the role {word(one)}; the same key makes it primary")


@asks(Act.SITES)
def make_site_primary(who: Who, site_id: int, purpose: str, version: int | None = None) -> AddressRoles:
    """The site becomes the primary one of a purpose; the one before keeps the role (F-32, R-14).

    Raises Refused where the site has not got the role, is inactive, or is the primary one already.
    """
    with transaction():
        place, one = _begin(who, site_id, purpose, version)
        uses = dict(uses_of(place.account_id, one))
        if site_id not in uses or uses[site_id]:
            state = "is the primary one already" if site_id in uses else "has to have the role first"
            raise refuse("primary", f"{place.name} {state}: {word(one)}")
        check_active(place, word(one))
        before = next((site for site, primary in uses.items() if primary), None)
        make_primary(who, place.account_id, site_id, one)
        was = f", no longer {place_of(before).name}" if before else ""
        return done(who, place, f"{place.name} is primary for {word(one)}{was}")


@asks(Act.SITES)
def take_role(who: Who, site_id: int, purpose: str, version: int | None = None) -> AddressRoles:
    """The site loses a role; where it was the primary one, the next active site that has it becomes it (R-14).

    Raises Refused where it has not got it, and for the last bill-to of an account that pays (R-12).
    """
    with transaction():
        place, one = _begin(who, site_id, purpose, version)
        uses = dict(uses_of(place.account_id, one))
        if site_id not in uses:
            raise refuse("no_role", f"{place.name} has not got the role {word(one)}")
        check_needed(place, one)
        SiteUse.delete().where((SiteUse.site == site_id) & (SiteUse.purpose == one)).execute()
        heir = pass_on(who, place, one) if uses[site_id] else ""
        return done(who, place, f"{place.name} loses the role {word(one)}{heir}")


def _begin(who: Who, site_id: int, purpose: str, version: int | None) -> tuple[SitePlace, Purpose]:
    """The site, its account locked as changed by `who`."""
    one = Purpose(purpose)
    take_account(who, place_of(site_id).account_id, version)
    return place_of(site_id), one
