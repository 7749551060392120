"""What goes over into a new draft from an order or from another draft (X-15): every ship-to, one-time ones too."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from custtui.domain.payer import is_another, may_receive
from custtui.domain.site import Purpose
from custtui.models.base import db
from custtui.models.draft import Draft, DraftAddress, DraftLine
from custtui.models.families import family, survivor
from custtui.models.insert import Insert
from custtui.services.accounts import Account, account_of
from custtui.services.order_entry.places import USES, Site, openings_of, primary_site, sites_of
from custtui.services.order_entry.rows import AddressRow, Head, LineRow, own_place

DRAFT_LINES = Insert(DraftLine)
ADDRESSES = Insert(DraftAddress)
HOW = ("ship_via", "message", "prices_on_note", "prices_text", "internal_note")
"""What tells how goods go and what is printed for who receives them: a gift stays a gift; and what was noted."""
WHO = ("bill_to_account", "bill_to_site", "bill_to_address")

NOTHING: Mapping[Any, Any] = {}

Goes = tuple[int | None, int | None]
"""Where goods go: a site, an address (a key of `Taken.addresses`), or neither: the sold-to itself."""


class Taken(NamedTuple):
    """What a new draft begins with: keys of sites are ids, those of addresses stand in `addresses`.

    `ship_to` None is the customer's usual one. `columns` of the draft go along to every customer; `roles`, who pays
    and who ordered, only within one customer, merged ones counted in (F-28). A change keeps more: `stands` of the
    draft whatever was taken, `agreed` of its lines, by position.
    """

    account: int
    lines: list[LineRow]
    addresses: dict[int, AddressRow]
    ship_to: Goes | None
    columns: Mapping[str, object]
    roles: Mapping[str, int | None]
    next_from: int | None = None
    next_goes: Goes = (None, None)
    stands: Mapping[str, object] = NOTHING
    agreed: Mapping[int, Mapping[str, str]] = NOTHING
    notes: int = 0
    """So many notes for the house of an order that is copied: they were about that one (X-21)."""


def taken_from(head: Head, lines: list[LineRow], addresses: dict[int, AddressRow]) -> Taken:
    """A draft as it goes over into another one."""
    roles: dict[str, int | None] = {name: getattr(head, name) for name in WHO}
    if head.bill_to_account is not None:
        roles["bill_to_account"] = survivor(head.bill_to_account)
    return Taken(
        account=head.account,
        lines=lines,
        addresses=addresses,
        ship_to=(head.ship_to_site, head.ship_to_address),
        columns={name: getattr(head, name) for name in HOW},
        roles=roles if any(roles.values()) else {},
        next_from=head.next_from,
        next_goes=(head.next_site, head.next_address),
    )


def carry(draft_id: int, account: Account, taken: Taken) -> tuple[str, ...]:
    """Write it into a draft that was just begun; returns what has to be told: who pays, and what goes elsewhere now.

    Within one customer all goes over, and F9 refuses what may not be any more. For another customer a site that may
    not receive for it (R-16), and `the sold-to itself`, become the order's ship-to, a header's the customer's own.
    """
    same = taken.account in family(account.id)
    lost = {} if same else _lost(account, taken)
    addresses = {key: row for key, row in taken.addresses.items() if same or row.role == Purpose.SHIP_TO}
    made = dict(zip(addresses, ADDRESSES(_row(draft_id, row) for row in addresses.values()), strict=True))
    columns = {**taken.columns, **_header(taken, made, lost, same=same)}
    if same:
        columns |= _roles(account, taken, made)
    db.obj.later(*Draft.update({**columns, **taken.stands}).where(Draft.id == draft_id).sql())
    DRAFT_LINES(
        {**_line(draft_id, line, made, lost, same=same), **taken.agreed.get(line.position, NOTHING)}
        for line in taken.lines
    )
    return _told(account, taken, lost, same=same)


def _roles(account: Account, taken: Taken, made: Mapping[int, int]) -> dict[str, int | None]:
    """Who pays, at the site that was billed while it still is one; and who ordered, if anybody is named."""
    roles = {name: key for name, key in taken.roles.items() if name != "ordered_by" or key}
    payer, site = roles.get("bill_to_account"), roles.get("bill_to_site")
    if payer and site and (payer, site, Purpose.BILL_TO) not in {row[:3] for row in USES([payer], [site])}:
        site = roles["bill_to_site"] = None
    usual = account.usual_payer
    if payer == usual and site in (None, primary_site(usual, Purpose.BILL_TO)):
        roles["bill_to_account"] = roles["bill_to_site"] = None  # nobody was chosen
    if "bill_to_address" in roles:
        roles["bill_to_address"] = made.get(roles["bill_to_address"] or 0)
    return roles


def _row(draft_id: int, row: AddressRow) -> dict[str, object]:
    return {**row._asdict(), "draft": draft_id}


def _lost(account: Account, taken: Taken) -> dict[int, Site]:
    """The sites that may not receive for this customer."""
    named = [line.ship_to_site for line in taken.lines] + [taken.next_goes[0], (taken.ship_to or (None,))[0]]
    openings = openings_of(account.id)
    sites = sites_of([one for one in named if one is not None])
    return {key: site for key, site in sites.items() if not may_receive(account.id, site.account, openings)}


def _stays(goes: Goes, lost: Collection[int], *, same: bool) -> bool:
    """It may go there for this customer too; the sold-to itself is another one now."""
    site, address = goes
    return address is not None or (site is not None and site not in lost) or (site is None and same)


def _header(taken: Taken, made: Mapping[int, int], lost: Collection[int], *, same: bool) -> dict[str, object]:
    columns: dict[str, object] = {}
    if taken.ship_to is not None and _stays(taken.ship_to, lost, same=same):
        columns |= {"ship_to_site": taken.ship_to[0], "ship_to_address": made.get(taken.ship_to[1] or 0)}
    if taken.next_from is not None and _stays(taken.next_goes, lost, same=same):
        later = {"next_site": taken.next_goes[0], "next_address": made.get(taken.next_goes[1] or 0)}
        columns |= {"next_from": taken.next_from, **later}
    return columns


def _line(
    draft_id: int, line: LineRow, made: Mapping[int, int], lost: Collection[int], *, same: bool
) -> dict[str, object]:
    """What is ordered, when it is wanted and where it goes; prices were agreed with one customer on one day."""
    columns: dict[str, object] = {
        "draft": draft_id,
        "position": line.position,
        "item": line.item,
        "quantity": line.quantity,
        "wanted": line.wanted,
        "struck": line.struck,
        "scanned": line.scanned,
        "ship_to_text": line.ship_to_text,
        "line_note": line.line_note,
    }
    if line.own_ship_to and _stays((line.ship_to_site, line.ship_to_address), lost, same=same):
        columns |= own_place(line.ship_to_site, made.get(line.ship_to_address or 0))
    return columns


# -- what is told -----------------------------------------------------------------------------------------------
def _told(account: Account, taken: Taken, lost: Mapping[int, Site], *, same: bool) -> tuple[str, ...]:
    if same:
        return _told_payer(account, taken)
    return (*_told_new_payer(account, taken), *_told_header(account, taken, lost), *_told_lines(account, taken, lost))


def _told_payer(account: Account, taken: Taken) -> tuple[str, ...]:
    """Who pays, where that is not who usually does."""
    payer = taken.roles.get("bill_to_account")
    if payer in (None, account.usual_payer):
        return ()
    return (f"Billed to {account_of(payer).name}, as before",)


def _told_new_payer(account: Account, taken: Taken) -> Iterator[str]:
    """One who was to be made with the order of another customer is not (F-47)."""
    row = taken.addresses.get(taken.roles.get("bill_to_address") or 0)
    if row is not None and is_another(row.name, account_of(taken.account).name):
        yield f"{row.name} does not pay for {account.name}, and is not made"


def _told_header(account: Account, taken: Taken, lost: Mapping[int, Site]) -> tuple[str, ...]:
    """The other customer's usual ship-to is not missed."""
    site = lost.get((taken.ship_to or (None,))[0] or 0)
    if site is None or site.id == primary_site(taken.account, Purpose.SHIP_TO) or site.identifying:
        return ()
    return (f"{_name(site)} is not a ship-to of {account.name}: the order goes to its own",)


def _told_lines(account: Account, taken: Taken, lost: Mapping[int, Site]) -> tuple[str, ...]:
    """`Lines 20, 30 go where the order goes: Annex is no ship-to of H.Q. Corp`."""
    gone: dict[str, list[int]] = {}
    for line in taken.lines:
        if line.own_ship_to and not _stays((line.ship_to_site, line.ship_to_address), lost, same=False):
            site = lost.get(line.ship_to_site or 0)
            name = _name(site) if site else account_of(taken.account).name
            gone.setdefault(name, []).append(line.position)
    return tuple(
        f"{_lines(positions)} where the order goes: {name} is not a ship-to of {account.name}"
        for name, positions in gone.items()
    )


def _lines(positions: Iterable[int]) -> str:
    texts = [str(one) for one in positions]
    return f"Line {texts[0]} goes" if len(texts) == 1 else f"Lines {', '.join(texts)} go"


def _name(site: Site) -> str:
    return site.alias or site.name
