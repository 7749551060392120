"""Rows of cells: a mark lies on words and what stands between them, never on a wide gap, never beyond the row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custtui.ui.kit.paint import GAP, Line


def marked(text: str) -> str:
    line = Line(len(text), text)
    line.mark("selected")
    assert len(line.styles) == line.width
    return "".join("#" if style == "selected" else "." for style in line.styles)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("> one two   ", "#########..."),
        ("> one" + " " * (GAP - 1) + "two", "#" * (7 + GAP)),
        ("> one" + " " * GAP + "two", "#####" + "." * GAP + "###"),
        ("     ", "....."),
    ],
)
def test_words_are_marked_and_wide_gaps_are_not(text: str, cells: str) -> None:
    assert marked(text) == cells


@given(st.text(st.sampled_from("> ab"), min_size=1, max_size=140))
def test_every_word_is_marked_and_nothing_beyond_the_last(text: str) -> None:
    cells = marked(text)
    assert all(cell == "#" for cell, character in zip(cells, text, strict=True) if character != " ")
    assert "#" not in cells[len(text.rstrip(" ")) :]
