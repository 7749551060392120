"""P-6 and P-9: from the shell to a usable lookup, and the memory of one clerk's program, beside a bare Textual app.

    python tests/benchmarks/start.py [--rounds 15] [--database PATH]

A start is over when its screen has come up whole. Both programs are started in turns, in the same run, on a pty of
80x24; the first start of each, which fills the caches, is not counted. Without `--database` a fresh one is used.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.terminal.pty import Terminal

BARE = """
from textual.app import App
from textual.widgets import Input

class Bare(App):
    def compose(self):
        yield Input(placeholder="usable")

Bare().run()
"""


REST = 3.0
"""Seconds of quiet after which all that is fetched ahead is there."""


def start(argv: list[str], usable: str) -> tuple[float, float]:
    """Milliseconds until that text stands on the screen; MiB of memory once the program is at rest."""
    began = time.perf_counter()
    with Terminal(argv) as terminal:
        if not terminal.wait_for(usable, limit=20):
            raise SystemExit(f"{argv} did not come up:\n{terminal.text()}")
        took = (time.perf_counter() - began) * 1000
        terminal.settle(REST)
        return took, terminal.memory()


def told(name: str, runs: list[tuple[float, float]]) -> tuple[float, float]:
    """Print the medians, return them."""
    times = sorted(took for took, _ in runs)
    middle, memory = statistics.median(times), statistics.median(mib for _, mib in runs)
    print(f"{name:<20} {middle:7.0f} ms (best {times[0]:.0f}, worst {times[-1]:.0f})   {memory:6.1f} MiB")
    return middle, memory


def main() -> None:
    """Start both in turns and print the figures with their ratio."""
    options = argparse.ArgumentParser()
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--database")
    asked = options.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PYTHONPYCACHEPREFIX"] = f"{folder}/compiled"
        database = asked.database or f"{folder}/house.sqlite"
        if not asked.database:
            command = [sys.executable, "-m", "custtui", "init", "--database", database]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        bare, ours = [], []
        for number in range(asked.rounds + 1):
            one = start([sys.executable, "-c", BARE], "usable")
            other = start([sys.executable, "-m", "custtui", "--database", database], "Find")
            if number:
                bare.append(one)
                ours.append(other)
    base, mine = told("bare Textual app", bare), told("custtui", ours)
    print(f"start {mine[0] / base[0]:.2f} x (target 1.50), memory + {mine[1] - base[1]:.1f} MiB (target 18)")


if __name__ == "__main__":
    main()
