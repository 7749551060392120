"""The second page of the profile: sites with their roles, people, and the last orders."""

from collections.abc import Sequence
from itertools import zip_longest

from custtui.domain.site_roles import mark
from custtui.services.views import ContactLine, Customer, OrderRow, SiteLine
from custtui.ui import routes
from custtui.ui.customer.profile_layout import left
from custtui.ui.kit import format as fmt
from custtui.ui.kit.facts import labelled
from custtui.ui.kit.paint import Line, width_of, wrapped
from custtui.ui.kit.pane import block
from custtui.ui.kit.table import Column, listed
from custtui.ui.kit.window import section

NAME = 20
"""Cells of the name of a person; a longer one goes on below."""
ORDERS = "Last orders ({} all of them)"
SITES = (
    Column("alias", "Site", 17, 14, share=1, style="strong"),
    Column("address", "Address", 30, 22, share=2),
    Column("identifying", "Ident", 5, 0),
    Column("bill", "Bill", 4, 4),
    Column("ship", "Ship", 4, 4),
    Column("statements", "Stmt", 4, 0),
    Column("other", "Other", 6, 3, share=1, style="dim"),
)


def detail_rows(customer: Customer, last: Sequence[OrderRow] | None, width: int, all_orders: str) -> list[Line]:
    """Sites, people and last orders, one below the other; `all_orders` is the key that lists them.

    None for orders that stand elsewhere.
    """
    sites = listed(
        SITES,
        [_site(site) for site in customer.sites],
        width,
        "No sites yet: a bill-to typed above makes one",
    )
    aliases = {site.site_id: site.alias or site.address.one_line for site in customer.sites}
    people = [line for one in customer.contacts for line in _person(one, aliases, width)]
    orders = (
        []
        if last is None
        else [Line(width), section(ORDERS.format(all_orders), width), *routes.last_orders(last, width)]
    )
    by = f" by {customer.changed_by}" if customer.changed_by else ""
    changed = labelled([("Changed", [f"{fmt.moment(customer.changed_at)}{by}"], "dim")], width, left(width))
    return [
        Line(width),
        section(f"Sites{' and their roles' * (width >= 80)} (P primary, y yes, * identifying)", width),
        *sites,
        Line(width),
        section("People", width),
        *(people or [Line(width, "  No contacts yet", "dim")]),
        *orders,
        Line(width),
        *changed,
    ]


def order_rows(last: Sequence[OrderRow], width: int, all_orders: str) -> list[Line]:
    """The last orders in a pane: `SO-1040    28 Nov  waiting        645.85`."""
    rows = [row for one in last for row in _order(one, width)] or [Line(width, "Never ordered", "dim")]
    return block(ORDERS.format(all_orders), rows, width, len(rows) + 2)


def _order(one: OrderRow, width: int) -> list[Line]:
    line, total = Line(width), fmt.amount(one.gross, one.currency)
    line.put(0, one.number)
    line.number(20, fmt.day(one.order_date))
    line.number(width, total)
    if width_of(one.summary) > width - width_of(total) - 23:
        return [line, Line(width, f"  {one.summary}")]
    line.put(22, one.summary)
    return [line]


def _site(site: SiteLine) -> dict[str, str]:
    known = {"BILL_TO": "bill", "SHIP_TO": "ship", "STATEMENTS": "statements"}
    marks = {cell: mark(site.uses.get(purpose)) for purpose, cell in known.items()}
    others = ", ".join(purpose.lower() for purpose in site.uses if purpose not in known)
    return {
        "alias": site.alias or "(no alias)",
        "address": ("" if site.active else "(inactive) ") + site.address.one_line,
        "identifying": "*" if site.identifying else "-",
        **marks,
        "other": others,
    }


def _person(one: ContactLine, aliases: dict[int, str], width: int) -> list[Line]:
    """Name, what the person does, how to reach it, where it acts, its events: as many rows as that takes."""
    where = "all accounts" if one.shared else "account"
    if one.site_id is not None:
        where = f"at {aliases.get(one.site_id, 'an inactive site')}"
    told = f"notify about {', '.join(one.events)}" if one.events else ""
    does = ", ".join((*one.roles, *one.texts))
    parts = [f"primary, {where}" if one.primary else where, does, one.phone, one.email, told]
    names, rows = wrapped([one.name], NAME), wrapped(parts, width - NAME - 4)
    lines: list[Line] = []
    for name, text in zip_longest(names, rows, fillvalue=""):
        line = Line(width)
        line.put(2, name, "strong", NAME)
        line.put(NAME + 3, text, "text", width - NAME - 4)
        lines.append(line)
    return lines
