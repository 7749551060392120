"""How an order looks: slots on top, lines, the chosen line in words, money that adds up, the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.domain.card_payment import told as told_card
from custtui.domain.naming import po_text
from custtui.domain.order import Status, rest_word
from custtui.domain.paper import place_parts
from custtui.services.views import OrderView
from custtui.ui.kit import clock, keys
from custtui.ui.kit import format as fmt
from custtui.ui.kit.facts import FactRow, labelled
from custtui.ui.kit.paint import Line, bounded, goes_on, wrapped
from custtui.ui.kit.table import Table, told
from custtui.ui.kit.view import Drawn
from custtui.ui.kit.window import section
from custtui.ui.orders.history import draw_entry
from custtui.ui.orders.view_lines import draw_item, line_facts, table_of

if TYPE_CHECKING:
    from custtui.ui.orders.view import OrderViewScreen

REVISIONS = keys.Action("R", "Revisions of this order")
"""Chooses the revision that is shown."""

TOLD = 2
"""Rows that tell the chosen row in words."""
LINES = 4
"""Lines that a low screen shows before more than two rows of the head."""
WHY = 6
"""The first fact of the head that tells why it waits; a low screen tells these first."""
VALUE = 9
"""Cells before what the head says."""
WHOLE = 1_000
"""Cells in which everything fits."""
HISTORY = "What happened"
TALL = 18
"""Rows of a body from which lines and history stand below each other; below it Tab changes between them."""


def draw_order(screen: OrderViewScreen, width: int, height: int) -> Drawn:
    """The body of the order screen, and the cursor in it."""
    order = screen.order
    if order is None:
        return [Line(width) for _ in range(height)], (0, 0)
    if height < TALL or _crowded(screen, order, width, height):
        return _short(screen, order, width, height)
    top, money = [*labelled(_head(screen, order, width), width), Line(width)], _money(order, width)
    entry = _entry(screen, width)
    fixed = len(top) + 1 + len(entry or [None] * TOLD) + len(money) + 4
    room, past = _share(height - fixed, len(screen.rows.items), len(screen.history.items))
    lines, at, words = _lines(screen, order, width, room)
    top.append(lines.pop(0))
    history, there = _history(screen, width, past)
    middle = [Line(width), *(entry or words), *money, Line(width), section(HISTORY, width)]
    above = [*top, *_filled(lines, room, width), *middle]
    cursor = (0, len(above) + there) if screen.in_history else (1, len(top) + at)
    return [*above, *history], cursor


def _crowded(screen: OrderViewScreen, order: OrderView, width: int, height: int) -> bool:
    """Long names and addresses leave no room for a few lines and the history below each other."""
    head = len(labelled(_head(screen, order, width), width))
    least = min(len(screen.rows.items), LINES) + min(len(screen.history.items), 1)
    return height - head - 6 - TOLD - len(_money(order, width)) < least


def _share(room: int, lines: int, history: int) -> tuple[int, int]:
    """Rows for lines and for the history: what the lines want, but a third for the history where it needs them."""
    past = min(max(1, history), max(1, room // 3))
    lines = min(max(1, lines), room - past)
    return lines, room - lines


def _short(screen: OrderViewScreen, order: OrderView, width: int, height: int) -> Drawn:
    """A low screen: either the lines with the money, or the rest of the head with the history."""
    if screen.in_history:
        return _short_history(screen, order, width, height)
    facts, money = _head(screen, order, width), _money(order, width)
    most = height - 3 - TOLD - len(money) - min(len(screen.rows.items), LINES)
    sold_to = _in_a_row(facts[0], width) if facts[WHY][1] else facts[0]
    head = labelled([sold_to, *facts[WHY:], *facts[1:WHY]], width)
    top = head[: max(2, most)]
    if len(top) < len(head) and not str(head[len(top)])[:VALUE].strip():
        goes_on(top[-1])
    room = height - len(top) - 1 - TOLD - len(money) - 1
    lines, at, words = _lines(screen, order, width, room)
    top.append(lines.pop(0))
    rest = Line(width, f"   more of the order and what happened: {keys.name(screen.do_other)}", "dim")
    return [*top, *_filled(lines, room, width), rest, *words, *money], (1, len(top) + at)


def _in_a_row(fact: FactRow, width: int) -> FactRow:
    """A fact cut to one row: why an order waits stands in the next one, however long the customer's name is."""
    label, parts, style = fact
    return label, bounded(" · ".join(filter(None, parts)), width - 11, 1, " · "), style


