"""The addresses of a party while its accounts are given sites in bulk."""

from custtui.domain.address import Address
from custtui.models.party import Location, PartySite
from custtui.services.bulk.parts import add_party_site
from custtui.services.bulk.tables import Bulk


class Places:
    """The addresses of one party: its accounts share one they both use (F-45), no account uses one twice."""

    def __init__(self, bulk: Bulk, party: int, known: dict[Address, int] | None = None) -> None:
        self.bulk, self.party, self.known = bulk, party, known or {}

    def put(self, address: Address, used: set[int]) -> int:
        """The party site with this address for an account that uses those `used`; the first is identifying (C-19)."""
        site = self.known.get(address)
        if site is None or site in used:
            site = add_party_site(self.bulk, self.party, address, identifying=not self.known)
            self.known.setdefault(address, site)
        used.add(site)
        return site


def standing_places(bulk: Bulk, party: int) -> Places:
    """The addresses of a party that stands in the database."""
    rows = PartySite.select(PartySite.id, Location).join(Location).where(PartySite.party == party)
    known = dict[Address, int]()
    for row in rows.order_by(PartySite.id):
        at = row.location
        known.setdefault(Address(at.street, at.city, at.state, at.postal_code, at.country), row.id)
    return Places(bulk, party, known)
