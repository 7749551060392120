"""The addresses of a customer in the simple view: one billed, one shipped to, each a site of the account (C-17)."""

from collections.abc import Collection

from custtui.domain.address import Address
from custtui.domain.records.sited import SiteTexts
from custtui.domain.site import Purpose, billed_at, check_alias, first_alias, shipped_to
from custtui.domain.who import Who
from custtui.models.account import CustomerSite
from custtui.models.base import now
from custtui.services.customer.checks import seller
from custtui.services.customer.making import add_site
from custtui.services.customer.view import site_lines
from custtui.services.sites.moved_address import move_address
from custtui.services.sites.places import place_of, places_of
from custtui.services.views import SiteLine
from custtui.services.writing.uses import make_primary


def first_sites(
    who: Who, account_id: int, billing: Address | None, shipping: Address | None, alias: str, name: str
) -> None:
    """The first site bills and is shipped to; where goods go elsewhere, to a second one before it (C-19)."""
    first = billing or shipping or Address(country=seller()[1])
    elsewhere = shipping is not None and shipping != first
    called = first_alias(name, alias) if elsewhere else alias
    add_site(who, account_id, first, SiteTexts(alias=called), Purpose.BILL_TO, Purpose.SHIP_TO)
    if shipping is not None and elsewhere:
        add_site(who, account_id, shipping, SiteTexts(alias=alias), Purpose.SHIP_TO)


def set_alias(who: Who, site_id: int, alias: str) -> None:
    """Another alias for a site."""
    CustomerSite.update(alias=alias, version=CustomerSite.version + 1, changed_by=who.login, changed_at=now()).where(
        CustomerSite.id == site_id
    ).execute()


def move_site(who: Who, site: SiteLine, address: Address, confirmed: Collection[str]) -> set[int]:
    """Another address for a site; what was is kept (F-26). Returns all accounts whose address it is.

    Raises Confirm where other customers use it too and that was not confirmed (F-45).
    """
    if address == site.address:
        return set()
    place = place_of(site.site_id)
    return {place.account_id, *move_address(who, place, address, confirmed)}


def change_addresses(
    who: Who,
    account_id: int,
    billing: Address | None,
    shipping: Address | None,
    alias: str,
    name: str,
    confirmed: Collection[str],
) -> set[int]:
    """Bring billing and shipping address, and the alias goods go to, to what was typed.

    A shipping address beside the billing one becomes a second site; leaving it out ships to the billing address.
    One who came without any site gets his first as a new customer does, `name` is what that one is called.
    Returns the accounts touched. Raises Confirm (F-45), Refused for the alias of another site (F-34).
    """
    sites = site_lines(account_id)
    billed, shipped = billed_at(sites), shipped_to(sites)
    touched = {account_id}
    if billed is None and shipped is None and (billing or shipping or (alias and not sites)):
        first_sites(who, account_id, billing, shipping, alias, name)
        return touched
    if billed is not None and billing is not None:
        touched |= move_site(who, billed, billing, confirmed)
    if shipping is not None and shipping != billing:
        if shipped is None or shipped == billed:
            check_alias(places_of(account_id), alias)
            add_site(who, account_id, shipping, SiteTexts(alias=alias), Purpose.SHIP_TO)
            return touched
        touched |= move_site(who, shipped, shipping, confirmed)
    elif billed is not None and shipped != billed:
        make_primary(who, account_id, billed.site_id, Purpose.SHIP_TO)
        shipped = billed
    named = shipped or billed
    if named is not None and named.alias != alias:
        check_alias([one for one in places_of(account_id) if one.site_id != named.site_id], alias)
        set_alias(who, named.site_id, alias)
    return touched
