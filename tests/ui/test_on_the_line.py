"""The program as a clerk has it, over a pty: type-ahead, broken lines, kills. Nothing is lost, nothing is doubled."""

from __future__ import annotations

import fcntl
import json
import random
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from custtui.models.draft import Draft, DraftLine
from custtui.models.order import OrderLine, SalesOrder
from custtui.models.signing import OperatorPin
from tests.terminal.keystrokes import keys
from tests.terminal.pty import Terminal
from tests.terminal.rest import at_rest, ended, press
from tests.ui.flows import every_flow
from tests.ui.over_pty import make_counter, program, read, up
from tests.ui.snapshot import snapshot

FLOWS = every_flow()
Play = Callable[[Terminal, str], None]

LONGEST = 0.7
"""Seconds of a pause within an escape sequence after which the program may take it for cut off."""


def slowly(terminal: Terminal, script: str) -> None:
    """Key by key, the program coming to rest in between."""
    up(terminal)
    press(terminal, script, calm=2)


def at_once(terminal: Terminal, script: str) -> None:
    """Everything in one write, before the program has drawn anything."""
    terminal.send(b"".join(keys(script)))


def in_pieces(terminal: Terminal, script: str) -> None:
    """Cut at random bytes, inside escape sequences too, with pauses shorter than the escape delay.

    Where this machine itself makes a pause of more than that, nothing is proven and it is not the program's fault.
    """
    up(terminal)
    data, dice = b"".join(keys(script)), random.Random(script)
    while data:
        cut = dice.randint(1, 6)
        terminal.send(data[:cut])
        sent, data = time.monotonic(), data[cut:]
        time.sleep(dice.choice((0, 0.002, 0.02)))
        if data and time.monotonic() - sent > LONGEST:
            pytest.skip("this machine is too busy to type without long pauses")


WAYS: tuple[Play, ...] = (at_once, in_pieces, slowly)
ON_THE_LINE = list(FLOWS)[::8]
SLOW = list(FLOWS)[::24]
"""Typed slowly too; a burst and slow typing of all flows are compared in `test_flows`, without a terminal."""


def left(path: Path, terminal: Terminal) -> tuple[object, str]:
    """What a way of playing left in the database, and on the message line."""
    assert terminal.wait_for("custtui"), terminal.text()
    at_rest(terminal)
    one = read(path)
    rows = snapshot()
    one.close()
    return rows, terminal.text().split("\n")[-2]


@pytest.mark.parametrize("flow", ON_THE_LINE)
def test_all_ways_of_playing_leave_the_same_database(flow: str, sqlite_template, tmp_path) -> None:
    """X-11: in one write from before the first screen, cut at random bytes, and slowly; all start together."""
    ways = WAYS if flow in SLOW else WAYS[:2]
    paths = [make_counter(sqlite_template, tmp_path / f"{way.__name__}.sqlite") for way in ways]
    with ExitStack() as running:
        terminals = [running.enter_context(program(path)) for path in paths]
        for way, terminal in zip(ways, terminals, strict=True):
            way(terminal, FLOWS[flow])
        seen = [left(path, terminal) for path, terminal in zip(paths, terminals, strict=True)]
    assert all(one == seen[0] for one in seen)


@pytest.mark.parametrize("after", [None, 0.0, 0.1, 0.3, 2.0])
def test_a_code_right_after_esc_is_a_code(after: float | None, sqlite_template, tmp_path) -> None:
    """Esc ends the refusal, and `3897-5` is typed: never F3, whenever it comes, in one write too."""
    path = make_counter(sqlite_template, tmp_path / "escaped.sqlite")
    with program(path, {"CUSTTUI_ESCAPE_DELAY": "300"}) as terminal:
        up(terminal)
        terminal.send(b"zzzz\r")
        assert terminal.wait_for("No customer matches")
        terminal.send(b"\x1b" if after is not None else b"\x1b3897-5\x1b[18~ITEM1\r5\x1b[20~")
        if after is not None:
            time.sleep(after)
            terminal.send(b"3897-5\x1b[18~ITEM1\r5\x1b[20~")
        assert terminal.wait_for("SO-"), terminal.text()
    read(path)
    assert [order.account.code for order in SalesOrder.select()] == ["3897-5"]


def test_without_function_keys_esc_and_a_digit_are_them_and_everything_is_reached(sqlite_template, tmp_path) -> None:
    """Esc 7 and Esc 9 order; Esc 0 opens the actions, EN leaves and Ctrl+Y says yes; Esc 3 is a 3."""
    path = make_counter(sqlite_template, tmp_path / "none.sqlite")
    with program(path, {"CUSTTUI_ESCAPE_PREFIX": "1"}) as terminal:
        up(terminal)
        terminal.send(b"\x1b3897-5\x1b7ITEM1\r5\x1b9")
        assert terminal.wait_for("SO-"), terminal.text()
        terminal.send(b"\x1b0EN\r")
        assert terminal.wait_for("Leave custtui?"), terminal.text()
        terminal.send(b"\x19")
        assert terminal.wait(10) is not None


def test_a_window_of_an_absurd_size_costs_no_memory(sqlite_template, tmp_path) -> None:
    path = make_counter(sqlite_template, tmp_path / "absurd.sqlite")
    with program(path) as terminal:
        up(terminal)
        before = terminal.memory()
        fcntl.ioctl(terminal.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 65535, 65535, 0, 0))
        time.sleep(1)
        terminal.send(b"3897-5\x1b[18~ITEM1\r5\x1b[20~")
        time.sleep(2)
        assert terminal.memory() - before < 100
    read(path)
    assert SalesOrder.select().count() == 1


