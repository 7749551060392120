"""P-9: a thousand orders keyed over a pty in one process: is memory flat, and the last key as quick as the first?

Run: python tests/benchmarks/soak.py [--orders 1000]. Prints memory (PSS, MiB) and the milliseconds an order takes, by
the clock and of the processor, every hundred orders. Then a program just started on a database of its own keys
its first hundred in turns with the old one, order by order: a machine that is slower for a while is so for both.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.terminal.keystrokes import keys
from tests.terminal.pty import Terminal

ORDER = b"".join(keys("3897-5<f7>ITEM1<enter>5<enter>ITEM2<enter>7<f9>"))


HUNDRED = 100


def main() -> None:
    """Key the orders, each when the one before stands on the message line; then beside a new program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=1000)
    orders = parser.parse_args().orders
    with started() as old:
        play(old, orders)
        with started() as new:
            compare(old, new)


@contextmanager
def started() -> Generator[Terminal]:
    """The program on a demo database of its own, ready for keys."""
    with tempfile.TemporaryDirectory() as folder:
        program = [sys.executable, "-m", "custtui", "--database", f"{folder}/soak.sqlite"]
        environment = {"HOME": folder, "CUSTTUI_BELL": "0"}
        subprocess.run(
            [*program, "init", "--demo"], env={**os.environ, **environment}, check=True, capture_output=True
        )
        with Terminal(program, env=environment) as terminal:
            terminal.wait_for("Find")
            terminal.settle(2)
            yield terminal


def play(terminal: Terminal, orders: int) -> None:
    """Print a row every hundred orders."""
    print(f"{'orders':>8}{'PSS MiB':>10}{'ms median':>11}{'ms p95':>9}{'ms cpu':>9}")
    for done in range(HUNDRED, orders + 1, HUNDRED):
        before = terminal.cpu()
        times = sorted(place(terminal) for _ in range(HUNDRED))
        worked = (terminal.cpu() - before) / HUNDRED * 1000
        p95 = times[int(len(times) * 0.95)]
        print(f"{done:8}{terminal.memory():10.1f}{statistics.median(times):11.1f}{p95:9.1f}{worked:9.1f}", flush=True)


def compare(old: Terminal, new: Terminal) -> None:
    """A hundred orders of each, in turns."""
    before = old.cpu(), new.cpu()
    times = [(place(old), place(new)) for _ in range(HUNDRED)]
    cpu = (old.cpu() - before[0]) / (new.cpu() - before[1])
    last, first = (statistics.median(side) for side in zip(*times, strict=True))
    print(
        f"the old program's next hundred in turns with a new one's first: {last:.1f} and {first:.1f} ms,"
        f" {last / first:.2f} x, {cpu:.2f} x of the processor"
    )


def place(terminal: Terminal) -> float:
    """Key one order in one write; milliseconds until its number stands on the message line."""
    before = terminal.text().split("\n")[-2]
    begun = time.perf_counter()
    terminal.send(ORDER)
    while "SO-" not in (line := terminal.text().split("\n")[-2]) or line == before:
        terminal.read(0.05)
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
