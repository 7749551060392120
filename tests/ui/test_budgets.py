"""What a key costs on the line is counted, and has a budget (P-2 … P-5)."""

from __future__ import annotations

import pytest

from tests.ui.over_pty import make_counter, program

TERMS = ["xterm-256color", "xterm", "screen", "tmux", "linux", "vt220"]


@pytest.mark.parametrize("term", TERMS)
def test_the_bytes_of_the_standard_order_stay_within_their_budgets(term: str, sqlite_template, tmp_path) -> None:
    """A letter 4 bytes, a line on the order 250, a screen 1,500; nobody types: none."""
    path = make_counter(sqlite_template, tmp_path / "budget.sqlite")
    with program(path, term=term) as terminal:
        terminal.wait_for("Find")
        terminal.settle(0.5)
        terminal.press("3897-5", quiet=0.3)
        opened = terminal.press("<f7>", quiet=0.5)
        letters = terminal.press("ITE", quiet=0.3)
        terminal.press("M1<enter>5", quiet=0.4)
        added = terminal.press("<enter>", quiet=0.5)
        idle = terminal.settle(2.0)
    assert len(opened[0][1]) <= 1500
    assert sorted(len(sent) for _, sent in letters)[1] <= 4
    assert len(added[0][1]) <= 250
    assert idle == b""


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"}])
def test_without_colour_and_without_utf_8_an_order_is_keyed_all_the_same(
    environment: dict[str, str], sqlite_template, tmp_path
) -> None:
    path = make_counter(sqlite_template, tmp_path / "plain.sqlite")
    with program(path, more=environment) as terminal:
        assert terminal.wait_for("Find")
        terminal.press("3897-5<f7>ITEM1<enter>5<enter>NOPE<enter>1<enter>", quiet=0.1)
        screen = terminal.text()
        assert " 20? NOPE" in screen  # a parked line is marked by a character, not by a colour alone
        colours = {cell[1] for row in terminal.cells() for cell in row} | {
            cell[2] for row in terminal.cells() for cell in row
        }
        assert colours == {"default"} or "NO_COLOR" not in environment
        assert screen.isascii() or "LC_ALL" not in environment
