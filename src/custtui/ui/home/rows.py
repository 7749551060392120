"""The rows of what Find has found: a hit, an order or document of that number."""

from collections.abc import Iterable

from custtui.domain.naming import numbered
from custtui.services.views.found import Hit, PaperHit
from custtui.services.views.order_list import DraftRow, OrderRow
from custtui.ui.kit.paint import Line
from custtui.ui.kit.table import NARROW

FOUND_BY = "Found by"
WITH_REASON = 110
"""Cells from which a hit has a column for what it was found by."""
NAME = 13
"""Cells a name keeps where a narrow row has to say what waits, and how much."""
CODE, LONGEST_CODE = 11, 15
"""Cells of the column of codes, and what it grows to where codes are longer. With 11 the column behind the names
begins at a tab stop, 40 or 48: to get there is one byte, in each row of each letter (P-1)."""


def code_cells(items: Iterable[Hit | DraftRow | OrderRow | PaperHit]) -> int:
    """Cells of a column that shows these codes whole, as far as it grows."""
    return min(max((len(one.code) for one in items), default=0), LONGEST_CODE)


def columns(width: int, code: int) -> tuple[int, int, int]:
    """Where customer, work, and open orders begin; wide screens give the room to the texts."""
    extra, more = max(0, width - 80), code - CODE
    name = 4 + code
    return name, name + 25 - more // 2 + extra // 3, width - 6


def hit_columns(width: int, code: int) -> tuple[int, int, int, int]:
    """Where customer, place, reason and open orders begin: names may differ at their end.

    Only a wide one has a column for the reason: else the reason stands where the place would.
    """
    name, place, opened = columns(width, code)
    if width < WITH_REASON:
        return name, place + (8 if width >= NARROW else 0), opened, opened
    return name, place, place + 18 - (code - CODE) // 2 + (width - 80) // 3, opened


def draw_heading(width: int, code: int) -> Line:
    """Column heads above what was found."""
    line = Line(width)
    name, place, reason, opened = hit_columns(width, code)
    line.put(3, "Code", "column")
    line.put(name, "Customer", "column")
    line.put(place, "Where", "column")
    if reason < opened:
        line.put(reason, FOUND_BY, "column")
    line.put(opened, "Open", "column")
    return line


def draw_hit(hit: Hit, line: Line, code: int) -> None:
    """A customer, why it was found, and how many orders are open; without a reason the place has its room."""
    name, place, reason, opened = hit_columns(line.width, code)
    style = "text" if hit.active else "dim"
    line.put(3, hit.code, style, name - 4)
    shown = hit.name if hit.active else f"(inactive) {hit.name}"
    line.put(name, shown, "strong" if hit.active else "dim", place - name - 1)
    if reason < opened:
        line.put(reason, hit.reason, "dim", opened - reason - 1)
    where = _where(hit.place) if reason < opened or not hit.reason else hit.reason
    line.put(place, where, style, (reason if hit.reason else opened) - place - 1)
    line.put(opened, str(hit.open_orders or ""), style, 4, "right")


def _where(place: str) -> str:
    """`Jersey City · 77 Lake St`: the city first, which tells customers of one name apart; the street may be cut."""
    street, _, city = place.rpartition(", ")
    return f"{city} · {street}" if street else place


def draw_paper(paper: PaperHit, line: Line, code: int) -> None:
    """An order, invoice or shipment with the number typed."""
    name, place, *_ = hit_columns(line.width, code)
    line.put(3, paper.code, "text", name - 4)
    line.put(name, paper.name, "strong", place - name - 1)
    of = "" if paper.kind == "order" else f" of {numbered(paper.orders)}"
    line.put(place, f"{paper.kind} {paper.number}{of}", "text")
