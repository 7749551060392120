"""How the matrix of sites by roles looks, and what stands below it of the highlighted site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.domain.naming import some
from custtui.domain.site_roles import IDENTIFYING, SITE_ROLES, mark
from custtui.services.sites.views import SiteRow
from custtui.services.views import ContactLine
from custtui.ui.kit import format as fmt
from custtui.ui.kit import keys
from custtui.ui.kit.facts import FactRow, labelled
from custtui.ui.kit.paint import Line
from custtui.ui.kit.table import Column, Table
from custtui.ui.kit.view import Drawn
from custtui.ui.kit.window import section

if TYPE_CHECKING:
    from custtui.ui.customer.address_roles import AddressRolesScreen

SHOWN_NARROW = ("B", "S", "T")
"""Roles with a column of their own on a narrow screen; the others share one."""
COLUMNS = (
    Column("alias", "Site", 14, 12, share=1, style="strong"),
    Column("address", "Address", 27, 18, share=2),
    Column("I", "Ident", 5, 5),
    *(Column(role.key, role.head, 4, 4 if role.key in SHOWN_NARROW else 0) for role in SITE_ROLES),
    Column("other", "Other", 0, 6),
)
ROLE_KEYS = " ".join((IDENTIFYING, *(role.key for role in SITE_ROLES)))
LEGEND = f"{ROLE_KEYS}: give the role, again = primary, again = take it away"
LEGEND_NARROW = f"{ROLE_KEYS}: give, again primary, again away"
FEWEST = 3
"""Rows of the list that stay, whatever there is to tell below it."""


def draw_roles(screen: AddressRolesScreen, width: int, height: int) -> Drawn:
    """The matrix, and below it what there is to know of its highlighted site and of the customer."""
    table = Table(COLUMNS, width)
    below = labelled(_facts(screen), width)
    wanted = max(FEWEST, len(screen.rows.items))
    room = max(FEWEST, min(wanted, height - 2 - len(below)))

    def draw(row: SiteRow, line: Line) -> None:
        table.draw(line, _texts(row), style="" if row.active else "dim")

    lines, at = screen.rows.listed(width, room, draw)
    if not screen.rows.items:
        lines = [
            Line(
                width,
                f"  No sites yet: {keys.name(screen.do_new)} makes the first: identifying, bill-to and ship-to",
                "dim",
            )
        ]
    lines += [Line(width) for _ in range(room - len(lines))]
    legend = section(LEGEND if width >= 80 else LEGEND_NARROW, width)
    shown = below[: height - 2 - room]
    if len(shown) < len(below) and shown:
        payer, related = keys.name(screen.do_payer), keys.name(screen.do_relationships)
        shown[-1] = Line(width, f"          more: {payer} who pays, {related} relationships", "dim")
    return [table.heads(width), *lines, legend, *shown], (0, at + 1)


def _texts(row: SiteRow) -> dict[str, str]:
    others = "".join(role.key for role in SITE_ROLES if role.key not in SHOWN_NARROW and role.purpose in row.uses)
    return {
        "alias": row.alias or "(no alias)",
        "address": ("" if row.active else "(inactive) ") + row.address.one_line,
        "I": "  *" if row.identifying else "  -",
        **{role.key: f" {mark(row.uses.get(role.purpose))}" for role in SITE_ROLES},
        "other": others or "-",
    }


def _facts(screen: AddressRolesScreen) -> list[FactRow]:
    roles = screen.roles
    if roles is None:
        return []
    row = screen.rows.current
    related: list[FactRow] = [
        ("" if number else "Related", [words], "text") for number, words in enumerate(roles.related)
    ]
    return [*(_site_facts(row) if row else []), ("Paid by", [roles.pays], "text"), *related]


def _site_facts(row: SiteRow) -> list[FactRow]:
    """The highlighted site: printed, people, orders, who shares it, who changed it."""
    people = [_person(one) for one in row.contacts]
    changed = f"changed {fmt.moment(row.changed_at)}" + (f" by {row.changed_by}" if row.changed_by else "")
    times = f"address changed {some(row.changes, 'time')}" if row.changes else ""
    return [
        *_papers(row),
        ("People", people or ["no contact at this site: the account's are asked"], "text" if people else "dim"),
        ("Orders", [_orders(row)], "text"),
        ("Shared", [f"also the address of {', '.join(row.shared)}"] if row.shared else [], "mark"),
        ("Kept", [changed, times], "dim"),
    ]


def _papers(row: SiteRow) -> list[FactRow]:
    """How it is printed, as its country does; whom an invoice and a delivery note name there (F-34)."""
    printed, attention = " / ".join(row.printed) or "(no address)", f"attn {row.attention}" if row.attention else ""
    papers = (("invoices", row.invoice), ("packing slips", row.delivery))
    named = [f"on {paper} {lines[0]}" for paper, lines in papers if lines]
    return [("Prints", [printed, attention, *named], "text")]


def _orders(row: SiteRow) -> str:
    """R-40: `3 open orders use this address, 1 keeps the old address`: what is open keeps what it was placed with."""
    if not row.orders:
        return "no open order uses this address"
    old = f"keep{'' if row.older > 1 else 's'} the old address"
    if row.older == row.orders:
        return f"{some(row.orders, 'open order')} {old}"
    text = f"{some(row.orders, 'open order')} {'use' if row.orders > 1 else 'uses'} this address"
    return f"{text}, {row.older} {old}" if row.older else text


def _person(one: ContactLine) -> str:
    does = ", ".join(filter(None, one.roles)) or next(iter(one.texts), "")
    told = f"; notify about {', '.join(one.events)}" if one.events else ""
    return f"{one.name}{', ' + does if does else ''}{told}"
