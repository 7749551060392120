"""The field the cursor is in is seen from afar: reverse over its width, empty or not, and cheap to type into."""

from __future__ import annotations

from statistics import median

import pytest

from custtui.ui.kit.field import NUMBER, Field
from custtui.ui.kit.page import THEMES
from custtui.ui.kit.paint import Line
from tests.terminal.pty import Terminal
from tests.terminal.rest import press
from tests.ui.over_pty import make_counter, program, up

UNDERLINE, REVERSE = 4, 5
LOOKS = [*({"CUSTTUI_THEME": theme} for theme in THEMES), {"NO_COLOR": "1"}]


def _about_cursor(terminal: Terminal, attribute: int) -> int:
    """Cells in one piece about the cursor that have the attribute."""
    y, x = terminal.cursor()
    row = [cell[attribute] for cell in terminal.cells()[y]]
    if not row[x]:
        return 0
    begin = next((at + 1 for at in range(x, -1, -1) if not row[at]), 0)
    return next((at for at in range(x, len(row)) if not row[at]), len(row)) - begin


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: "-".join(look.values()))
def test_an_empty_field_and_one_typed_into_are_reverse_over_their_width(look, sqlite_template, tmp_path) -> None:
    path = make_counter(sqlite_template, tmp_path / "focus.sqlite")
    with program(path, more=look) as terminal:
        up(terminal)
        assert _about_cursor(terminal, REVERSE) > 20  # Find
        press(terminal, "<f6>")
        assert _about_cursor(terminal, REVERSE) > 20
        press(terminal, "Elm")
        assert _about_cursor(terminal, REVERSE) > 20
        y, x = terminal.cursor()
        press(terminal, "<tab>")
        left = terminal.cells()[y]
        assert not left[x][REVERSE] and left[x][UNDERLINE]
        assert _about_cursor(terminal, REVERSE) > 20


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: "-".join(look.values()))
def test_a_letter_typed_into_it_is_one_byte(look, sqlite_template, tmp_path) -> None:
    """P-2: the pen is left as the field is."""
    path = make_counter(sqlite_template, tmp_path / "echo.sqlite")
    with program(path, more=look) as terminal:
        up(terminal)
        press(terminal, "<f6>")
        assert median(map(len, press(terminal, "Elm Bakery"))) == 1
        press(terminal, "<tab><tab>")
        assert median(map(len, press(terminal, "Ann Lee"))) == 1


@pytest.mark.parametrize("text", ["", "5", "125", "12345"])
def test_a_number_is_typed_at_the_right_where_it_stands_afterwards(text: str) -> None:
    field, line = Field("quantity", "Quantity", 5, kind=NUMBER), Line(12)
    field.enter()
    if text:
        field.type(text)
    cursor = field.draw(line, 2, here=True)
    assert str(line)[2:7] == text.rjust(5) and cursor == 7
    assert line.styles[2:8] == ["typing"] * 6
    rest = Line(12)
    field.draw(rest, 2, here=False)
    assert str(rest)[2:7] == text.rjust(5) and rest.styles[7] == "text"


def test_the_cursor_goes_through_a_number_at_the_right() -> None:
    field, line = Field("quantity", "Quantity", 5, kind=NUMBER), Line(12)
    field.type("125")
    field.key("left")
    assert field.draw(line, 2, here=True) == 6
    field.key("home")
    assert field.draw(Line(12), 2, here=True) == 4
    assert field.draw(Line(7), 2, here=True) == 4


def test_a_number_longer_than_its_field_shows_its_end_while_typed() -> None:
    field, line = Field("price", "Price", 5, kind=NUMBER), Line(12)
    field.type("1234567")
    cursor = field.draw(line, 2, here=True)
    assert str(line)[2:7] == "…567 " and cursor == 6


def test_a_number_reads_grouped_as_elsewhere_while_nobody_edits_it() -> None:
    """A stored limit of 12500.00 is 12,500.00 on every other screen; keyed over, it is as it is typed."""
    field, line = Field("n", "", 12, kind=NUMBER), Line(20)
    field.set("12500.00")
    for here in (True, False):
        field.draw(line, 2, here=here)
        assert str(line)[2:14] == "   12,500.00"
    field.key("left")
    field.draw(line, 2, here=True)
    assert str(line)[2:14] == "    12500.00"
    field.set("1234567890.12")
    field.draw(line, 2, here=False)
    assert "," not in str(line), "only where the field holds it"


@pytest.mark.parametrize("window", ["<f10>", "<f1>"])
def test_one_field_is_in_focus_where_a_window_lies_over_the_screen(window: str, sqlite_template, tmp_path) -> None:
    """Reverse is where I am: the field behind, which no key reaches, looked as if it were typed into."""
    path = make_counter(sqlite_template, tmp_path / "behind.sqlite")
    with program(path) as terminal:
        up(terminal)
        y, x = terminal.cursor()
        assert terminal.cells()[y][x][REVERSE]
        press(terminal, window)
        behind = terminal.cells()[y][x]
        assert behind[UNDERLINE] and not behind[REVERSE]
        press(terminal, "<f12>")
        assert terminal.cells()[y][x][REVERSE]
