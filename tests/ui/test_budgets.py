"""What a key costs on the line is counted, and has a budget (P-2 … P-5)."""

from __future__ import annotations

import pytest

from tests.terminal.pty import keys
from tests.terminal.rest import at_rest, press
from tests.ui.over_pty import make_counter, program, up

TERMS = ["xterm-256color", "xterm", "screen", "tmux", "linux", "vt220"]
GRAY = {"NO_COLOR": "1"}
ASCII = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"}
MODES = [*((term, {}) for term in TERMS), ("xterm-256color", GRAY), ("screen", GRAY | ASCII), ("vt220", ASCII)]


@pytest.mark.parametrize(("term", "environment"), MODES)
def test_the_bytes_of_the_standard_order_stay_within_their_budgets(
    term: str, environment: dict[str, str], sqlite_template, tmp_path
) -> None:
    """A letter 4 bytes, a line on the order 250, a screen 1,500; nobody types: none."""
    path = make_counter(sqlite_template, tmp_path / "budget.sqlite")
    with program(path, term=term, more=environment) as terminal:
        up(terminal)
        press(terminal, "3897-5")
        opened = press(terminal, "<f7>")
        letters = press(terminal, "ITE")
        press(terminal, "M1<enter>5")
        added = press(terminal, "<enter>")
        idle = terminal.settle(1.5)
    assert len(opened[0]) <= 1500
    assert sorted(map(len, letters))[1] <= 4
    assert len(added[0]) <= 250
    assert idle == b""


OPENING = {
    "profile and back": "3897-5<enter><f12>",
    "orders and an order": "3897-5<f7>ITEM1<enter>5<f9>3897-5<f8><down><enter><f10><f12><f12><f12>",
    "inquiry": "<f10>OI<enter><f10>I<enter><f12>",
    "order entry, its windows": "3897-5<f7><f7><f12><f8><f12><f1><f12><f4><f12>",
    "sites and contacts": "3897-5<enter><f10>S<enter><insert><f12><f12><f10>C<enter><insert><f12><f12>",
    "ship, forfeit, invoice, papers": (
        "3897-5<f7>ITEM1<enter>4<enter>ITEM2<enter>2<f9><f10>OI<enter><f10>S<enter><f10>F<enter><f12><f6><f9>"
        "<f10>B<enter><f9><f10>D<enter><down><enter><enter><down><enter><f12><f12>"
    ),
    "a new customer": "New<f6><f12>",
}


@pytest.mark.parametrize("screens", OPENING)
def test_every_screen_opens_within_1500_bytes(screens: str, sqlite_template, tmp_path) -> None:
    """P-4, on the terminal that takes the most: sixteen colours and three bytes for each cell of a line."""
    path = make_counter(sqlite_template, tmp_path / "opening.sqlite")
    with program(path) as terminal:
        up(terminal)
        for key in keys(OPENING[screens]):
            terminal.send(key)
            assert len(at_rest(terminal)) <= 1500, key


@pytest.mark.parametrize("environment", [GRAY, ASCII])
def test_without_colour_and_without_utf_8_an_order_is_keyed_all_the_same(
    environment: dict[str, str], sqlite_template, tmp_path
) -> None:
    path = make_counter(sqlite_template, tmp_path / "plain.sqlite")
    with program(path, more=environment) as terminal:
        up(terminal)
        press(terminal, "3897-5<f7>ITEM1<enter>5<enter>NOPE<enter>1<enter>")
        screen = terminal.text()
        assert "?20 NOPE" in screen and 'Line 20: "NOPE"' in screen  # marked by a character, not by a colour alone
        colours = {cell[1] for row in terminal.cells() for cell in row} | {
            cell[2] for row in terminal.cells() for cell in row
        }
        assert colours == {"default"} or "NO_COLOR" not in environment
        assert screen.isascii() or "LC_ALL" not in environment
