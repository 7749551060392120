"""What a file leaves empty is the house's."""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar

from custtui.services.customer.checks import seller

_known: ContextVar[list[tuple[str, str]] | None] = ContextVar("house", default=None)


def house() -> tuple[str, str]:
    """The seller's currency and country; while a file is read or written they are asked once (P-10)."""
    known = _known.get()
    if known is None:
        return seller()
    if not known:
        known.append(seller())
    return known[0]


@contextmanager
def one_house() -> Generator[None]:
    """A file is read or written: the house is what it was when it was first asked."""
    token = _known.set([])
    try:
        yield
    finally:
        _known.reset(token)
