"""Reader and writer by themselves: faults cost a packet or a frame, never the session."""

import os
import threading
import time
from collections.abc import Iterator

import pytest
from textual.events import Event, Key

from custtui.terminal.capabilities import Capabilities
from custtui.terminal.cells import Palette
from custtui.terminal.encoder import Encoder
from custtui.terminal.keys import KeyParser
from custtui.terminal.model import Model, Picture
from custtui.terminal.pace import FIRST_PATIENCE, MUCH, PATIENCE, Pace
from custtui.terminal.reader import Reader
from custtui.terminal.writer import Writer

Keyboard = tuple[int, Reader, list[str], list[str]]


class Fragile(KeyParser):
    """A parser with a fault."""

    def feed(self, data: bytes, now: float) -> list[Event]:
        if b"!" in data:
            raise ValueError("a fault")
        return super().feed(data, now)


@pytest.fixture
def keyboard() -> Iterator[Keyboard]:
    """The writing end of a line, the reader at its other end, and what it told."""
    out, into = os.pipe()
    keys: list[str] = []
    lost: list[str] = []

    def key(event: Event) -> None:
        keys.append(event.key if isinstance(event, Key) else repr(event))

    reader = Reader(out, Fragile, key, lambda: None, lambda number: None, lost.append)
    reader.start()
    yield into, reader, keys, lost
    reader.stop()
    reader.close()
    os.close(out)


def eventually(what: object, *expected: object) -> bool:
    end = time.monotonic() + 2
    while time.monotonic() < end and what not in expected:
        time.sleep(0.01)
    return what in expected


def test_a_fault_in_the_parser_costs_one_packet(keyboard: Keyboard) -> None:
    into, reader, keys, lost = keyboard
    for packet in (b"a", b"b!", b"c"):
        os.write(into, packet)
        time.sleep(0.05)
    assert eventually(keys, ["a", "c"])
    assert reader.is_alive()
    assert lost == []
    os.close(into)


def test_the_end_of_input_is_told_once_and_ends_the_thread(
    keyboard: Keyboard,
) -> None:
    into, reader, _, lost = keyboard
    os.close(into)
    reader.join(2)
    assert not reader.is_alive()
    assert lost == ["end of input"]


def test_a_lone_escape_is_delivered_without_polling(keyboard: Keyboard) -> None:
    into, _, keys, _ = keyboard
    os.write(into, b"\x1b")
    time.sleep(0.1)
    assert keys == []
    assert eventually(keys, ["escape"])
    os.close(into)


class Broken(Encoder):
    """An encoder with a fault in its second frame."""

    frames = 0

    def encode(self, picture: Picture, again: bool = False) -> bytes:
        self.frames += 1
        if self.frames == 2:
            raise ValueError("a fault")
        return super().encode(picture, again)


def test_a_fault_in_the_encoder_costs_one_frame_and_the_next_is_whole() -> None:
    out, into = os.pipe()
    palette = Palette()
    writer = Writer(into, Model(20, 2, palette), Broken(Capabilities(), palette), Pace(False), lambda reason: None)
    writer.start()
    for number in range(3):
        writer.draw(f"\x1b[1;1Hframe {number}")
        time.sleep(0.05)
    writer.close(b"bye", 1)
    data = os.read(out, 9999)
    assert b"frame 0" in data
    assert data.endswith(b"\x1b[m\x1b[H\x1b[Jframe 2bye")


def test_a_lost_line_is_told_and_nothing_waits_for_it() -> None:
    out, into = os.pipe()
    os.close(out)
    palette, lost = Palette(), []
    writer = Writer(into, Model(20, 2, palette), Encoder(Capabilities(), palette), Pace(False), lost.append)
    writer.start()
    writer.draw("x")
    writer.join(2)
    assert len(lost) == 1
    writer.draw("y")
    writer.close(b"bye", 1)


def test_drawing_never_waits_for_the_terminal() -> None:
    out, into = os.pipe()
    palette = Palette()
    writer = Writer(into, Model(80, 24, palette), Encoder(Capabilities(), palette), Pace(False), lambda reason: None)
    writer.start()
    begin, longest = time.monotonic(), 0.0
    for number in range(400):  # far more than the pipe holds
        writer.draw("".join(f"\x1b[{y};1H{number * y:x}".ljust(86, chr(97 + number % 26)) for y in range(1, 25)))
        longest = max(longest, time.monotonic() - begin)
        begin = time.monotonic()
    assert longest < 0.5
    threading.Thread(target=lambda: [os.read(out, 65536) for _ in range(50)], daemon=True).start()
    writer.close(b"", 3)
    assert not writer.is_alive()


def test_the_pace_asks_only_after_much_and_waits_only_for_those_who_answer() -> None:
    pace = Pace(True)
    assert not pace.asks(1500, 0.0)
    assert not pace.asks(MUCH - 1, 5.0), "the first has long been carried"
    assert pace.asks(MUCH, 5.1)
    pace.sent(5.1)
    assert pace.hold(5.1) == pytest.approx(FIRST_PATIENCE)
    assert pace.hold(5.2 + FIRST_PATIENCE) == 0
    assert not pace.asks(9 * MUCH, 6.0), "it has never answered"
    pace.answered()
    assert pace.asks(MUCH, 7.0)
    pace.sent(7.0)
    assert pace.hold(7.0) == PATIENCE
    pace.answered()
    assert pace.hold(7.1) == 0
    assert not Pace(False).asks(9 * MUCH, 0.0)
