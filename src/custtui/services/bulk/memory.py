"""What a hundred thousand rows that come and go need of the interpreter."""

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def seldom_collected() -> Generator[None]:
    """A hundred thousand rows that come and go make no cycles: looking for some took a fifth of the time.

    What the program had before is not looked through at all.
    """
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(200_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()
