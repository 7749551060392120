"""What takes a while is said while it lasts, in place of a hint; keys typed meanwhile wait their turn."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk


@contextmanager
def working(desk: Desk, text: str) -> Generator[None]:
    """Say it, shown at once, until the work is done or refused."""
    desk.messages.waiting = f"{text} \N{HORIZONTAL ELLIPSIS}"
    desk.show()
    try:
        yield
    finally:
        desk.messages.waiting = ""
