"""One left edge: every row of every screen begins at its second cell; the first is for what points at a row.

Without colours a label ends in a colon: behind it a blank, or the mark of its field, never the value itself.
"""

from __future__ import annotations

import re

from custtui.ui.kit.paint import Line
from tests.ui.keyplay import Player
from tests.ui.test_day_fields import ISO

POINTS = {">": ("selected", "strong"), "?": ("mark",), "*": ("mark",)}
"""What may stand in the first cell: the arrow of the chosen row, bold before a key has reached it, and marks."""
SHORT_YEAR = re.compile(r"\b(?:[A-Z][a-z]{2} \d{1,2}|\d{1,2} [A-Z][a-z]{2}) \d\d(?![\d:.,]| +[A-Z])")
"""A day with two digits of its year: years have four, where they are told."""
OLD = (
    *("Reuse", "cancelled", "Nothing typed:", "last price paid", "Prices on note", "Order entry"),
    *("Discard the changes?", "name is missing", "Alias is missing", "US postal code"),
)
"""Words that were better said otherwise."""
MARKS = " ?*"
"""What may stand behind the colon of a label: nothing, or what marks the field."""
FIELDS = ("field", "typing", "replaced", "wrong", "amiss")
"""An empty field stands apart too: what is typed into it, or stored, would touch."""
AS_PRINTED = {"PaperScreen", "PapersScreen"}
"""A paper is as wide as a screen, and shown and previewed as it is printed."""


def reads_well(player: Player, view: str) -> None:
    """Rows begin at one edge, days read as days, no word is an old one, no label touches its value."""
    rows = player.app.page.rows
    if view not in AS_PRINTED:
        assert [str(row) for row in rows[1:] if not _points(row)] == []
    assert not ISO.search(player.screen) or "type +7" in player.screen, player.screen
    assert not SHORT_YEAR.search(player.screen), player.screen
    assert [old for old in OLD if old in player.screen] == []
    _labels_stand_apart(rows)


def _labels_stand_apart(rows: list[Line]) -> None:
    signed = [(str(row), "".join(row.signed())) for row in rows]
    ends = [(shown, x) for row, shown in signed for x, was in enumerate(row) if was != shown[x]]
    assert [shown for shown, x in ends if shown[x + 1 : x + 2] not in ("", *MARKS)] == []
    fields = [(row, x + 1) for row in rows for x, was in enumerate(str(row)) if row.signed()[x] != was]
    assert [str(row) for row, x in fields if row.styles[x : x + 1] and row.styles[x] in FIELDS] == []


def _points(row: Line) -> bool:
    """The first cell is empty, or points at the row."""
    first = row.chars[0]
    return first == " " or row.styles[0] in POINTS.get(first, ())
