"""Motion and pen: the bytes lead where they say, and are as few as the classic ones at most."""

import random

import pytest

from custtui.terminal.motion import Place, motion
from custtui.terminal.pen import sgr
from custtui.terminal.style import BLINK, BOLD, DEFAULT, NORMAL, REVERSE, STRIKE, UNDERLINE, Style

from .emulator import Emulator


@pytest.mark.parametrize("absolute", [True, False])
def test_the_cursor_arrives(absolute: bool) -> None:
    emulator, dice = Emulator(80, 24), random.Random(1)
    place = Place(0, 0)
    for _ in range(5000):
        end = Place(dice.randrange(24), dice.randrange(80))
        data = motion(place, end, absolute, 80)
        emulator.feed(data)
        assert emulator.cursor() == end, (place, end, data)
        assert len(data) <= len(b"\x1b[%d;%dH" % (end.y + 1, end.x + 1))
        place = end


def test_the_cursor_arrives_from_a_column_that_is_not_known() -> None:
    emulator, dice = Emulator(80, 24), random.Random(2)
    for _ in range(500):
        y, end = dice.randrange(24), Place(dice.randrange(24), dice.randrange(80))
        emulator.feed(b"\x1b[%d;77H....." % (y + 1))
        emulator.feed(motion(Place(y, -1), end, dice.random() < 0.5, 80))
        assert emulator.cursor() == end


@pytest.mark.parametrize(
    ("start", "end", "data"),
    [
        ((5, 5), (5, 4), b"\b"),
        ((5, 5), (6, 5), b"\n"),
        ((5, 5), (6, 0), b"\n\r"),
        ((5, 5), (4, 5), b"\x1bM"),
        ((5, 5), (5, 8), b"\t"),
        ((5, 5), (0, 0), b"\x1b[H"),
        ((5, 5), (5, 6), b"\x1b[C"),
    ],
)
def test_the_shortest_way(start: tuple[int, int], end: tuple[int, int], data: bytes) -> None:
    assert motion(Place(*start), Place(*end), True, 80) == data


def test_the_pen_changes_into_every_style() -> None:
    dice = random.Random(3)
    colours = [DEFAULT, 0, 7, 9, 15, 16, 200, (1 << 24) + 0x123456]
    pen, emulator = NORMAL, Emulator(10, 2)
    for _ in range(3000):
        bits = [bit for bit in (BOLD, UNDERLINE, BLINK, REVERSE, STRIKE) if dice.random() < 0.4]
        style = Style(dice.choice(colours), dice.choice(colours), sum(bits))
        emulator.feed(b"\x1b[H" + sgr(pen, style) + b"x")
        direct = Emulator(10, 2)
        direct.feed(sgr(NORMAL, style) + b"x")
        assert emulator.looks()[0][0] == direct.looks()[0][0], (pen, style)
        pen = style


def test_only_what_differs_is_sent() -> None:
    bold, both = Style(attributes=BOLD), Style(attributes=BOLD | UNDERLINE)
    assert sgr(both, NORMAL) == b"\x1b[m"
    assert sgr(bold, both) == b"\x1b[4m"
    assert sgr(both, bold) == b"\x1b[;1m"
    assert sgr(Style(1, 2, BOLD), Style(1, 3, BOLD)) == b"\x1b[43m"
    assert sgr(bold, bold) == b""