def _short_history(screen: OrderViewScreen, order: OrderView, width: int, height: int) -> Drawn:
    """The head as far as it leaves two rows of the history; its chosen row whole below."""
    top, entry = labelled(_head(screen, order, width), width), _entry(screen, width)
    room = height - len(entry) - 2
    past = min(len(screen.history.items), max(2, room - len(top)))
    if len(top) > room - past:
        left = len(top) - (room - past) + 1
        whole = f"   {left} more rows: {keys.name(screen.desk.do_help)}"
        top = [*top[: room - past - 1], Line(width, whole, "dim")]
    history, at = _history(screen, width, room - len(top))
    return [*top, Line(width), *history, Line(width), *entry], (0, len(top) + 1 + at)


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
def _head(screen: OrderViewScreen, order: OrderView, width: int) -> list[FactRow]:
    by = f"by {order.ordered_by}" if order.ordered_by else ""
    revision = f"revision {order.revision} of {order.revisions}" if width < 80 or order.change_waits else ""
    holds = [order.words_of(hold) for hold in order.standing]
    papers = bounded(" · ".join(_so_far(order)), width - 11, 1, " · ") if order.shipments or order.invoices else []
    return [
        ("Sold to", [f"{order.sold_to_code} {order.sold_to_name}", by], "strong"),
        ("Ship to", place_parts(order.ship_to), "text"),
        ("Bill to", _bill_to(order), "text"),
        ("Terms", [*_terms(order), revision], "text"),
        ("Note", [order.internal_note], "mark"),
        ("So far", papers, "text"),
        ("Waiting" if order.status == Status.PENDING else "Holds", holds, "mark"),
        ("", _deciders(screen), "text"),
        ("Newer", _newer(order), "mark"),
    ]


def whole_head(screen: OrderViewScreen, order: OrderView) -> tuple[tuple[str, str], ...]:
    """All of the head, and what was sent and invoiced, for the help: a low screen has no room for it."""
    facts = [(label, " · ".join(filter(None, parts))) for label, parts, _ in _head(screen, order, WHOLE)]
    return tuple((label, text) for label, text in facts if text)


def _deciders(screen: OrderViewScreen) -> list[str]:
    """Who approves what waits, and by which keys."""
    if not screen.approvers:
        return []
    approve, decline = keys.name(screen.do_approve), keys.name(screen.do_decline)
    return [f"{screen.approvers} approves: {approve}", f"declines: {decline}"]


def _bill_to(order: OrderView) -> list[str]:
    same = order.bill_to_code == order.sold_to_code
    who = "same" if same else f"{order.bill_to_code} {order.bill_to_name}"
    attention = f"attn {order.bill_to_attention}" if order.bill_to_attention else ""
    return [who, order.bill_to_address.one_line, attention]


def _terms(order: OrderView) -> list[str]:
    return [
        po_text(order.po_number),
        f"contract {order.contract}" if order.contract else "",
        ", ".join(part for part in (order.payment_name, order.payment_terms) if part),
        f"pay by {fmt.day(order.payment_due)}" if order.payment_due else "",
        told_card(order.card, order.currency, clock.today()) if order.card else "",
        f"ordered {fmt.day(order.order_date)} ({order.source})",
        f"wanted {fmt.day(order.wanted)}" if order.wanted else "",
        f"via {order.ship_via}" if order.ship_via else "",
        "" if order.prices_on_note else "no prices on the slip",
        f'message "{order.message}"' if order.message else "",
    ]


def _newer(order: OrderView) -> list[str]:
    """The revision that took this one's place (F-61), or one that waits or has not."""
    if order.superseded_by:
        return [f"superseded by revision {order.superseded_by} ({REVISIONS.name})"]
    if order.change_waits:
        return [f"revision {order.revisions} is waiting for approval: {REVISIONS.name} shows it"]
    if order.revision < order.revisions:
        return [f"revision {order.revisions} has not taken over: {REVISIONS.name} shows it"]
    return []


# -- below the lines ---------------------------------------------------------------------------------------------
def _entry(screen: OrderViewScreen, width: int) -> list[Line]:
    """The chosen row of the history, whole."""
    entry = screen.history.current if screen.in_history else None
    return told(entry.text.split(" "), width, " ") if entry else []


def _told(screen: OrderViewScreen, order: OrderView, width: int, table: Table) -> list[Line]:
    """Two rows: the chosen line in words, else what was sent and invoiced so far."""
    item = screen.rows.current
    parts = line_facts(order, item, table) if item is not None else _so_far(order)
    rows = wrapped(parts, width - 2, " · ")
    return _filled([Line(width, f" {text}") for text in rows[:TOLD]], TOLD, width)


def _so_far(order: OrderView) -> list[str]:
    shipments = [f"{number} shipped {fmt.day(day)}" for number, day in order.shipments]
    invoices = [
        f"{number} {'credited' if gross < 0 else 'invoiced'} {fmt.day(day)} {fmt.amount(gross, order.currency)}"
        + (f" with {', '.join(others)}" if (others := order.beside(number)) else "")
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
    elsewhere = any(one.adjusted for one in order.lines)
    for word, value in (
        (rest_word(order.status), order.forfeited_total),
        ("returned", order.returned_total),
        ("billed elsewhere" if elsewhere else "adjusted", order.adjusted_total + order.tax_difference),
        ("taxed otherwise", -order.tax_difference),
    ):
        if value:
            parts.append(f"+ {word} {shown(value)}")
    rows = wrapped(parts, width - 2, " ")
    taxes = f"net {shown(order.net)} + tax {shown(order.tax)} = {shown(order.gross)} {order.currency}"
    return [Line(width, f" {text}", "strong") for text in rows] + [Line(width, f" {taxes}", "dim")]
