"""The rows of home: a hit, a draft, a waiting order."""

from collections.abc import Iterable

from custtui.services.order_entry.views import DraftRow
from custtui.services.views import Hit, OrderRow, PaperHit
from custtui.ui import format as fmt
from custtui.ui.paint import Line

FOUND_BY = "Found by"
CODE, LONGEST_CODE = 10, 15
"""Cells of the column of codes, and what it grows to where codes are longer."""


def code_cells(items: Iterable[Hit | DraftRow | OrderRow | PaperHit]) -> int:
    """Cells of a column that shows these codes whole, as far as it grows."""
    return min(max((len(one.code) for one in items), default=0), LONGEST_CODE)


def columns(width: int, code: int) -> tuple[int, int, int, int]:
    """Where customer, address, reason and open orders begin; wide screens give the room to the texts.

    A narrow one has no column for the reason: it stands in place of the address.
    """
    extra, more = max(0, width - 80), code - CODE
    name = 4 + code
    place = name + 25 - more // 2 + extra // 3
    opened = width - 6
    reason = place + 18 - (more - more // 2) + extra // 3
    return name, place, reason if reason + len(FOUND_BY) < opened else opened, opened


def draw_heading(width: int, code: int, *, drafts: bool) -> Line:
    """Column heads."""
    line = Line(width)
    name, place, reason, opened = columns(width, code)
    line.put(3, "Code", "label")
    line.put(name, "Customer", "label")
    if drafts:
        line.put(place, "My drafts and waiting orders", "label")
        return line
    line.put(place, "Address", "label")
    if reason < opened:
        line.put(reason, FOUND_BY, "label")
    line.put(opened, "Open", "label")
    return line


def draw_hit(hit: Hit, line: Line, code: int) -> None:
    """A customer, why it was found, and how many orders are open."""
    name, place, reason, opened = columns(line.width, code)
    style = "text" if hit.active else "dim"
    line.put(3, hit.code, style, name - 4)
    shown = hit.name if hit.active else f"(inactive) {hit.name}"
    line.put(name, shown, "strong" if hit.active else "dim", place - name - 1)
    if reason < opened:
        line.put(reason, hit.reason, "dim", opened - reason - 1)
    where = hit.place if reason < opened or not hit.reason else hit.reason
    line.put(place, where, style, reason - place - 1)
    line.put(opened, str(hit.open_orders or ""), style, 4, "right")


def draw_draft(draft: DraftRow, line: Line, code: int) -> None:
    """A kept draft."""
    name, place, *_ = columns(line.width, code)
    line.put(3, draft.code, "text", name - 4)
    line.put(name, draft.name, "strong", place - name - 1)
    kind = f"change of {draft.change_of}" if draft.change_of else "draft"
    half = ", half typed" if draft.half_typed else ""
    lines = f"{draft.lines} line{'' if draft.lines == 1 else 's'}"
    text = f"{kind}: {lines}{half}, {fmt.amount(draft.gross, draft.currency)} · {fmt.moment(draft.changed_at)}"
    line.put(place, text, "mark")


def draw_waiting(order: OrderRow, line: Line, code: int) -> None:
    """An order of mine that waits."""
    name, place, *_ = columns(line.width, code)
    line.put(3, order.code, "text", name - 4)
    line.put(name, order.name, "strong", place - name - 1)
    text = f"{order.number} waits · {fmt.amount(order.gross, order.currency)} · {order.summary}"
    line.put(place, text, "text")


def draw_paper(paper: PaperHit, line: Line, code: int) -> None:
    """An order, invoice or shipment with the number typed."""
    name, place, *_ = columns(line.width, code)
    line.put(3, paper.code, "text", name - 4)
    line.put(name, paper.name, "strong", place - name - 1)
    of = "" if paper.kind == "order" else f" of order {paper.order}"
    line.put(place, f"{paper.kind} {paper.number}{of}", "text")
