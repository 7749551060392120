"""Where a draft was last said to go, and where it is billed: kept with its promise, told where it changed (X-09).

A place is kept under what the clerk chose, so what he chooses himself is no change; what stands there may change.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from custtui.models.base import db
from custtui.models.draft import Draft
from custtui.services.order_entry.rows import Head
from custtui.services.order_entry.views import Slot

if TYPE_CHECKING:
    from custtui.services.order_entry.work import Work

PlacesPromised = dict[str, list[str]]
"""Alias, attention and address by what was chosen; [] where there is no address."""

BILL_TO, SHIP_TO = "bill to", "ship to"


def places_in(kept: list[Any]) -> PlacesPromised | None:
    """The places at the end of a promise as it was kept; None where there are none, or none that can be read."""
    if not kept or not isinstance(kept[0], dict):
        return None
    found: dict[Any, Any] = kept[0]
    return {key: text for key, text in found.items() if _is_text(text)}


def _is_text(text: Any) -> bool:
    return isinstance(text, list) and len(text) in (0, 4) and all(isinstance(one, str) for one in text)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


def ship_key(site: int | None, address: int | None) -> str:
    """A ship-to chosen: a site, an address typed here, or (neither) the sold-to itself."""
    return f"{SHIP_TO}|{site or ''}|{address or ''}"


def bill_key(payer: int, head: Head) -> str:
    """A bill-to chosen of a payer; another payer is told by name."""
    return f"{BILL_TO}|{payer}|{head.bill_to_site or ''}|{head.bill_to_address or ''}"


def is_fresh(head: Head, key: str) -> bool:
    """Was this place chosen anew in a change?"""
    return key in head.fresh.split("\n")


def chosen_anew(head: Head, key: str) -> str:
    """A place chosen in a change is as it is today, not as the order has it (R-40): what is fresh by now."""
    if head.revision is None or is_fresh(head, key):
        return head.fresh
    fresh = f"{head.fresh}\n{key}".strip()
    db.obj.later(*Draft.update(fresh=fresh).where(Draft.id == head.id).sql())
    return fresh


def places_of(work: "Work") -> PlacesPromised:
    """All places that placing would write down today."""
    head = work.head
    found = {
        ship_key(head.ship_to_site, head.ship_to_address): _text(work.ship_to),
        bill_key(work.roles.payer.id, head): _text(work.bill_to),
    }
    own = (line for line in work.counted if line.row.own_ship_to)
    return found | {ship_key(one.row.ship_to_site, one.row.ship_to_address): _text(one.ship_to) for one in own}


def standing(before: PlacesPromised, now: PlacesPromised, chosen: Iterable[str]) -> PlacesPromised:
    """What stays promised though it is another today: all but what the clerk has just `chosen`."""
    fresh = set(chosen)
    return {key: before.get(key, text) if key not in fresh else text for key, text in now.items()}


def changed_places(before: PlacesPromised, now: PlacesPromised) -> list[str]:
    """`ship to 9 Dock Rd, Newark NJ 07102 -> 99 Other St, Newark NJ 07102`: what differs alone, once for a place."""
    return [
        f"{key.partition('|')[0]} {_differing(before[key], text)}"
        for key, text in now.items()
        if before.get(key) and before[key] != text  # where nothing stood the order could not be placed
    ]


def _text(slot: Slot | None) -> list[str]:
    return [] if slot is None else [slot.alias, slot.attention, slot.address.one_line, slot.address.country]


def _differing(before: list[str], now: list[str]) -> str:
    if not now:
        return f"{_said(before)} -> {_said(now)}"
    pairs = [(old, new) for old, new in zip(before, now, strict=True) if old != new]
    return f"{_said(old for old, _ in pairs)} -> {_said(new for _, new in pairs)}"


def _said(texts: Iterable[str]) -> str:
    return ", ".join(text for text in texts if text) or "none"
