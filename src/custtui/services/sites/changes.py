"""Changes a site: what was is kept, sharers are asked for, two clerks meet (F-26, F-34, F-45, R-40, X-13)."""

from collections.abc import Collection

from custtui.domain.errors import Conflict, Fault
from custtui.domain.records.fact import said_of
from custtui.domain.records.sited import SiteTexts
from custtui.domain.site import check_alias
from custtui.domain.site_fields import SITE_LABELS, SiteFields, checked_site
from custtui.domain.who import Act, Who
from custtui.models.account import CustomerSite
from custtui.models.base import now
from custtui.models.database import transaction
from custtui.models.party import Location
from custtui.models.search import engine as search
from custtui.services.asks import asks
from custtui.services.customer.account_lock import take_account
from custtui.services.customer.checks import seller
from custtui.services.sites.address_roles import address_roles
from custtui.services.sites.moved_address import move_address
from custtui.services.sites.open_orders import counts, open_orders_of, told
from custtui.services.sites.places import SitePlace, place_of, places_of, sharing
from custtui.services.sites.views import AddressRoles


@asks(Act.SITES)
def change_site(
    who: Who, site_id: int, before: SiteFields, fields: SiteFields, confirmed: Collection[str] = ()
) -> AddressRoles:
    """Store what was changed of a site; its address as it was is kept (F-26). `before` is what the form started from.

    Raises Refused with all faults; Conflict where somebody else changed the site meanwhile, a fault a field with
    both values (X-13); Confirm where other accounts use the address too (F-45). Open orders keep theirs (R-40).
    """
    with transaction():
        take_account(who, place_of(site_id).account_id)
        place = place_of(site_id)
        if fields_of(place) != before:
            raise _conflict(place, before, fields)
        one = checked_site(fields, seller()[1], before)
        if one.alias != place.alias:
            check_alias([other for other in places_of(place.account_id) if other.site_id != site_id], one.alias)
        text = f"{one.alias} saved"
        if one.address != place.address:
            text = _move(who, place, one, confirmed)
        _stamp(who, site_id, **said_of(SiteTexts, one))
        search.index_accounts([place.account_id])
        return outcome(place.account_id, site_id, text)


def _move(who: Who, place: SitePlace, one: SiteFields, confirmed: Collection[str]) -> str:
    """Another address for everybody who is there; the outcome in words."""
    others = move_address(who, place, one.address, confirmed)
    found = open_orders_of([user.site_id for user in sharing(place.location_id)])
    orders = counts([pair for pairs in found.values() for pair in pairs], one.address)[1]
    search.index_accounts(others)
    parts = (f"{one.alias}: address changed", f"for {', '.join(others.values())} too" if others else "", told(orders))
    return "; ".join(part for part in parts if part)


def _stamp(who: Who, site_id: int, **columns: str | bool) -> None:
    CustomerSite.update(**columns, version=CustomerSite.version + 1, changed_by=who.login, changed_at=now()).where(
        CustomerSite.id == site_id
    ).execute()


def _conflict(place: SitePlace, before: SiteFields, yours: SiteFields) -> Conflict:
    stored = fields_of(place)
    changed = Location if stored.address != before.address else CustomerSite
    by = changed.get_by_id(place.location_id if changed is Location else place.site_id).changed_by
    found = [Fault("conflict", "", f"{by} changed this site meanwhile")]
    for name, label in SITE_LABELS.items():
        mine, theirs = getattr(yours, name), getattr(stored, name)
        if theirs != getattr(before, name) and mine != theirs:
            found.append(Fault("conflict", name, f'{label}: yours "{mine}", {by} made it "{theirs}"'))
    return Conflict(found, by)


def fields_of(place: SitePlace) -> SiteFields:
    return SiteFields(**said_of(SiteTexts, place), **place.address.columns())


def outcome(account_id: int, site_id: int, text: str) -> AddressRoles:
    return address_roles(account_id, told=text, site_id=site_id)
