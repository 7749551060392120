"""Another address for everybody who is at one: what was is kept, sharers are asked for and told (F-26, F-45)."""

from collections.abc import Collection

from custtui.domain import postal
from custtui.domain.address import Address
from custtui.domain.errors import Confirm
from custtui.domain.who import Who
from custtui.models.base import now
from custtui.models.histories import keep
from custtui.models.party import AddressChange, Location
from custtui.services.customer.account_lock import touch_accounts
from custtui.services.sites.places import SitePlace, place_of, sharing
from custtui.services.sites.views import AddressWas


def keep_address(who: Who, location_id: int, before: Address) -> None:
    """Write down what an address was, in the transaction that changed it; a trigger keeps it for ever."""
    change = AddressChange.create(location=location_id, **before.columns(), made_by=who.login)
    keep("address_change", change.id)


def site_history(site_id: int) -> tuple[AddressWas, ...]:
    """The former addresses of a site, the latest change first. Raises Refused for an unknown site."""
    rows = AddressChange.select().where(AddressChange.location == place_of(site_id).location_id)
    found: list[AddressWas] = []
    for row in rows.order_by(AddressChange.id.desc()):
        was = Address.of(row)
        found.append(AddressWas(was, tuple(postal.printed(was)), row.made_at, row.made_by))
    return tuple(found)


SHARED = "shared_address"
"""The question whether an address that other customers use too is changed for all of them (F-45)."""


def move_address(who: Who, place: SitePlace, address: Address, confirmed: Collection[str]) -> dict[int, str]:
    """Change the address that stands at a place; returns the other accounts whose address it is, with their codes.

    A form open on one of those is told (X-13). Raises Confirm where there are some and that was not confirmed.
    """
    users = sharing(place.location_id)
    others = {user.account_id: user.code for user in users if user.account_id != place.account_id}
    if others and SHARED not in confirmed:
        named = ", ".join([*others.values()][:3]) + (" …" if len(others) > 3 else "")
        raise Confirm(SHARED, f"Also the address of {named}: change it for all of them?")
    stamps = {"version": Location.version + 1, "changed_by": who.login, "changed_at": now()}
    Location.update(**address.columns(), **stamps).where(Location.id == place.location_id).execute()
    keep_address(who, place.location_id, place.address)  # its row is locked by now
    touch_accounts(who, others)
    return others
