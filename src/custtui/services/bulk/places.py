"""The addresses of a party while its accounts are given sites in bulk."""

from custtui.domain.address import Address
from custtui.models.party import Location, PartySite
from custtui.services.bulk.parts import add_party_site
from custtui.services.bulk.tables import Bulk
from custtui.services.bulk.values import NewSite


class Places:
    """The addresses of one party: its accounts share one they both use (F-45), no account uses one twice."""

    def __init__(
        self, bulk: Bulk, party: int, known: dict[Address, list[int]] | None = None, identifying: int | None = None
    ) -> None:
        """`known`: its sites (ids) that stand; `identifying`: the one that says where it is."""
        self.bulk, self.party, self.known, self.identifying = bulk, party, known or {}, identifying

    def put(self, new: NewSite, used: set[int]) -> int:
        """The party site for a site of an account that uses those `used`; the first is identifying (C-19)."""
        site = next((one for one in self.known.get(new.address, ()) if one not in used), None)
        if site is None:
            first = not self.known
            site = add_party_site(self.bulk, self.party, new.address, identifying=first)
            self.known.setdefault(new.address, []).append(site)
            self.identifying = site if first else self.identifying
        if new.identifying and site != self.identifying:
            self._identify(site)
        used.add(site)
        return site

    def _identify(self, site: int) -> None:
        """The party is there from now on; the one before is unmarked (R-13)."""
        self.bulk.flush()
        mine = (PartySite.party == self.party) & PartySite.identifying
        PartySite.update(identifying=False).where(mine).execute()
        PartySite.update(identifying=True).where(PartySite.id == site).execute()
        self.identifying = site


def standing_places(bulk: Bulk, party: int) -> Places:
    """The addresses of a party that stands in the database."""
    rows = (
        PartySite.select(PartySite.id, PartySite.identifying, Location).join(Location).where(PartySite.party == party)
    )
    known, identifying = dict[Address, list[int]](), None
    for row in rows.order_by(PartySite.id):
        at = row.location
        identifying = row.id if row.identifying else identifying
        known.setdefault(Address(at.street, at.city, at.state, at.postal_code, at.country), []).append(row.id)
    return Places(bulk, party, known, identifying)
