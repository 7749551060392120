"""The rows of home: a hit, a draft, a waiting order."""

from collections.abc import Iterable

from custtui.domain.naming import some
from custtui.services.views.found import Hit, PaperHit
from custtui.services.views.order_list import DraftRow, OrderRow
from custtui.ui.kit import clock
from custtui.ui.kit import format as fmt
from custtui.ui.kit.paint import Line, width_of
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


def draw_heading(width: int, code: int, work: str) -> Line:
    """Column heads; `work` is that of drafts and waiting orders, '' above what was found."""
    line = Line(width)
    name, place, reason, opened = hit_columns(width, code)
    line.put(3, "Code", "column")
    line.put(name, "Customer", "column")
    if work:
        place = columns(width, code)[1]
        line.put(place, work if place + len(work) <= width else "Drafts and waiting", "column")
        return line
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


def draw_draft(draft: DraftRow, line: Line, code: int) -> None:
    """A kept draft; of one that cannot be opened why, in place of what is on it."""
    if draft.trouble:
        name, place, *_ = columns(line.width, code)
        line.put(3, draft.code, "text", name - 4)
        line.put(name, draft.name, "strong", place - name - 1)
        line.put(place, f"draft: {draft.trouble}", "wrong", line.width - 1 - place)
        return
    kind = f"change of {draft.change_of}" if draft.change_of else "draft"
    half = ", one unfinished" if draft.half_typed else ""
    lines = f"{some(draft.lines, 'line')}"
    amount, when = fmt.amount(draft.gross, draft.currency), fmt.moment(draft.changed_at)
    when = when.removeprefix(f"{fmt.day(clock.today())} ")  # of today the time alone: it leaves room for the items
    more = " · ".join(filter(None, (when, draft.items)))
    _work(line, code, draft, f"{kind}: {lines}{half}", amount, f", {amount} · {more}", "mark")


def draw_waiting(order: OrderRow, line: Line, code: int) -> None:
    """An order that waits."""
    amount, day = fmt.amount(order.gross, order.currency), fmt.day(order.order_date)
    _work(line, code, order, f"{order.number} waiting", amount, f" · {amount} · {day} · {order.summary}", "text")


def _work(line: Line, code: int, of: DraftRow | OrderRow, what: str, amount: str, more: str, style: str) -> None:
    """Code and name, what it is, then as much more as the row holds; the amount is whole in any case.

    Where what and amount do not fit, the amount ends the row; the name gives up what its first word needs.
    """
    name, place, *_ = columns(line.width, code)
    end = line.width - 1
    fits = place + width_of(what) + more.index(amount) + width_of(amount) + 2 <= end
    left, words = end - width_of(amount) - 1, what.split(" ")
    start = place if fits else min(place, max(name + NAME, left - width_of(what)), left - width_of(words[0]))
    line.put(3, of.code, "text", name - 4)
    line.put(name, of.name, "strong", start - name - 1)
    if fits:
        line.put(place, what + more, style, end - place)
    else:
        while width_of(" ".join(words)) > left - start:
            words.pop()
        line.put(start, " ".join(words), style)
        line.number(end, amount, style)


def draw_paper(paper: PaperHit, line: Line, code: int) -> None:
    """An order, invoice or shipment with the number typed."""
    name, place, *_ = hit_columns(line.width, code)
    line.put(3, paper.code, "text", name - 4)
    line.put(name, paper.name, "strong", place - name - 1)
    of = "" if paper.kind == "order" else f" of order {paper.order}"
    line.put(place, f"{paper.kind} {paper.number}{of}", "text")
