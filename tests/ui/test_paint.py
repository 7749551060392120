"""Rows of cells: a mark lies on all from the first text to the last, in one piece, never beyond the row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custtui.terminal.cells import Palette
from custtui.terminal.style import NORMAL
from custtui.ui.kit.paint import Line, held


def marked(text: str) -> str:
    line = Line(len(text), text)
    line.mark("selected")
    assert len(line.styles) == line.width
    return "".join("#" if style == "selected" else "." for style in line.styles)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("> one two   ", "#########..."),
        ("> one" + " " * 20 + "two", "#" * 28),
        ("     ", "....."),
    ],
)
def test_a_chosen_row_is_in_one_piece_from_its_first_text_to_its_last(text: str, cells: str) -> None:
    assert marked(text) == cells


@given(st.text(st.sampled_from("> ab"), min_size=1, max_size=140))
def test_every_word_is_marked_and_nothing_beyond_the_last(text: str) -> None:
    cells = marked(text)
    assert all(cell == "#" for cell, character in zip(cells, text, strict=True) if character != " ")
    assert "#" not in cells[len(text.rstrip(" ")) :]


@given(st.lists(st.sampled_from(["", " one", " two words"]), max_size=9), st.integers(0, 9))
def test_rows_that_have_no_room_are_told_of_where_they_say_something(texts: list[str], room: int) -> None:
    kept = [str(line).rstrip() for line in held([Line(20, text) for text in texts], room)]
    cut = any(texts[room:]) and any(texts[:room])
    assert [one.removesuffix("…") for one in kept] == texts[:room]
    assert [one.endswith("…") for one in kept].count(True) == cut


JOINED = (
    "a",
    "é",
    "e\u0301",
    "横",
    "👩",
    "\u200d",
    "👧",
    "🏳",
    "\ufe0f",
    "🌈",
    "🇩",
    "🇪",
    "👍",
    "\U0001f3fd",
    "☎",
    "1",
    "\u20e3",
    " ",
)


@given(st.lists(st.sampled_from(JOINED), max_size=30).map("".join), st.sampled_from(("utf-8", "ascii", "latin-1")))
def test_a_row_fills_the_cells_it_has_whatever_is_joined_in_it(text: str, encoding: str) -> None:
    """Else what stood at its end before would stay, and columns behind a name would not stand below their heads."""
    line = Line(40, text)
    line.put(30, "12.50")
    cells = Palette(encoding).line(str(line), NORMAL)
    assert len(cells) == 40
    assert "".join(cell.text for cell in cells[30:35]) == "12.50"
