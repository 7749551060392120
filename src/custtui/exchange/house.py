"""What a file leaves empty is the house's, and a file has one day: asked once while it is read or written (P-10)."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any, TypeVar

from custtui.services.clock import today
from custtui.services.customer.checks import seller

T = TypeVar("T")

_known: ContextVar[dict[Callable[[], Any], Any] | None] = ContextVar("house", default=None)


def _once(ask: Callable[[], T]) -> T:
    known = _known.get()
    if known is None:
        return ask()
    if ask not in known:
        known[ask] = ask()
    return known[ask]


def house() -> tuple[str, str]:
    """The seller's currency and country."""
    return _once(seller)


def this_day() -> date:
    """The business date: of a file that is read over midnight the day it was begun on."""
    return _once(today)


@contextmanager
def one_house() -> Generator[None]:
    """A file is read or written: the house is what it was when it was first asked."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)
