"""How a merge looks before it is done."""

from __future__ import annotations

from custtui.services.twins.merge_preview import MergePreview, MergeSide
from custtui.ui import format as fmt
from custtui.ui.paint import Line, rule
from custtui.ui.wrap import wrapped

LABEL = 10
Fact = tuple[str, list[str], str]
"""A label, what it says in parts, and the style."""


def merge_rows(one: MergePreview, width: int) -> list[Line]:
    """Both customers, what refuses the merge, and what becomes of everything."""
    rows = [*_lines(_who(one), width), rule(width)]
    rows += _lines([("Refused", [fault.text], "mark") for fault in one.faults], width)
    rows += _lines(_facts(one), width)
    return rows


def _who(one: MergePreview) -> list[Fact]:
    return [
        ("Merge", _side(one.source), "text"),
        ("", ["inactive from then on; its code finds the other one"], "dim"),
        ("Into", _side(one.survivor), "strong"),
        ("", ["keeps its code and, where both have one, its own values"], "dim"),
    ]


def _side(one: MergeSide) -> list[str]:
    orders = f"{one.orders} order{'' if one.orders == 1 else 's'}, {one.open_orders} open"
    state = "" if one.active else "INACTIVE"
    return [f"{one.code} {one.name}", state, one.place, orders, f"since {fmt.moment(one.made_at)}"]


def _facts(one: MergePreview) -> list[Fact]:
    found: list[Fact] = [("Moves", [f"{label} {count}" for label, count in one.moves], "text")]
    if one.stays:
        stays = [f"{label} {count}" for label, count in one.stays]
        found.append(("Stays", [*stays, "the other one has such already"], "dim"))
    found += [("Site" if not number else "", [name, fate], "text") for number, (name, fate) in enumerate(one.sites)]
    if one.fills:
        found.append(("Takes over", [f"{label} {value}" for label, value in one.fills], "text"))
    for number, (label, gone, kept) in enumerate(one.differs):
        found.append(("" if number else "Differs", [f"{label} {gone}", f"stays {kept or 'empty'}"], "text"))
    found += [("Mind", [note], "mark") for note in one.notes]
    return found


def _lines(facts: list[Fact], width: int) -> list[Line]:
    rows: list[Line] = []
    for label, parts, style in facts:
        for number, text in enumerate(wrapped(parts, width - LABEL - 3)):
            line = Line(width)
            line.put(1, "" if number else label, "label", LABEL)
            line.put(LABEL + 2, text, style, width - LABEL - 2)
            rows.append(line)
    return rows