@pytest.mark.parametrize("seed", range(6))
def test_kill_at_any_moment_brings_every_line_on_the_screen_back(seed: int, sqlite_template, tmp_path) -> None:
    """S-1, X-12: what stood on the screen stands in the draft, half-typed text included; no order is doubled."""
    path = make_counter(sqlite_template, tmp_path / "killed.sqlite")
    script = "3897-5<f7>ITEM1<enter>5<enter>ITEM2<enter>7<enter>NOPE<enter>3<enter>ITEM3<enter>12<enter>ITEM"
    strokes, dice = keys(script), random.Random(seed)
    with program(path) as terminal:
        up(terminal)
        for stroke in strokes[: dice.randint(8, len(strokes))]:
            terminal.send(stroke)
            terminal.settle(dice.choice((0.0, 0.01, 0.05)))
        screen = terminal.text().split("\n")
        terminal.kill(signal.SIGKILL)
    lines = screen if "New order" in screen[0] else []
    shown = [row[6:19].strip() for row in lines if row[:4].strip().isdigit()]
    one = read(path)
    draft = Draft.get_or_none()
    half = json.loads(draft.typing) if draft else {}
    kept = [*(line.item for line in DraftLine.select()), half.get("item", "")]
    assert SalesOrder.select().count() == 0
    for item in filter(None, shown):
        assert any(whole.startswith(item) for whole in kept), (item, kept)  # the screen may lag, never lead
    one.close()


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_broken_line_keeps_the_draft_and_ends_the_program(number: int, sqlite_template, tmp_path) -> None:
    """S-2: within a second, the half-typed text kept."""
    path = make_counter(sqlite_template, tmp_path / "dropped.sqlite")
    with program(path) as terminal:
        up(terminal)
        press(terminal, "3897-5<f7>ITEM1<enter>5<enter>ITE")
        terminal.send_signal(number)
        assert ended(terminal) < 1.2
    one = read(path)
    assert [line.item for line in DraftLine.select()] == ["ITEM1"]
    assert '"ITE"' in Draft.get().typing
    one.close()


def test_a_pin_is_asked_twice_and_never_shown(sqlite_template, tmp_path) -> None:
    """X-22: over a pty, as `custtui operator pin` is typed; two that differ, and giving up, set none."""
    path = make_counter(sqlite_template, tmp_path / "pin.sqlite")
    argv = [sys.executable, "-m", "custtui", "operator", "pin", "--database", str(path)]
    for first, again, told in (
        (b"271828\r", b"271829\r", "The two are not the same: no PIN was set"),
        (b"271828\r", b"\x04", "No PIN was set"),
        (b"271828\r", b"271828\r", "has a PIN"),
    ):
        with Terminal(argv, env={"HOME": str(tmp_path)}) as terminal:
            assert terminal.wait_for("PIN:")
            terminal.send(first)
            assert terminal.wait_for("PIN again:")
            terminal.send(again)
            assert terminal.wait_for(told), terminal.text()
            terminal.wait()
            assert "2718" not in terminal.raw.decode("utf-8", "replace")
    one = read(path)
    assert OperatorPin.select().count() == 1
    one.close()


def test_orders_are_neither_lost_nor_doubled_when_the_program_is_killed_while_placing(
    sqlite_template, tmp_path
) -> None:
    """S-1: kills around F9; each order is there once, whole, or still a draft."""
    path = make_counter(sqlite_template, tmp_path / "placing.sqlite")
    dice = random.Random(7)
    for _ in range(5):
        with program(path) as terminal:
            up(terminal)
            press(terminal, "3897-5<f7>ITEM1<enter>5<enter>ITEM2<enter>7", calm=2)
            at_rest(terminal)
            terminal.send(keys("<f9>")[0])
            time.sleep(dice.uniform(0, 0.03))
            terminal.kill(signal.SIGKILL)
    one = read(path)
    orders = SalesOrder.select().count()
    assert orders + Draft.select().count() == 5
    assert OrderLine.select().count() == 2 * orders
    one.close()


def test_another_size_shows_the_same_order_at_that_size(sqlite_template, tmp_path) -> None:
    """A detached terminal is taken up again in another window; a storm of sizes ends in the last one."""
    path = make_counter(sqlite_template, tmp_path / "resized.sqlite")
    with program(path) as terminal:
        up(terminal)
        press(terminal, "3897-5<f7>ITEM1<enter>5<enter>ITE")
        for rows, cols in ((30, 100), (16, 60), (43, 132), (25, 90), (16, 60)):
            terminal.resize(rows, cols)
        at_rest(terminal, calm=12)  # longer than a storm of sizes is waited for
        small = terminal.text().split("\n")
        terminal.resize(43, 132)
        at_rest(terminal, calm=12)  # longer than a storm of sizes is waited for
        large = terminal.text().split("\n")
    for screen, width in ((small, 60), (large, 132)):
        text = "\n".join(screen)
        assert "ITEM1" in text
        assert "Total" in text
        assert screen[-1].strip().startswith("Enter Next")
        assert len(screen[0]) == width


def test_a_window_made_too_small_places_nothing_from_that_moment_on(sqlite_template, tmp_path) -> None:
    """F9 in the same moment as the resize, before the program was told of it."""
    path = make_counter(sqlite_template, tmp_path / "small.sqlite")
    with program(path) as terminal:
        up(terminal)
        press(terminal, "3897-5<f7>ITEM1<enter>5")
        terminal.resize(15, 59)
        terminal.send(keys("<f9>")[0])
        at_rest(terminal, calm=12)
        assert "too small" in terminal.text()
    one = read(path)
    assert SalesOrder.select().count() == 0
    one.close()
