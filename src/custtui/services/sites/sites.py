"""The sites of an account: a further one, one as its form shows it (F-30, F-34, F-36, C-19)."""

from collections.abc import Collection

from custtui.domain import site
from custtui.domain.errors import Confirm, Fault, Refused
from custtui.domain.site import Purpose, check_alias
from custtui.domain.site_fields import SiteFields, checked_site, site_oddities
from custtui.domain.who import Act, Who
from custtui.models.database import transaction
from custtui.models.search import engine as search
from custtui.services.asks import asks
from custtui.services.customer.account_lock import take_account
from custtui.services.customer.checks import seller
from custtui.services.customer.making import add_site
from custtui.services.customer.view import customer
from custtui.services.sites.address_roles import address_roles, people_of
from custtui.services.sites.changes import change_site, fields_of, outcome
from custtui.services.sites.moved_address import site_history
from custtui.services.sites.places import SitePlace, party_address, place_of, places_of
from custtui.services.sites.views import AddressRoles, SiteForm
from custtui.services.writing import parts
from custtui.services.writing.hand import ByHand
from custtui.services.writing.uses import make_primary

__all__ = ["blank_site", "change_site", "create_site", "faults", "followed", "oddities", "site_form"]

SAME_ADDRESS = "same_address"
"""The question whether a second site at an address of the customer is meant."""


def blank_site() -> SiteFields:
    """The form of a new site: the seller's country."""
    return SiteFields(country=seller()[1])


def site_form(site_id: int) -> SiteForm:
    """A site as its form shows it. Raises Refused for an unknown one."""
    place = place_of(site_id)
    shown = address_roles(place.account_id)
    one = next(row for row in shown.sites if row.site_id == site_id)
    return SiteForm(
        site_id,
        place.account_id,
        place.code,
        shown.name,
        fields_of(place),
        place.active,
        one.shared,
        one.orders,
        site_history(site_id),
    )


def followed(account_id: int, site_id: int | None) -> str:
    """Whom Attention follows where it is left blank, in words (R-18). Raises Refused for an unknown account."""
    return site.followed(account_id, site_id, people_of(customer(account_id)))


def oddities(fields: SiteFields) -> list[Fault]:
    """What the country's rules find odd and is kept all the same."""
    return site_oddities(fields, seller()[1])


def faults(fields: SiteFields, before: SiteFields | None = None) -> tuple[Fault, ...]:
    """What cannot be kept; `before` is the site as it is stored, None for a new one."""
    try:
        checked_site(fields, seller()[1], before)
    except Refused as refused:
        return refused.faults
    return ()


@asks(Act.SITES)
def create_site(
    who: Who, account_id: int, fields: SiteFields, purposes: Collection[str] = (), confirmed: Collection[str] = ()
) -> AddressRoles:
    """A further site of an account (F-30). The party's first is identifying, the account's first bills and is
    shipped to (C-19); an address the party has already is shared with its other accounts, not copied.

    Raises Refused with all faults, an alias in use among them; Confirm for a second site at one address.
    """
    with transaction():
        account = take_account(who, account_id)
        one = checked_site(fields, seller()[1])
        mine = places_of(account_id)
        check_alias(mine, one.alias)
        if SAME_ADDRESS not in confirmed and (at := _at(mine, one)):
            raise Confirm(SAME_ADDRESS, f"{at.name} is at this address already: another site there?")
        made = _put(who, account_id, account.party_id, one, mine)
        first = () if mine else (Purpose.BILL_TO, Purpose.SHIP_TO)
        for purpose in (*first, *purposes):
            make_primary(who, account_id, made, Purpose(purpose))
        search.index_accounts([account_id])
        return outcome(account_id, made, f"{one.alias} is a site of {account.code} now")


def _put(who: Who, account_id: int, party_id: int, one: SiteFields, mine: list[SitePlace]) -> int:
    """The rows of a new site; the party's own row for the address is used where this account does not yet."""
    shared = party_address(party_id, one.address)
    if shared is None or shared in {place.party_site_id for place in mine}:
        return add_site(who, account_id, one.address, one)
    return parts.add_site(ByHand(who), account_id, shared, one)


def _at(mine: list[SitePlace], one: SiteFields) -> SitePlace | None:
    home = seller()[1]
    return next((place for place in mine if place.active and place.address.at_home(home) == one.address), None)
