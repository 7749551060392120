"""The ship-to window (F7): where a draft and its lines go (R-08, R-09, R-16, F-78)."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from custtui.domain.address import Address
from custtui.domain.choice import Choice, matches
from custtui.domain.errors import refuse
from custtui.domain.payer import may_receive, open_to
from custtui.domain.site import Purpose
from custtui.domain.who import Act, Who
from custtui.models.at_once import at_once, if_far
from custtui.models.base import db
from custtui.models.database import transaction
from custtui.models.draft import Draft, DraftLine
from custtui.models.together import together
from custtui.services.accounts import ACCOUNT, account_of
from custtui.services.asks import asks_by_draft
from custtui.services.order_entry.drafts_ahead import draft_ahead
from custtui.services.order_entry.paying import used_for
from custtui.services.order_entry.places import OPENINGS, Site, home_of, openings_of, sites_of
from custtui.services.order_entry.promised_places import chosen_anew, ship_key
from custtui.services.order_entry.promising import promised
from custtui.services.order_entry.rows import (
    ADDRESSES,
    HEAD,
    LINES,
    Head,
    LineRow,
    PromisedRows,
    addresses_of,
    as_lines,
    head_of,
    own_place,
    taken_whole,
    touch,
)
from custtui.services.order_entry.slots import billed_at
from custtui.services.order_entry.views import DraftView

SCOPES = ("order", "line", "all", "from")
SAME = "same"


def ship_tos(draft_id: int, find: str = "") -> list[Choice]:
    """Where this order may go: the sold-to itself, its SHIP_TO sites, those of accounts related with the ship-to
    flag (R-16), and the addresses typed into this draft; never another order's one-time address (R-09).
    """
    head = head_of(draft_id)
    with together((ACCOUNT, (head.account,)), (OPENINGS, (head.account,)), (ADDRESSES, (draft_id,))):
        others = dict.fromkeys(open_to(head.account, openings_of(head.account), bill_to=False))
        used, itself = at_once(partial(used_for, [head.account, *others], Purpose.SHIP_TO), partial(_itself, head))
        sites, typed = [site for site in used if site.account_active], _typed(head)
    own = [] if any(_is_home(site, head) for site in sites) else [itself]
    found = [*own, *[_choice(site, head) for site in sites], *typed]
    return [choice for choice in found if matches(choice, find)]


@asks_by_draft(Act.ORDER)
def choose_ship_to(
    who: Who, draft_id: int, key: str, *, scope: str = "order", position: int | None = None
) -> DraftView:
    """Ship the order, one line, all lines, or the lines from a position on, to a place of `ship_tos`.

    Raises Refused for a place that is none of this order's (R-09, R-16) and for a line that is not there.
    """
    with transaction():
        (head, rows), site = at_once(partial(taken_whole, draft_id, who), partial(_site_of, key))
        place, *_ = at_once(
            partial(_place, head, key, site),
            partial(draft_ahead, _sent(head, site), rows),
            lambda: site or if_far(partial(_home, head)),
        )
        head, rows = send(head, place, scope, position, rows)
        key = ship_key(place["ship_to_site"], place["ship_to_address"])
        head = head._replace(fresh=chosen_anew(head, key), typing="{}")
        touch(head, who)
        HEAD.note([tuple(head)], draft_id)
        LINES.note(rows, draft_id)
        return promised(who, draft_id, chosen=[key], head=head, rows=rows)


def place_typed(head: Head, text: str) -> dict[str, int | bool | None] | None:
    """The place typed into a line, by its name or by words that only one has, as a line's columns; None: no such."""
    if not text.strip():
        return None
    found = ship_tos(head.id, text)
    exact = [choice for choice in found if choice.label.casefold() == text.strip().casefold()]
    rows = exact or found
    if len(rows) != 1:
        return None
    place = _place(head, rows[0].key, _site_of(rows[0].key))
    return own_place(place["ship_to_site"], place["ship_to_address"])


def _site_of(key: str) -> Site | None:
    """The site that a key of `ship_tos` names, whether this order may go there or not."""
    kind, _, number = key.partition(":")
    return sites_of([int(number)]).get(int(number)) if kind == "site" and number.isdigit() else None


def _sent(head: Head, site: Site | None) -> Head:
    """The draft as it is going to stand, for what it leads to then."""
    return head if site is None else head._replace(ship_to_site=site.id)


def _place(head: Head, key: str, site: Site | None) -> dict[str, int | None]:
    kind, _, number = key.partition(":")
    place: dict[str, int | None] = {"ship_to_site": None, "ship_to_address": None}
    if kind == "site" and number.isdigit():
        place["ship_to_site"] = _allowed(head, site)
    elif kind == "address" and number.isdigit():
        place["ship_to_address"] = _own_address(head, int(number))
    elif kind != SAME:
        raise refuse("ship-to", f"{key} is not a ship-to of this order", "ship_to")
    return place


