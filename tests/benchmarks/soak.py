"""P-9: a thousand orders keyed over a pty in one process: is memory flat, and the last key as quick as the first?

Run: python tests/benchmarks/soak.py [--orders 1000]. Prints memory (PSS, MiB) and the milliseconds an order takes, by
the clock and of the processor, every hundred orders, and the ratios of the last hundred to the first.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.terminal.keystrokes import keys
from tests.terminal.pty import Terminal

ORDER = b"".join(keys("3897-5<f7>ITEM1<enter>5<enter>ITEM2<enter>7<f9>"))


def main() -> None:
    """Key the orders, each when the one before stands on the message line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=1000)
    orders = parser.parse_args().orders
    with tempfile.TemporaryDirectory() as folder:
        program = [sys.executable, "-m", "custtui", "--database", f"{folder}/soak.sqlite"]
        environment = {"HOME": folder, "CUSTTUI_BELL": "0"}
        subprocess.run(
            [*program, "init", "--demo"], env={**os.environ, **environment}, check=True, capture_output=True
        )
        with Terminal(program, env=environment) as terminal:
            terminal.wait_for("Find")
            terminal.settle(0.5)
            play(terminal, orders)


def play(terminal: Terminal, orders: int) -> None:
    """Print a row every hundred orders."""
    print(f"{'orders':>8}{'PSS MiB':>10}{'ms median':>11}{'ms p95':>9}{'ms cpu':>9}")
    hundreds: list[list[float]] = []
    worked: list[float] = []
    for start in range(0, orders, 100):
        before = terminal.cpu()
        times = sorted(place(terminal) for _ in range(min(100, orders - start)))
        hundreds.append(times)
        worked.append((terminal.cpu() - before) / len(times) * 1000)
        p95 = times[int(len(times) * 0.95)]
        figures = f"{terminal.memory():10.1f}{statistics.median(times):11.1f}{p95:9.1f}{worked[-1]:9.1f}"
        print(f"{start + len(times):8}{figures}", flush=True)
    first, last = statistics.median(hundreds[0]), statistics.median(hundreds[-1])
    print(f"the last hundred take {last / first:.2f} x the first, {worked[-1] / worked[0]:.2f} x of the processor")


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
