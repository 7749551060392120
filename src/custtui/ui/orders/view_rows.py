"""How an order looks: slots on top, lines, the chosen line in words, money that adds up, the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.domain.naming import po_text
from custtui.domain.order import Status, rest_word
from custtui.services.views import OrderView
from custtui.ui.kit import format as fmt
from custtui.ui.kit import keys
from custtui.ui.kit.facts import FactRow, labelled
from custtui.ui.kit.paint import Line, wrapped
from custtui.ui.kit.table import Table
from custtui.ui.kit.view import Drawn
from custtui.ui.kit.window import section
from custtui.ui.orders.history import draw_entry
from custtui.ui.orders.view_lines import draw_item, line_facts, ship_to_parts, table_of

if TYPE_CHECKING:
    from custtui.ui.orders.view import OrderViewScreen

REVISIONS = keys.Action("R", "Revisions of this order")
"""Chooses the revision that is shown."""

TOLD = 2
"""Rows that tell the chosen row in words."""
HISTORY = "What happened"
TALL = 18
"""Rows of a body from which lines and history stand below each other; below it Tab changes between them."""


def draw_order(screen: OrderViewScreen, width: int, height: int) -> Drawn:
    """The body of the order screen, and the cursor in it."""
    order = screen.order
    if order is None:
        return [Line(width) for _ in range(height)], (0, 0)
    if height < TALL:
        return _short(screen, order, width, height)
    top, money = [*_head(order, width), Line(width)], _money(order, width)
    fixed = len(top) + 1 + TOLD + len(money) + 4
    room, past = _share(height - fixed, len(screen.rows.items), len(screen.history.items))
    lines, at, told = _lines(screen, order, width, room)
    top.append(lines.pop(0))
    history, there = _history(screen, width, past)
    above = [*top, *_filled(lines, room, width), Line(width), *told, *money, Line(width), section(HISTORY, width)]
    cursor = (0, len(above) + there) if screen.in_history else (1, len(top) + at)
    return [*above, *history], cursor


def _share(room: int, lines: int, history: int) -> tuple[int, int]:
    """Rows for lines and for the history: what the lines want, but a third for the history where it needs them."""
    past = min(max(1, history), max(1, room // 3))
    lines = min(max(1, lines), room - past)
    return lines, room - lines


def _short(screen: OrderViewScreen, order: OrderView, width: int, height: int) -> Drawn:
    """A low screen: either the lines with the money, or all of the head with the history."""
    if screen.in_history:
        top = [*_head(order, width), Line(width)]
        history, at = _history(screen, width, max(1, height - len(top)))
        return [*top, *history], (0, len(top) + at)
    top, money = _head(order, width)[:2], _money(order, width)
    room = height - len(top) - 1 - TOLD - len(money) - 1
    lines, at, told = _lines(screen, order, width, room)
    top.append(lines.pop(0))
    bottom = [Line(width), *told, *money]
    return [*top, *_filled(lines, room, width), *bottom], (1, len(top) + at)


def _lines(screen: OrderViewScreen, order: OrderView, width: int, room: int) -> tuple[list[Line], int, list[Line]]:
    """The heads and the lines that fit; where some do not, the last row says so. And the chosen one in words."""
    table = table_of(order, screen.rows.visible(room), width)
    lines, at = screen.rows.listed(width, room, lambda item, line: draw_item(order, item, line, table), what="lines")
    return [table.heads(width), *lines], at, _told(screen, order, width, table)


def _history(screen: OrderViewScreen, width: int, room: int) -> tuple[list[Line], int]:
    """The history that fits; reached by Tab."""
    key = "PgDn" if screen.in_history else "Tab"
    return screen.history.listed(width, room, draw_entry, what="of the history", key=key)


def _filled(lines: list[Line], room: int, width: int) -> list[Line]:
    return [*lines, *(Line(width) for _ in range(room - len(lines)))]


# -- the head ----------------------------------------------------------------------------------------------------
def _head(order: OrderView, width: int) -> list[Line]:
    by = f"by {order.ordered_by}" if order.ordered_by else ""
    revision = f"revision {order.revision} of {order.revisions}" if width < 80 else ""
    holds = [order.words_of(hold) for hold in order.standing]
    facts: list[FactRow] = [
        ("Sold to", [f"{order.sold_to_code} {order.sold_to_name}", by], "strong"),
        ("Ship to", ship_to_parts(order.ship_to), "text"),
        ("Bill to", _bill_to(order), "text"),
        ("Terms", [*_terms(order), revision], "text"),
        ("Waiting" if order.status == Status.PENDING else "Holds", holds, "mark"),
        ("Newer", _newer(order), "mark"),
    ]
    return labelled(facts, width)


def _bill_to(order: OrderView) -> list[str]:
    same = order.bill_to_code == order.sold_to_code
    who = "same" if same else f"{order.bill_to_code} {order.bill_to_name}"
    attention = f"attn {order.bill_to_attention}" if order.bill_to_attention else ""
    return [who, order.bill_to_address.one_line, attention]


def _terms(order: OrderView) -> list[str]:
    return [
        po_text(order.po_number),
        f"contract {order.contract}" if order.contract else "",
        ", ".join(part for part in (order.payment_method, order.payment_terms) if part),
        f"pay by {fmt.day(order.payment_due)}" if order.payment_due else "",
        f"ordered {fmt.day(order.order_date)} ({order.source})",
        f"wanted {fmt.day(order.wanted)}" if order.wanted else "",
        f"via {order.ship_via}" if order.ship_via else "",
        "" if order.prices_on_note else "no prices on the note",
        f'message "{order.message}"' if order.message else "",
    ]


def _newer(order: OrderView) -> list[str]:
    """The revision that took this one's place (F-61), or one that has not."""
    if order.superseded_by:
        return [f"superseded by revision {order.superseded_by} ({REVISIONS.name})"]
    if order.revision < order.revisions:
        return [f"revision {order.revisions} has not taken over: {REVISIONS.name} shows it"]
    return []


