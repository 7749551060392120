"""The addresses of a party while its accounts are given sites in bulk."""

from collections.abc import Iterable

from custtui.domain.address import Address
from custtui.models.among import among
from custtui.models.party import PLACE, Location, PartySite
from custtui.services.bulk.tables import Bulk
from custtui.services.bulk.values import NewSite
from custtui.services.customer.checks import seller
from custtui.services.writing.parts import add_party_site


class Places:
    """The addresses of one party: its accounts share one they both use (F-45), no account uses one twice."""

    def __init__(self, bulk: Bulk, party: int) -> None:
        """`known` are its sites (ids), `identifying` the one that says where it is."""
        self.bulk, self.party = bulk, party
        self.known, self.identifying = dict[Address, list[int]](), 0

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
    return places_of(bulk, [party])[party]


def places_of(bulk: Bulk, parties: Iterable[int]) -> dict[int, Places]:
    """The addresses of parties that stand in the database."""
    found, home = {party: Places(bulk, party) for party in parties}, seller()[1]
    rows = PartySite.select(PartySite.party, PartySite.id, PartySite.identifying, *PLACE)
    wanted = rows.join(Location).where(among(PartySite.party, found)).order_by(PartySite.id)
    for party, site, identifying, *at in wanted.tuples():
        places = found[party]
        places.known.setdefault(Address(*at).at_home(home), []).append(site)
        places.identifying = site if identifying else places.identifying
    return found
