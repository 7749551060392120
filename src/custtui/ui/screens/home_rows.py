"""The rows of home: a hit, a draft, a waiting order."""

from custtui.services.order_entry.views import DraftRow
from custtui.services.views import Hit, OrderRow
from custtui.ui import format as fmt
from custtui.ui.paint import Line


def columns(width: int) -> tuple[int, int, int, int]:
    """Where customer, address, reason and open orders begin; wide screens give the room to the texts."""
    extra = max(0, width - 80)
    name = 14
    place = name + 25 + extra // 3
    reason = place + 18 + extra // 3
    return name, place, reason, width - 6


def draw_heading(width: int, *, drafts: bool) -> Line:
    """Column heads."""
    line = Line(width)
    name, place, reason, opened = columns(width)
    line.put(3, "Code", "label")
    line.put(name, "Customer", "label")
    if drafts:
        line.put(place, "My drafts and waiting orders", "label")
        return line
    line.put(place, "Address", "label")
    line.put(reason, "Found by", "label")
    line.put(opened, "Open", "label")
    return line


def draw_hit(hit: Hit, line: Line) -> None:
    """A customer, why it was found, and how many orders are open."""
    name, place, reason, opened = columns(line.width)
    style = "text" if hit.active else "dim"
    line.put(3, hit.code, style, name - 4)
    shown = hit.name if hit.active else f"(inactive) {hit.name}"
    line.put(name, shown, "strong" if hit.active else "dim", place - name - 1)
    line.put(place, hit.place, style, reason - place - 1)
    line.put(reason, hit.reason, "dim", opened - reason - 1)
    line.put(opened, str(hit.open_orders or ""), style, 4, "right")


def draw_draft(draft: DraftRow, line: Line) -> None:
    """A kept draft."""
    name, place, *_ = columns(line.width)
    line.put(3, draft.code, "text", name - 4)
    line.put(name, draft.name, "strong", place - name - 1)
    kind = f"change of {draft.change_of}" if draft.change_of else "draft"
    half = ", half typed" if draft.half_typed else ""
    lines = f"{draft.lines} line{'' if draft.lines == 1 else 's'}"
    text = f"{kind}: {lines}{half}, {fmt.amount(draft.gross, draft.currency)} · {fmt.moment(draft.changed_at)}"
    line.put(place, text, "mark")


def draw_waiting(order: OrderRow, line: Line) -> None:
    """An order of mine that waits."""
    name, place, *_ = columns(line.width)
    line.put(3, order.code, "text", name - 4)
    line.put(name, order.name, "strong", place - name - 1)
    text = f"{order.number} waits · {fmt.amount(order.gross, order.currency)} · {order.summary}"
    line.put(place, text, "text")
