"""What ncurses writes for the same screens: the classic minimiser of terminal output, as the yardstick of P-1."""

import curses
import json
import locale
import os
import select
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from terminal.pty import Cell, Terminal

Screen = tuple[list[list[Cell]], tuple[int, int]]
"""The cells of a screen, and row and column of the cursor."""

NAMES = ("black", "red", "green", "brown", "blue", "magenta", "cyan", "white")
COLOURS = {"default": -1} | {name: number for number, name in enumerate(NAMES)}
COLOURS |= {f"bright{name}": number + 8 for number, name in enumerate(NAMES)} | {"bfightmagenta": 13}


def cost(screens: Sequence[Screen], term: str, locale_name: str = "C.UTF-8") -> list[int]:
    """Bytes ncurses sends for each screen after the one before; the first from an empty terminal.

    The same cells on the same terminal in the same mode: they are what the program has shown, so without colour
    there is none to draw, and without UTF-8 only ASCII, in a locale without UTF-8 here too.
    """
    rows, cols = len(screens[0][0]), len(screens[0][0][0])
    down, up = os.pipe(), os.pipe()
    for fd in (down[0], up[1]):
        os.set_inheritable(fd, True)
    argv = [sys.executable, __file__, str(down[0]), str(up[1])]
    env = {"LC_ALL": locale_name, "ESCDELAY": "25"}
    with Terminal(argv, env, rows, cols, term, emulate=False) as terminal:
        os.close(down[0])
        os.close(up[1])
        bytes_of = list(_play(terminal, screens, down[1], up[0]))
    os.close(down[1])
    os.close(up[0])
    return bytes_of


def _play(terminal: Terminal, screens: Sequence[Screen], job: int, done: int) -> Iterator[int]:
    _wait(terminal, done)
    for screen in screens:
        before = len(terminal.raw)
        with os.fdopen(os.dup(job), "w") as pipe:
            print(json.dumps([_runs(screen[0]), screen[1]]), file=pipe, flush=True)
        _wait(terminal, done)
        yield len(terminal.raw) - before


def _wait(terminal: Terminal, done: int) -> None:
    """Read until the child has drawn a screen."""
    while not select.select([done, terminal.fd], [], [], 1)[0] or not select.select([done], [], [], 0)[0]:
        if terminal.closed:
            raise RuntimeError(f"ncurses does not run here: {terminal.raw[-200:].decode(errors='replace').strip()}")
        terminal.read(0)
    os.read(done, 1)
    terminal.settle(0.02)


def _runs(cells: list[list[Cell]]) -> list[tuple[int, int, str, tuple[str, str, bool, bool, bool]]]:
    """Row, column, text and look of neighbours that look alike."""
    found: list[tuple[int, int, str, tuple[str, str, bool, bool, bool]]] = []
    for y, row in enumerate(cells):
        x = 0
        for look, group in groupby(row, key=lambda cell: cell[1:]):
            members = list(group)
            found.append((y, x, "".join(cell[0] for cell in members), look))
            x += len(members)
    return found


def _colour(name: str) -> int:
    if name in COLOURS:
        return COLOURS[name]
    red, green, blue = (min(5, max(int(name[i : i + 2], 16) - 35, 0) // 40) for i in (0, 2, 4))
    return 16 + 36 * red + 6 * green + blue


class Player:
    """The child: draws each screen it is told with curses."""

    def __init__(self) -> None:
        locale.setlocale(locale.LC_ALL, "")
        self.window: Any = curses.initscr()
        self.colours = self.room = 0
        try:
            curses.start_color()
            curses.use_default_colors()
            self.colours, self.room = curses.COLORS, curses.COLOR_PAIRS - 1
        except curses.error:
            pass  # a terminal without colours
        curses.noecho()
        curses.nonl()
        self.pairs: dict[tuple[int, int], int] = {}

        self.window.refresh()

    def attributes(self, look: list[Any]) -> int:
        fg, bg, bold, underline, reverse = look
        pair = self.pair(_colour(fg), _colour(bg))
        return (
            curses.color_pair(pair)
            | (curses.A_BOLD if bold else 0)
            | (curses.A_UNDERLINE if underline else 0)
            | (curses.A_REVERSE if reverse else 0)
        )

    def pair(self, fg: int, bg: int) -> int:
        key = tuple(colour if colour < self.colours else colour % 8 for colour in (fg, bg))
        if not self.colours or key == (-1, -1) or (key not in self.pairs and len(self.pairs) >= self.room):
            return 0
        if key not in self.pairs:
            self.pairs[key] = len(self.pairs) + 1  # type: ignore[index]
            curses.init_pair(self.pairs[key], *key)  # type: ignore[index]
        return self.pairs[key]  # type: ignore[index]

    def show(self, runs: list[tuple[int, int, str, list[Any]]], cursor: tuple[int, int]) -> None:
        for y, x, text, look in runs:
            with suppress(curses.error):  # the last cell: written, but the cursor cannot go on
                self.window.addstr(y, x, text, self.attributes(look))
        rows, cols = self.window.getmaxyx()
        self.window.move(min(cursor[0], rows - 1), min(cursor[1], cols - 1))
        self.window.refresh()


def main(job: int, done: int) -> None:
    player = Player()
    os.write(done, b"x")
    for line in os.fdopen(job):
        player.show(*json.loads(line))
        os.write(done, b"x")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
