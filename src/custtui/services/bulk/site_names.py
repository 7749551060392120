"""What files call the sites of an account: the alias, else the street; `Depot#2` is the second one called Depot."""

from collections.abc import Iterable

from custtui.models.account import CustomerSite
from custtui.models.among import among
from custtui.models.party import Location, PartySite


def site_names(accounts: Iterable[int]) -> dict[tuple[int, str], int]:
    """The sites (ids) of accounts by account and name, in the order in which they go out and come in."""
    rows = CustomerSite.select(CustomerSite.id, CustomerSite.account, CustomerSite.alias, Location.street)
    rows = rows.join(PartySite).join(Location).where(among(CustomerSite.account, accounts))
    found = dict[tuple[int, str], int]()
    times = dict[tuple[int, str], int]()
    for id, account, alias, street in rows.order_by(PartySite.identifying.desc(), CustomerSite.id).tuples():
        key = account, alias or street
        times[key] = times.get(key, 0) + 1
        found[account, f"{key[1]}#{times[key]}" if times[key] > 1 else key[1]] = id
    return found
