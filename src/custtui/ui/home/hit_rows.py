"""How home looks: Find, how many there are, the rows, and the highlighted customer below."""

from __future__ import annotations

from functools import partial

from custtui.domain.who import Act, reaches
from custtui.services import lookup
from custtui.services.views.found import Hit, PaperHit
from custtui.services.views.order_list import DraftRow, OrderRow
from custtui.ui.home.hit_list import NEW, HitList, HomeItem
from custtui.ui.home.preview import preview_lines, work_lines
from custtui.ui.home.rows import draw_heading, draw_hit, draw_paper
from custtui.ui.home.work_rows import day_lines, draw_work
from custtui.ui.kit import keys
from custtui.ui.kit.paint import Line, broken, held, width_of
from custtui.ui.kit.view import Drawn
from custtui.ui.paths import path

PREVIEW = 7
"""Rows that tell of the highlighted customer; a low screen keeps more of them for the list."""
BRIEF = 3
"""The same of an order that waits, and of the day: its work has the room."""

FILTER_KEY = "f4"
FILTER = keys.shown(FILTER_KEY)
"""Chooses whom home lists."""


def draw_hits(hits: HitList, width: int, height: int) -> Drawn:
    """Find, the list below it, and the highlighted customer; and the cell of the cursor."""
    head = Line(width)
    head.put(1, "Find", "label")
    cursor = (hits.find.draw(head, 7, here=not hits.in_list), 0)
    head.put(42, _standing(hits, width - 43), "dim", width - 43, "right")
    preview = min(PREVIEW, height // 3)
    if hits.listed or not hits.rows.items:
        list_rows, at = _found(hits, width, height - preview - 4)
    else:
        preview = preview if isinstance(hits.rows.current, DraftRow) else min(preview, BRIEF)
        list_rows, at = _work(hits, width, height - preview - 3)
    cursor = (1, at + 2) if hits.in_list else cursor
    rows = [head, Line(width), *list_rows, Line(width), *_told(hits, width, preview)]
    return [*rows, *(Line(width) for _ in range(height - len(rows)))], cursor


def _work(hits: HitList, width: int, room: int) -> tuple[list[Line], int]:
    lines, at, drawn = draw_work(hits, width, room)
    return [*lines, *_more(hits, width, drawn)], at


def _found(hits: HitList, width: int, room: int) -> tuple[list[Line], int]:
    """What Find has found, below its heads; of an empty list the next keys."""
    lines, at = hits.rows.draw(width, room - (1 if len(hits.rows.items) > room else 0), partial(_row, hits.code))
    lines += [Line(width, f"   {text}", "dim") for text in _taught(hits, width - 4)]
    return [draw_heading(width, hits.code), *lines, *_more(hits, width, len(lines))], at + 1


def _more(hits: HitList, width: int, drawn: int) -> list[Line]:
    below = _below(hits, drawn)
    return [Line(width, f"   {below}", "dim")] if below else []


def _told(hits: HitList, width: int, height: int) -> list[Line]:
    """What the highlighted row has no room to say; of a draft then its customer."""
    item = hits.rows.current
    if item is None and not hits.listed:
        return [*day_lines(hits.day, width), *preview_lines(None, width, height)][:height]
    told = work_lines(item, width) if isinstance(item, DraftRow | OrderRow) else []
    return held([*told, *preview_lines(hits.preview, width, height)], height)


def _taught(hits: HitList, room: int) -> list[str]:
    """An empty list says the next keys to press."""
    if hits.listed or hits.work or not hits.is_read:
        return []
    if hits.nobody:
        rest = f"{keys.shown(keys.HELP)} tells the keys, {keys.shown(keys.ACTIONS)} the rest"
        return broken(f"{hits.nobody}. {_sets_up(hits)}{rest}", room)
    new = f"{keys.shown(NEW)} creates"
    return broken(f"No drafts, nothing waiting. Type whom you look for; {new} a customer", room)


def _sets_up(hits: HitList) -> str:
    """Who may begin with the house itself is told how (X-23)."""
    return f"{path('SU')} sets up the house. " if reaches(hits.desk.session.who.role, Act.PRODUCTS) else ""


def _below(hits: HitList, drawn: int) -> str:
    """What lies below the rows drawn: more to walk to, or, at the last that can be reached, how to narrow."""
    number = hits.found.count + len(hits.choices) if hits.listed else hits.work
    more = number - hits.rows.top - drawn
    if more > 0:
        return f"{more}{'+' if hits.found.capped else ''} more: PgDn"
    return lookup.MANY if hits.found.capped else ""


def _standing(hits: HitList, room: int) -> str:
    """How many, and which; what has no room is said shorter, never cut."""
    texts = _ways_to_say(hits, "all" if hits.inactive else "active")
    return next((text for text in texts if width_of(text) <= room), texts[-1])


def _ways_to_say(hits: HitList, which: str) -> tuple[str, ...]:
    if not hits.listed:
        return (
            f"{hits.total:,} customers · {which} ({FILTER})",
            f"{hits.total:,} · {which} ({FILTER})",
            f"{hits.total:,} {which}",
        )
    if hits.found.near and not hits.found.hits:
        return (f"nothing matches; {keys.shown(NEW)} creates one", "nothing matches")
    if hits.found.near:
        return (
            f"nothing matches; nearest names ({which}, {FILTER}):",
            "nothing matches; nearest names:",
            "nearest names:",
        )
    if hits.found.only_inactive:
        return (f"{hits.count_text} inactive only",)
    count = f"{hits.count_text} of {hits.total:,}"
    return f"{count} · {which} ({FILTER})", f"{count} · {which}", count


def _row(code: int, item: HomeItem, line: Line) -> None:
    if isinstance(item, PaperHit):
        draw_paper(item, line, code)
    elif isinstance(item, Hit):
        draw_hit(item, line, code)
