"""What the first screens need is fetched while nobody types: the first of each kind opens like the second (P-4)."""

import asyncio
import sys
from collections.abc import Callable
from importlib import import_module

from custtui.ui.routes import DAILY

QUIET = 0.1
"""Seconds without a key before the next module is fetched: less than between two keys of who types quickly."""

HOT = tuple(name for route in DAILY for name in (*route.before, route.module))
"""What a day at the counter needs, what is needed first at the front; each takes a few milliseconds by itself."""


async def fetch(quiet: Callable[[], float]) -> None:
    """Import what is hot, one module at a time, whenever the keyboard has been `quiet` (in seconds) long enough."""
    for name in HOT:
        if name in sys.modules:
            continue
        while (rest := QUIET - quiet()) > 0:
            await asyncio.sleep(rest)
        import_module(name)
        await asyncio.sleep(0)  # a key that came meanwhile goes first
