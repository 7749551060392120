"""Where orders of the past were billed and shipped to: snapshots, as given or as the customer stands."""

from typing import Any

from custtui.services.bulk.order_facts import Buyer
from custtui.services.bulk.values import NOBODY, NOWHERE, NewOrder, Snapshot

PlaceRow = dict[str, Any]


def bill_to(new: NewOrder, payer: Buyer) -> PlaceRow:
    """The payer's address as it was, or as it stands."""
    site = payer.primary("BILL_TO") if new.bill_to_as.blank else payer.at(new.bill_to_as.address)
    copy = new.bill_to_as if not new.bill_to_as.blank else site.snapshot if site else NOBODY
    return {
        "bill_to": payer.id,
        "bill_to_site": site.id if site else None,
        "bill_to_code": payer.code,
        "bill_to_name": copy.name or payer.name,
        "bill_to_attention": copy.attention,
        **copy.address.columns("bill_to_"),
    }


def ship_tos_of(new: NewOrder, buyer: Buyer) -> tuple[list[PlaceRow], list[int]]:
    """The ship-tos of an order, the header's first, and for each line the place of its own among them (F-78)."""
    rows, places = [_ship_to(new.ship_to, buyer, header=True)], list[int]()
    for line in new.lines:
        if line.ship_to.blank:
            places.append(0)
            continue
        row = _ship_to(line.ship_to, buyer, header=False)
        same = (place for place, other in enumerate(rows) if {**other, "header": False} == {**row, "header": False})
        place = next(same, None)
        if place is None:
            place = len(rows)
            rows.append(row)
        places.append(place)
    return rows, places


def _ship_to(given: Snapshot, buyer: Buyer, *, header: bool) -> PlaceRow:
    """A snapshot always (R-08): as given (one-time at an address that is no site's), or as it stands."""
    site = buyer.primary("SHIP_TO") if given.blank else buyer.at(given.address)
    copy = given if not given.blank else site.snapshot if site else NOBODY
    same = copy.address == NOWHERE or (site is not None and site.identifying)
    return {
        "header": header,
        "kind": "SAME" if same else "PERMANENT" if site else "ONE_TIME",
        "site": site.id if site else None,
        "alias": copy.alias,
        "name": copy.name or buyer.name,
        "attention": copy.attention,
        **copy.address.columns(),
    }
