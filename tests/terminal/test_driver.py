"""The driver on a real line: a small Textual application over a pty, started, typed at, hung up on."""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from .hostile import HOSTILE
from .pty import Terminal, keys
from .rest import at_rest, ended, press, starved

ROOT = Path(__file__).parents[2]
DEMO = [sys.executable, "-P", str(ROOT / "tests/terminal/demo.py")]

Start = Callable[..., Terminal]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts the demo on a terminal and waits for its screen."""
    started: list[Terminal] = []

    def run(*options: str, ready: str = "Field:", **how: object) -> Terminal:
        env = {"PYTHONPATH": str(ROOT / "src"), "LC_ALL": "C.UTF-8", **how.pop("env", {})}  # type: ignore[dict-item]
        terminal = Terminal([*DEMO, *options], env=env, **how)  # type: ignore[arg-type]
        started.append(terminal)
        if ready:
            assert terminal.wait_for(ready), terminal.text()
            at_rest(terminal)
        return terminal

    yield run
    for terminal in started:
        terminal.kill()


def field(terminal: Terminal) -> str:
    return terminal.screen.display[1][7:].rstrip()


def test_start_and_exit_leave_the_terminal_as_it_was(start: Start) -> None:
    terminal = start()
    assert terminal.modes() != terminal.modes_before
    assert terminal.raw.startswith(b"\x1b[?1049h")
    terminal.send(b"\x1b[21~")
    assert terminal.wait() is not None
    assert terminal.modes() == terminal.modes_before
    assert b"\x1b[?1049l" in terminal.raw
    assert terminal.raw.endswith(b"bye\r\n")


def test_nothing_is_switched_on_or_asked_for_that_a_counter_does_not_want(start: Start) -> None:
    terminal = start()
    for unwanted in (b"?1000h", b"?1003h", b"?1006h", b"?1004h", b"\x1b[>", b"$p", b"\x1b]", b"\x1b[6n", b"\x1b[c"):
        assert unwanted not in terminal.raw


def test_a_letter_costs_one_byte_and_a_deleted_one_three(start: Start) -> None:
    terminal = start()
    assert list(map(len, press(terminal, "Schmidt"))) == [1] * 7
    assert list(map(len, press(terminal, "<backspace><backspace>"))) == [3, 3]
    assert terminal.cursor() == (1, 12)


def test_nobody_types_nothing_is_sent_and_nothing_computed(start: Start) -> None:
    terminal = start()
    press(terminal, "a")
    before = terminal.cpu()
    assert terminal.settle(3, 3) == b""
    assert terminal.cpu() - before <= 0.01


def test_the_bell_rings_once(start: Start) -> None:
    terminal = start()
    assert press(terminal, "<f8>") == [b"\x07"]


def test_keys_typed_before_the_program_is_up_all_arrive_in_order(start: Start) -> None:
    terminal = start("--late", ready="")
    while terminal.modes() == terminal.modes_before:
        terminal.read(0.01)
    terminal.send(b"ab\rcd\x1b[15~\x7fe\x1bOk")
    assert terminal.wait_for("demo 1")
    at_rest(terminal, calm=12)
    assert field(terminal) == "ab<enter>ce+"


def test_a_script_in_one_write_and_cut_at_random_gives_the_same_screen(start: Start) -> None:
    script = "Müller<left><f1>x<backspace>日<kp+><f12><esc>3<esc>q<paste:a b\\nc><ctrl+e><home>"
    screens = set()
    for seed in range(4):
        terminal = start(env={"ESCDELAY": "2000"})  # longer than any pause, on a busy machine too
        dice, data = random.Random(seed), b"".join(keys(script))
        while data:
            size = dice.randrange(1, 9) if seed else len(data)
            terminal.send(data[:size])
            terminal.settle(0.01 + dice.random() * 0.15, 0.2)
            data = data[size:]
        at_rest(terminal, calm=12)
        screens.add(terminal.text())
        terminal.kill()
    assert len(screens) == 1
    assert "Müller<left><f1>日+<f12><escape>3<escape>q[a b" in screens.pop()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_terminated_program_restores_the_terminal_and_is_gone_within_a_second(start: Start, number: int) -> None:
    terminal = start()
    terminal.send_signal(number)
    assert ended(terminal) < 1
    assert terminal.modes() == terminal.modes_before
    assert b"\x1b[?1049l" in terminal.raw
    assert b"draft kept" in terminal.raw


def test_a_program_that_does_not_react_is_ended_within_a_second(start: Start) -> None:
    terminal = start("--deaf")
    press(terminal, "<f7>")  # asleep for three seconds
    terminal.send_signal(signal.SIGTERM)
    assert ended(terminal) < 1.2
    assert terminal.modes() == terminal.modes_before
    assert b"\x1b[?1049l" in terminal.raw


@pytest.mark.parametrize("options", [[], ["--deaf"]])
def test_a_lost_line_ends_the_program_within_a_second(start: Start, options: list[str]) -> None:
    terminal = start(*options)
    terminal.hang_up()
    assert ended(terminal) < 1.3


def test_a_line_that_ends_without_a_signal_ends_the_program_too() -> None:
    master, slave = os.openpty()  # nobody's controlling terminal: only end of file or EIO tells
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "TERM": "xterm"}
    with subprocess.Popen(DEMO, stdin=slave, stdout=slave, stderr=slave, env=env, start_new_session=True) as program:
        os.close(slave)
        seen = b""
        while b"Field:" not in seen:
            seen += os.read(master, 4096)
        time.sleep(0.2)
        os.close(master)
        begin = time.monotonic() - starved()
        program.wait(30)
        assert time.monotonic() - starved() - begin < 1.2


def test_without_utf8_only_ascii_is_sent(start: Start) -> None:
    terminal = start(env={"LC_ALL": "C"})
    terminal.send("ä─日".encode())
    at_rest(terminal, calm=12)
    assert field(terminal) == "a-??"
    assert bytes(terminal.raw).isascii()


def test_interrupt_and_stop_keys_and_signals_do_not_harm(start: Start) -> None:
    terminal = start()
    press(terminal, "<ctrl+c><ctrl+z>x")
    for number in (signal.SIGINT, signal.SIGTSTP, signal.SIGQUIT):
        terminal.send_signal(number)
    press(terminal, "y")
    assert field(terminal) == "<ctrl+c><ctrl+z>xy"
    assert psutil.Process(terminal.pid).status() != psutil.STATUS_STOPPED


def stopped(terminal: Terminal) -> bool:
    end = time.monotonic() + 20
    while psutil.Process(terminal.pid).status() != psutil.STATUS_STOPPED:
        terminal.read(0.01)
        if time.monotonic() > end:
            return False
    at_rest(terminal)
    return True


def test_where_suspending_is_allowed_fg_restores_everything(start: Start) -> None:
    terminal = start("--suspend")
    press(terminal, "abc<f5>")
    shown = terminal.text()
    terminal.send(b"\x1a")
    assert stopped(terminal)
    assert terminal.modes() == terminal.modes_before
    assert terminal.raw.endswith(b"\x1b[?1049l")
    terminal.screen.reset()
    terminal.send_signal(signal.SIGCONT)
    at_rest(terminal, calm=12)
    assert terminal.text() == shown
    press(terminal, "d")
    assert field(terminal) == "abcd"
    assert terminal.modes() != terminal.modes_before


def test_a_process_stopped_and_continued_by_others_draws_anew(start: Start) -> None:
    terminal = start()
    press(terminal, "abc")
    shown = terminal.text()
    terminal.send_signal(signal.SIGSTOP)
    assert stopped(terminal)
    terminal.screen.reset()
    terminal.send_signal(signal.SIGCONT)
    at_rest(terminal, calm=12)
    assert terminal.text() == shown


def test_ctrl_l_draws_everything_anew(start: Start) -> None:
    terminal = start()
    press(terminal, "abc<f5>")
    shown = terminal.cells()
    terminal.screen.reset()
    press(terminal, "<ctrl+l>")
    assert terminal.cells() == shown
    assert terminal.cursor() == (1, 10)


def test_a_storm_of_resizes_ends_in_one_whole_picture(start: Start) -> None:
    terminal = start()
    press(terminal, "abc<f5>")
    before = len(terminal.raw)
    for number in range(100):
        terminal.resize(*((24, 80) if number % 2 else (30, 100 + number)))
        time.sleep(0.002)
    terminal.resize(20, 70)
    at_rest(terminal, calm=12)
    drawn = terminal.raw[before:].count(b"\x1b[J")
    assert 1 <= drawn <= 5, "a picture a size would be a hundred"
    assert terminal.screen.display[19].startswith("row 19 of page 1")
    assert field(terminal) == "abc"


def test_a_storm_that_ends_where_it_began_draws_anew_too(start: Start) -> None:
    terminal = start()
    press(terminal, "abc<f5>")
    shown = terminal.text()
    terminal.resize(30, 90)
    terminal.resize(24, 80)
    terminal.screen.reset()
    at_rest(terminal, calm=12)
    assert terminal.text() == shown


def test_a_slow_terminal_skips_frames_and_shows_the_last_state(start: Start) -> None:
    terminal = start()
    pages = 150
    for _ in range(pages):
        terminal.send(b"\x1b[15~")
        time.sleep(0.005)
    terminal.send(b"done")
    begin, sent = time.monotonic(), len(terminal.raw)
    while not field(terminal).endswith("done") or f"row 23 of page {pages}" not in terminal.text():
        terminal.read(0.02, 48)  # 2,400 bytes a second
        time.sleep(0.02)
        assert time.monotonic() - begin < 120, terminal.text()
    assert len(terminal.raw) - sent < pages * 1000 / 4
    assert f"demo {pages}" in terminal.text()


def test_where_pacing_is_allowed_no_more_than_a_few_kilobytes_are_on_their_way(start: Start) -> None:
    terminal = start("--pacing")
    press(terminal, "<f5><f5><f5><f5>")
    assert terminal.raw.count(b"\x1b[6n") >= 1
    sent, page = len(terminal.raw), 44
    for _ in range(page - 4):
        terminal.send(b"\x1b[15~")
        time.sleep(0.005)
    while f"row 23 of page {page}" not in terminal.text():
        terminal.read(0.02, 48)
        time.sleep(0.02)
        assert len(terminal.raw) - sent < 8000
    press(terminal, "ab")
    assert field(terminal) == "ab", "the answers are not typed"


def test_keys_are_handled_while_the_terminal_takes_nothing(start: Start, tmp_path: Path) -> None:
    told = tmp_path / "left"
    terminal = start("--tell", str(told))
    for _ in range(60):
        terminal.send(b"\x1b[15~")
        time.sleep(0.005)
    terminal.send(b"\x1b[21~")  # leave
    end = time.monotonic() + 60
    while not (told.exists() and told.read_text()):  # nothing is read: 60 pages are more than the line holds
        assert time.monotonic() < end
        time.sleep(0.01)
    assert told.read_text() == "60"
    assert terminal.wait(60) is not None
    assert terminal.raw.endswith(b"bye\r\n")


@pytest.mark.parametrize("term", ["xterm", "screen", "tmux", "linux", "vt220"])
def test_every_terminal_shows_the_same_text(start: Start, term: str) -> None:
    terminal = start(term=term)
    press(terminal, "abc<f5>x")
    assert field(terminal) == "abcx"
    assert "row 23 of page 1" in terminal.text()
    assert (b"1049" in terminal.raw) == (term not in ("linux", "vt220"))


def test_no_byte_of_hostile_data_reaches_the_terminal(start: Start, tmp_path: Path) -> None:
    texts = tmp_path / "hostile"
    texts.write_text("\n".join(json.dumps({"s": text}) for text in HOSTILE), encoding="utf-8")
    terminal = start("--hostile", str(texts), rows=len(HOSTILE) + 4, cols=120)
    at_rest(terminal, calm=12)
    assert_harmless(bytes(terminal.raw))


def assert_harmless(raw: bytes) -> None:
    """Only our own sequences, and text without control or direction characters."""
    ours = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z@]|\x1bM|\x1b=|[\r\n\b\t]")
    text = ours.sub(b"", raw).decode()
    forbidden = [c for c in text if ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u200e\u200f\u061c\u2028\u2029"]
    assert forbidden == []
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)
    sequences = {match[-1:] for match in re.findall(rb"\x1b\[[0-9;?]*[A-Za-z@]", raw)}
    assert sequences <= {b"%c" % c for c in b"HABCDGdmKJXPLM@hl"}


def test_the_terminal_is_asked_nothing_unless_pacing_is_allowed(start: Start) -> None:
    terminal = start(env={"SSH_CONNECTION": "192.0.2.1 5 192.0.2.2 22"})
    press(terminal, "<f5><f5><f5><f5>")
    assert b"\x1b[6n" not in terminal.raw