# -- below the lines ---------------------------------------------------------------------------------------------
def _told(screen: OrderViewScreen, order: OrderView, width: int, table: Table) -> list[Line]:
    """Two rows: the chosen row in words, else what was sent and invoiced so far."""
    entry = screen.history.current if screen.in_history else None
    item = screen.rows.current
    if entry is not None:
        parts, between = entry.text.split(" "), " "
    elif item is not None:
        parts, between = line_facts(order, item, table), " · "
    else:
        parts, between = _so_far(order), " · "
    rows = wrapped(parts, width - 2, between)
    return _filled([Line(width, f" {text}") for text in rows[:TOLD]], TOLD, width)


def _so_far(order: OrderView) -> list[str]:
    shipments = [f"{number} shipped {fmt.day(day)}" for number, day in order.shipments]
    invoices = [
        f"{number} invoiced {fmt.day(day)} {fmt.amount(gross, order.currency)}"
        for number, day, gross in order.invoices
    ]
    nothing = "nothing shipped or invoiced" + (" on this revision" if order.superseded_by else " yet")
    return [order.summary, *(shipments + invoices or [nothing])]


def _money(order: OrderView, width: int) -> list[Line]:
    """`Ordered 410.00 = invoiced 80.00 + still to come 330.00`: always adds up (X-07)."""

    def shown(value: object) -> str:
        return fmt.amount(value, order.currency)  # type: ignore[arg-type]

    parts = [f"Ordered {shown(order.gross)} = invoiced {shown(order.invoiced_total)}"]
    if order.credited_total:
        parts.append(f"- credited {shown(order.credited_total)}")
    parts.append(f"+ still to come {shown(order.to_come)}")
    for word, value in (
        (rest_word(order.status), order.forfeited_total),
        ("returned", order.returned_total),
        ("billed elsewhere" if any(one.adjusted for one in order.lines) else "adjusted", order.adjusted_total),
    ):
        if value:
            parts.append(f"+ {word} {shown(value)}")
    rows = wrapped(parts, width - 2, " ")
    taxes = f"net {shown(order.net)} + tax {shown(order.tax)} = {shown(order.gross)} {order.currency}"
    return [Line(width, f" {text}", "strong") for text in rows] + [Line(width, f" {taxes}", "dim")]
