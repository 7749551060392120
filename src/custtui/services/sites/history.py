"""How the address of a site read before, until when, and who changed it (F-26)."""

from custtui.domain import postal
from custtui.domain.address import Address
from custtui.domain.who import Who
from custtui.models.party import AddressChange
from custtui.services.sites.places import place_of
from custtui.services.sites.views import AddressWas


def keep_address(who: Who, location_id: int, before: Address) -> None:
    """Write down what an address was, in the transaction that changes it; a trigger keeps it for ever."""
    AddressChange.create(location=location_id, **before.columns(), made_by=who.login)


def site_history(site_id: int) -> tuple[AddressWas, ...]:
    """The former addresses of a site, the latest change first. Raises Refused for an unknown site."""
    rows = AddressChange.select().where(AddressChange.location == place_of(site_id).location_id)
    found: list[AddressWas] = []
    for row in rows.order_by(AddressChange.id.desc()):
        was = Address.of(row)
        found.append(AddressWas(was, tuple(postal.printed(was)), row.made_at, row.made_by))
    return tuple(found)
