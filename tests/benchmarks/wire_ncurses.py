"""What ncurses writes for the same screens: the classic minimiser of terminal output, as the yardstick of P-1."""

import curses
import json
import locale
import os
import select
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from terminal.pty import Cell, Terminal

Screen = tuple[list[list[Cell]], tuple[int, int]]
"""The cells of a screen, and row and column of the cursor."""

NAMES = ("black", "red", "green", "brown", "blue", "magenta", "cyan", "white")
COLOURS = {"default": -1} | {name: number for number, name in enumerate(NAMES)}
COLOURS |= {f"bright{name}": number + 8 for number, name in enumerate(NAMES)} | {"bfightmagenta": 13}


def cost(screens: Sequence[Screen], term: str) -> list[int]:
    """Bytes ncurses sends for each screen after the one before; the first from an empty terminal."""
    rows, cols = len(screens[0][0]), len(screens[0][0][0])
    down, up = os.pipe(), os.pipe()
    for fd in (down[0], up[1]):
        os.set_inheritable(fd, True)
    argv = [sys.executable, __file__, str(down[0]), str(up[1])]
    with Terminal(argv, {"LC_ALL": "C.UTF-8", "ESCDELAY": "25"}, rows, cols, term) as terminal:
        os.close(down[0])
        os.close(up[1])
        bytes_of = list(_play(terminal, screens, down[1], up[0]))
    os.close(down[1])
    os.close(up[0])
    return bytes_of


def _play(terminal: Terminal, screens: Sequence[Screen], job: int, done: int) -> Iterator[int]:
    terminal.settle(0.3, 3)
    for screen in screens:
        before = len(terminal.raw)
        with os.fdopen(os.dup(job), "w") as pipe:
            print(json.dumps(screen), file=pipe, flush=True)
        while not select.select([done], [], [], 0)[0]:
            if terminal.closed:
                raise RuntimeError(f"ncurses does not run here: {terminal.text().strip()[-200:]}")
            terminal.read(0.01)
        os.read(done, 1)
        terminal.settle(0.02)
        yield len(terminal.raw) - before


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

    def attributes(self, cell: list[Any]) -> int:
        _, fg, bg, bold, underline, reverse = cell
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

    def show(self, cells: list[list[list[Any]]], cursor: tuple[int, int]) -> None:
        for y, row in enumerate(cells):
            for x, cell in enumerate(row):
                if cell[0]:
                    with suppress(curses.error):  # the last cell: written, but the cursor cannot go on
                        self.window.addstr(y, x, cell[0], self.attributes(cell))
        self.window.move(min(cursor[0], len(cells) - 1), min(cursor[1], len(cells[0]) - 1))
        self.window.refresh()


def main(job: int, done: int) -> None:
    player = Player()
    for line in os.fdopen(job):
        player.show(*json.loads(line))
        os.write(done, b"x")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
