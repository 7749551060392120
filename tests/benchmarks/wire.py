"""The wire: bytes and milliseconds of a key script beside stock Textual's driver and beside ncurses (P-1 … P-5).

    python tests/benchmarks/wire.py                                   the standard order on every terminal
    python tests/benchmarks/wire.py --script 'Miller<enter><f8>' --each --term xterm -- custtui demo

Each key is typed when the screen has come to rest. Stock is the same program with Textual's own driver; ncurses
draws the same screens. One run, one table.
"""

import argparse
import statistics
import sys
import time
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.wire_ncurses import Screen, cost
from terminal.pty import Pause, Terminal, keys

TERMS = ["xterm-256color", "xterm", "screen", "tmux", "linux", "vt220"]
STANDARD_ORDER = "3897-5<f7>ITEM1<enter>5<enter>ITEM2<enter>7<f9>"

STOCK = {"CUSTTUI_DRIVER": "stock", "TEXTUAL_DRIVER": "textual.drivers.linux_driver:LinuxDriver"}


class Step(NamedTuple):
    """One key: what it cost, and the screen after it."""

    key: bytes
    cost: int
    milliseconds: float
    screen: Screen


class Played(NamedTuple):
    """A script played: the steps, and what the program does while nobody types."""

    steps: list[Step]
    start: int
    idle: int
    load: float
    memory: float

    @property
    def total(self) -> int:
        return sum(step.cost for step in self.steps[1:])


def screen_of(terminal: Terminal) -> Screen:
    return terminal.cells(), terminal.cursor()


def play(command: list[str], script: str, term: str, ready: str, idle: float, env: dict[str, str]) -> Played:
    """Type the script key by key; the first step is the screen before any key."""
    with Terminal(command, env=env, term=term) as terminal:
        if ready and not terminal.wait_for(ready, limit=30):
            sys.exit(f"{ready!r} never came:\n{terminal.text()}")
        terminal.settle(0.8, 30)
        steps = [Step(b"", 0, 0.0, screen_of(terminal))]
        start = len(terminal.raw)
        for key in keys(script):
            if isinstance(key, Pause):
                terminal.settle(key.seconds, key.seconds)
            else:
                steps.append(press(terminal, key))
        before, load = len(terminal.raw), terminal.cpu()
        terminal.settle(idle, idle)
        load = (terminal.cpu() - load) / idle if idle else 0.0
        return Played(steps, start, len(terminal.raw) - before, load, terminal.memory())


def press(terminal: Terminal, key: bytes, quiet: float = 0.3, patience: float = 0.8) -> Step:
    """Type a key; `patience`: seconds to wait for the first byte, `quiet`: for a further one."""
    begin = last = time.monotonic()
    before = len(terminal.raw)
    terminal.send(key)
    while time.monotonic() - last < (quiet if len(terminal.raw) > before else patience) and not terminal.closed:
        if terminal.read(0.005):
            last = time.monotonic()
    return Step(key, len(terminal.raw) - before, (last - begin) * 1000, screen_of(terminal))


def quantile(values: list[float], part: float) -> float:
    return sorted(values)[min(int(len(values) * part), len(values) - 1)] if values else 0.0


def report(term: str, ours: Played, stock: Played | None, reference: list[int]) -> str:
    steps = ours.steps[1:]
    total = sum(reference)
    worst, key = max((step.cost / max(ref, 1), step.key) for step, ref in zip(steps, reference, strict=True))
    letters = [step.cost for step in steps if len(step.key) == 1 and step.key > b" "]
    times = [step.milliseconds for step in steps if step.cost]
    return (
        f"| {term} | {len(steps)} | {ours.total} | {stock.total if stock else '–'} | {total} "
        f"| {ours.total / max(total, 1):.2f} | {worst:.2f} {key!r} | {statistics.median(letters or [0]):.0f} "
        f"| {quantile(times, 0.5):.0f} / {quantile(times, 0.95):.0f} | {ours.start} | {ours.idle} | {ours.load:.1%} |"
    )


HEAD = """\
| terminal | keys | bytes | stock | ncurses | of ncurses | worst key | a letter | ms p50 / p95 | start | idle | core |
|---|---|---|---|---|---|---|---|---|---|---|---|"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--script", default=STANDARD_ORDER)
    parser.add_argument("--term", default=",".join(TERMS), help="comma list")
    parser.add_argument("--ready", default="", help="text on the screen once the program is ready")
    parser.add_argument("--idle", type=float, default=2.0, help="seconds of silence to listen to")
    parser.add_argument("--each", action="store_true", help="a line for every key too")
    parser.add_argument("--no-stock", action="store_true", help="leave stock Textual out")
    parser.add_argument("--no-colour", action="store_true", help="play with NO_COLOR=1")
    parser.add_argument("command", nargs="*", default=[sys.executable, "-m", "custtui", "demo"])
    options = parser.parse_args()
    env = {"LC_ALL": "C.UTF-8", **({"NO_COLOR": "1"} if options.no_colour else {})}
    print(HEAD)
    for term in options.term.split(","):
        setting = (options.command, options.script, term, options.ready, options.idle)
        ours = play(*setting, env)
        stock = None if options.no_stock else play(*setting, env | STOCK)
        reference = cost([step.screen for step in ours.steps], term)[1:]
        print(report(term, ours, stock, reference), flush=True)
        if options.each:
            for step, ref in zip(ours.steps[1:], reference, strict=True):
                print(f"    {step.key!r:14} {step.cost:6} {ref:6} {step.milliseconds:8.1f} ms")


if __name__ == "__main__":
    main()
