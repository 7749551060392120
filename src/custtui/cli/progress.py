"""How far a long command got, and the way out of it: a bar on a terminal, Esc or Ctrl+C."""

import os
import select
import sys
import termios
import tty
from collections.abc import Callable, Generator
from contextlib import contextmanager

from custtui.domain.meter import Meter

ESC = b"\x1b"


@contextmanager
def bar(title: str) -> Generator[Meter]:
    """A progress bar on standard error, where that is a terminal."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as shown:
        task = shown.add_task(title, total=None)
        yield lambda done, whole: shown.update(task, completed=done, total=whole or None)


@contextmanager
def way_out() -> Generator[Callable[[], None]]:
    """What is called from time to time raises KeyboardInterrupt once Esc was pressed, as Ctrl+C does at any time."""
    if not sys.stdin.isatty():
        yield lambda: None
        return
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)

    def look() -> None:
        if select.select([terminal], [], [], 0)[0] and os.read(terminal, 100) == ESC:
            raise KeyboardInterrupt

    try:
        tty.setcbreak(terminal)
        yield look
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