def send(
    head: Head, place: dict[str, Any], scope: str, position: int | None, rows: PromisedRows
) -> tuple[Head, PromisedRows]:
    """Write a place to the order (its lines' own ones stay, or with `all` go), to a line, or to those from it on.

    From a position on is these lines and all keyed later, until it is changed (F-78). Gives head and lines as they
    stand then.
    """
    if scope not in SCOPES:
        raise refuse("scope", f"{scope} is not one of {', '.join(SCOPES)}", "ship_to")
    lines = DraftLine.draft == head.id
    if scope in ("order", "all"):
        order = {**place, **(NO_NEXT if scope == "all" else {})}
        _write(Draft.update(order).where(Draft.id == head.id))
        if scope == "all":
            _write(DraftLine.update(NOWHERE).where(lines))
            rows = _going(rows, NOWHERE)
        return head._replace(**order), rows
    if scope == "line" and position not in {line.position for line in as_lines(rows)}:
        raise refuse("position", f"There is no line {position}", "position")
    which = DraftLine.position == position if scope == "line" else DraftLine.position >= (position or 0)
    own = {**own_place(place["ship_to_site"], place["ship_to_address"]), "ship_to_text": ""}
    _write(DraftLine.update(own).where(lines & which))
    rows = _going(rows, own, position or 0, only=scope == "line")
    if scope == "line":
        return head, rows
    later = {
        "next_from": position or 0,
        "next_site": place["ship_to_site"],
        "next_address": place["ship_to_address"],
    }
    _write(Draft.update(later).where(Draft.id == head.id))
    return head._replace(**later), rows


NO_NEXT: dict[str, Any] = {"next_from": None, "next_site": None, "next_address": None}
NOWHERE: dict[str, Any] = {"ship_to_site": None, "ship_to_address": None, "ship_to_same": False, "ship_to_text": ""}
"""The columns of a line that goes with the order."""


def _going(rows: PromisedRows, place: dict[str, Any], first: int = 0, *, only: bool = False) -> PromisedRows:
    """Lines with these columns from a position on, or that one only; what was promised of each stays."""

    def goes(row: Sequence[Any]) -> tuple[Any, ...]:
        line = LineRow._make(row[:-1])
        there = line.position == first if only else line.position >= first
        return (*(line._replace(**place) if there else line), row[-1])

    return [goes(row) for row in rows]


def _write(query: Any) -> None:
    """Along with what is asked next (P-13)."""
    db.obj.later(*query.sql())


def _allowed(head: Head, site: Site | None) -> int:
    asks_uses = site is not None and not site.identifying
    openings, used = at_once(
        partial(openings_of, head.account),
        lambda: used_for([site.account], Purpose.SHIP_TO) if site and asks_uses else [],
    )
    if site is None or not may_receive(head.account, site.account, openings):
        raise refuse("ship-to", "This site may not receive for this customer", "ship_to")
    in_use = site.active and (site.identifying or site.id in {one.id for one in used})
    if not in_use:
        raise refuse("ship-to", f"{site.alias or site.name} is not a ship-to", "ship_to")
    return site.id


def _own_address(head: Head, address_id: int) -> int:
    row = addresses_of(head.id).get(address_id)
    if row is None or row.role != Purpose.SHIP_TO:
        raise refuse("ship-to", "This address is not on this order", "ship_to")
    return address_id


def _home(head: Head) -> Address | None:
    return home_of(account_of(head.account).party)


def _itself(head: Head) -> Choice:
    sold_to = account_of(head.account)
    address = home_of(sold_to.party) or billed_at(sold_to.id)
    marked = head.ship_to_site is None and head.ship_to_address is None
    return Choice(SAME, f"same: {sold_to.name}", address.one_line if address else "no address", marked)


def _is_home(site: Site, head: Head) -> bool:
    """The site is the sold-to itself: it is offered once."""
    return site.identifying and site.account == head.account


def _choice(site: Site, head: Head) -> Choice:
    label = site.alias or site.name
    if _is_home(site, head):
        label = f"same: {label}"
    if site.account != head.account:
        label = f"{site.code} {label}"
    return Choice(f"site:{site.id}", label, site.address.one_line, site.id == head.ship_to_site)


def _typed(head: Head) -> list[Choice]:
    return [
        Choice(
            f"address:{row.id}",
            row.name or row.alias or "one-time",
            f"{row.address.one_line} ({'saved for later orders' if row.keep else 'this order only'})",
            row.id == head.ship_to_address,
        )
        for row in addresses_of(head.id).values()
        if row.role == Purpose.SHIP_TO
    ]
