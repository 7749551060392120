"""However the program ends, on whatever screen, its log and the terminal tell of no fault."""

from __future__ import annotations

import signal
from collections.abc import Callable

import pytest

from custtui.models.draft import Draft
from custtui.models.order import SalesOrder
from tests.terminal.pty import Terminal, keys
from tests.ui.flows import flows
from tests.ui.over_pty import make_counter, program, read, up

SCREENS = {name: flows("sweep")[name] for name in ("ShipScreen",)} | {
    "a question": "<f3>",
    "half typed": "3897-5<f7>ITEM1<enter>5<enter>ITE",
}


def _f3(terminal: Terminal) -> None:
    """F3 home, F3 and yes; at a question or a refusal Esc first, and F11 where typed things are dropped."""
    for key in ("<esc>", "<f3>", "<f11>", "<esc>", "<f3>", "<f9>"):
        terminal.press(key, 0.15)


def _resized(terminal: Terminal) -> None:
    """The window is dragged while the program goes."""
    terminal.send_signal(signal.SIGTERM)
    for rows in range(24, 40):
        if not terminal.closed:
            terminal.resize(rows, 100)


def _typing_on(terminal: Terminal) -> None:
    """Keys and a resize behind the signal that ends it."""
    terminal.send(b"3897-5\r" * 20)
    terminal.send_signal(signal.SIGHUP)
    terminal.resize(30, 90)


ENDS: dict[str, Callable[[Terminal], None]] = {
    "F3": _f3,
    "SIGHUP": lambda terminal: terminal.send_signal(signal.SIGHUP),
    "SIGTERM": lambda terminal: terminal.send_signal(signal.SIGTERM),
    "closed terminal": lambda terminal: terminal.hang_up(),
    "resized meanwhile": _resized,
    "typed on": _typing_on,
}


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("screen", SCREENS)
def test_it_ends_without_a_fault_in_the_log(screen: str, end: str, sqlite_template, tmp_path) -> None:
    path, log = make_counter(sqlite_template, tmp_path / "ended.sqlite"), tmp_path / "custtui.log"
    with program(path, {"CUSTTUI_LOG": str(log)}) as terminal:
        up(terminal)
        terminal.send(b"".join(key for key in keys(SCREENS[screen]) if isinstance(key, bytes)))
        terminal.settle(0.4)
        ENDS[end](terminal)
        assert terminal.wait(20) is not None, terminal.text()
        assert b"Traceback" not in terminal.raw
    told = log.read_text("utf-8").splitlines() if log.exists() else []
    assert [line for line in told if "the line is lost: " not in line] == []


def test_what_is_typed_behind_the_yes_to_leaving_goes_nowhere(sqlite_template, tmp_path) -> None:
    path, log = make_counter(sqlite_template, tmp_path / "ended.sqlite"), tmp_path / "custtui.log"
    with program(path, {"CUSTTUI_LOG": str(log)}) as terminal:
        up(terminal)
        terminal.send(b"\x1bOR\x1b[20~" + b"3897-5\x1b[18~ITEM1\r5\x1b[20~" * 20)
        assert terminal.wait(20) is not None, terminal.text()
    assert not log.exists(), log.read_text("utf-8")
    read(path)
    assert (SalesOrder.select().count(), Draft.select().count()) == (0, 0)
