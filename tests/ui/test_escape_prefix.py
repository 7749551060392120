"""A digit right after Esc where the terminal has no function keys: never after an Esc that ended a lock."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time

import pytest

from custtui.models.order import SalesOrder
from tests.ui.over_pty import make_counter, program, read, up

PREFIXED = {"CUSTTUI_ESCAPE_PREFIX": "1", "CUSTTUI_ESCAPE_DELAY": "300"}
LACKS = (
    "import sys; from custtui.terminal.capabilities import lacks_function_keys as lacks; print(lacks(sys.argv[1], 1))"
)


@pytest.mark.parametrize("after", [None, 0.0, 0.1, 0.3, 1.0])
def test_after_a_lock_the_digit_is_a_digit(after: float | None, sqlite_template, tmp_path) -> None:
    """With the option on, 7 would be F7 and 9 would place the order."""
    path = make_counter(sqlite_template, tmp_path / "locked.sqlite")
    with program(path, PREFIXED) as terminal:
        up(terminal)
        terminal.send(b"3897-5\x1b[18~NOPE\r5\x1b[20~")
        assert terminal.wait_for('"NOPE" is not a product'), terminal.text()
        terminal.send(b"\x1b" if after is not None else b"\x1b978")
        if after is not None:
            time.sleep(after)
            terminal.send(b"978")
        assert terminal.wait_for("978"), terminal.text()
        assert "New order" in terminal.text().split("\n")[0]
    read(path)
    assert SalesOrder.select().count() == 0


def test_a_second_esc_makes_it_a_function_key_again(sqlite_template, tmp_path) -> None:
    path = make_counter(sqlite_template, tmp_path / "twice.sqlite")
    with program(path, PREFIXED) as terminal:
        up(terminal)
        terminal.send(b"3897-5\rx")
        assert terminal.wait_for("is not taken"), terminal.text()
        terminal.send(b"\x1b")
        time.sleep(0.5)
        terminal.send(b"\x1b")
        time.sleep(0.5)
        terminal.send(b"7")
        assert terminal.wait_for("New order"), terminal.text()


@pytest.mark.skipif(not shutil.which("tic"), reason="no compiler of terminal descriptions")
@pytest.mark.parametrize(("kf1", "lacks"), [("kf1=\\E[11~,", False), ("", True)])
def test_it_is_on_where_the_terminal_is_described_without_function_keys(kf1: str, lacks: bool, tmp_path) -> None:
    source = tmp_path / "odd.ti"
    source.write_text(
        f"oddterm|a terminal of this test,\n\tcols#80, lines#24, cr=\\r, cup=\\E[%i%p1%d;%p2%dH, {kf1}\n"
    )
    subprocess.run(["tic", "-o", tmp_path, source], check=True)
    assert _asked("oddterm", {"TERMINFO": str(tmp_path)}) == str(lacks)


@pytest.mark.parametrize("term", ["xterm-256color", "vt220", "no-such-terminal"])
def test_it_is_off_on_known_terminals_and_on_those_nobody_described(term: str) -> None:
    assert _asked(term, {}) == "False"


def _asked(term: str, more: dict[str, str]) -> str:
    """In a process of its own: curses reads a description once."""
    return subprocess.check_output([sys.executable, "-c", LACKS, term], env={**os.environ, **more}, text=True).strip()
