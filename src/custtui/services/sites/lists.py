"""Lists that the fields of a site's form offer: the party's addresses, states of a country, countries."""

from custtui.domain import postal
from custtui.domain.address import Address
from custtui.domain.choice import Choice, Listing
from custtui.models.account import CustomerAccount
from custtui.models.party import Location, PartySite

PAGE = 50
"""Addresses of a page."""


def party_addresses(account_id: int, find: str = "", offset: int = 0) -> Listing:
    """The addresses the party of an account has, by whichever of its accounts; the identifying one first."""
    party = CustomerAccount.select(CustomerAccount.party).where(CustomerAccount.id == account_id)
    rows = (
        PartySite.select(Location)
        .join(Location)
        .where(PartySite.party == party)
        .order_by(PartySite.identifying.desc(), PartySite.id)
        .objects(Location)
    )
    found = (Choice(str(row.id), Address.of(row).one_line, row.country) for row in rows.iterator())
    rows, count = list[Choice](), 0
    for one in found:
        if find.casefold() in one.label.casefold():
            if offset <= count < offset + PAGE:
                rows.append(one)
            count += 1
    return Listing(rows, count)


def address_of(location_id: int) -> Address:
    """An address of a list."""
    return Address.of(Location.get_by_id(location_id))


def states(country: str) -> list[Choice]:
    """The states of a country that has them in its addresses."""
    return [Choice(code, code, name) for code, name in postal.states(country.strip().upper())]


def countries() -> list[Choice]:
    """The countries, by name."""
    return [Choice(code, code, name) for code, name in postal.countries()]
