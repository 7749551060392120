"""Where the party is, and which sites are in use (F-33, R-13, R-15)."""

from custtui.domain.errors import refuse
from custtui.domain.naming import some
from custtui.domain.site import check_alias
from custtui.domain.who import Act, Who
from custtui.models.account import CustomerSite, SiteUse
from custtui.models.base import now
from custtui.models.database import transaction
from custtui.models.party import Party, PartySite
from custtui.models.search import engine as search
from custtui.services.asks import asks
from custtui.services.customer.account_lock import party_accounts, take_account, touch_accounts
from custtui.services.sites.open_orders import open_orders_of
from custtui.services.sites.places import SitePlace, place_of, places_of, sharing
from custtui.services.sites.uses import check_active, check_needed, done, pass_on, purposes_of
from custtui.services.sites.views import AddressRoles
from custtui.services.writing.uses import keep_primary


@asks(Act.SITES)
def make_identifying(who: Who, site_id: int, version: int | None = None) -> AddressRoles:
    """The party is at this site from now on; the one before is unmarked in the same transaction (F-33, R-13).

    Raises Refused where it is the one already, or inactive.
    """
    with transaction():
        place = place_of(site_id)
        take_account(who, place.account_id, version)
        place = place_of(site_id)
        if place.identifying:
            raise refuse("identifying", f"{place.name} is identifying already: I on another site moves it")
        check_active(place, "identifying")
        stamps = {"version": Party.version + 1, "changed_by": who.login, "changed_at": now()}
        Party.update(**stamps).where(Party.id == place.party_id).execute()
        mine = PartySite.party == place.party_id
        PartySite.update(identifying=False).where(mine & PartySite.identifying).execute()
        PartySite.update(identifying=True).where(PartySite.id == place.party_site_id).execute()
        others = [one for one in party_accounts(place.party_id) if one != place.account_id]
        touch_accounts(who, others)
        search.index_accounts(others)
        return done(who, place, f"{place.name} is the identifying address now")


@asks(Act.SITES)
def set_site_active(who: Who, site_id: int, active: bool, version: int | None = None) -> AddressRoles:
    """Take a site out of use, or back; its roles stay, the rank goes to the next active one. Open orders go on.

    Raises Refused for the identifying address (R-13), for the last bill-to of an account that pays (R-12), and for
    one whose alias another site has by now (F-34).
    """
    with transaction():
        take_account(who, place_of(site_id).account_id, version)
        place = place_of(site_id)
        if place.active == active:
            raise refuse("same", f"{place.name} is {'active' if active else 'inactive'} already")
        text = _reactivate(who, place) if active else _inactivate(who, place)
        return done(who, place, text)


def _inactivate(who: Who, place: SitePlace) -> str:
    elsewhere = [one for one in sharing(place.location_id) if one.active and one.party_site_id == place.party_site_id]
    if place.identifying and len(elsewhere) < 2:
        text = f"{place.name} is identifying: make another site that first"
        raise refuse("identifying", text)
    primary = purposes_of(place.site_id, primary=True)
    for one in primary:
        check_needed(place, one)
    CustomerSite.update(active=False).where(CustomerSite.id == place.site_id).execute()
    SiteUse.update(is_primary=False).where(SiteUse.site == place.site_id).execute()
    heirs = "".join(pass_on(who, place, one) for one in primary)
    orders = len({order for order, _ in open_orders_of([place.site_id])[place.site_id]})
    going = f"; {some(orders, 'open order')} there {'go' if orders > 1 else 'goes'} on" if orders else ""
    return f"{place.name} is inactive: not offered for new orders{heirs}{going}"


def _reactivate(who: Who, place: SitePlace) -> str:
    check_alias([one for one in places_of(place.account_id) if one.site_id != place.site_id], place.alias)
    CustomerSite.update(active=True).where(CustomerSite.id == place.site_id).execute()
    SiteUse.update(active=True, is_primary=False).where(SiteUse.site == place.site_id).execute()
    for one in purposes_of(place.site_id, primary=False):
        keep_primary(who, place.account_id, one)
    return f"{place.name} is active again"
