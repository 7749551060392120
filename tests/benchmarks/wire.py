"""The wire: bytes and milliseconds of what clerks do, beside ncurses and stock Textual's driver (P-1 … P-5).

    python tests/benchmarks/wire.py                                   every flow, terminal and mode, and the times
    python tests/benchmarks/wire.py --flow lookup,help --term xterm,linux --no-times
    python tests/benchmarks/wire.py --script 'Miller<enter><f8>' --each --term xterm -- custtui demo

Each key is typed when the screen has come to rest. A flow is played on all terminals side by side, with colour and
with NO_COLOR, in UTF-8 and in a C locale: bytes are the same whatever the load. Stock is the same program with
Textual's own driver (xterm-256color, colour, UTF-8); ncurses draws the same screens on the same terminal in the same
mode. Times are taken afterwards, one program at a time, two seconds after its start: let nothing else run then.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.wire_figures import Figures, Mode
from benchmarks.wire_flows import FLOWS
from benchmarks.wire_ncurses import cost
from benchmarks.wire_play import Played, play
from benchmarks.wire_tables import print_each, print_flows, print_terminals, print_times
from terminal.pty import Terminal, keys

TERMS = ["xterm-256color", "xterm", "screen", "tmux", "linux", "vt220"]
STOCK = {"CUSTTUI_DRIVER": "stock", "TEXTUAL_DRIVER": "textual.drivers.linux_driver:LinuxDriver"}

FETCHED = 2.0
"""Seconds after its start in which a program nobody types on fetches what the first screens need."""

Flow = tuple[list[Figures], Played | None]
"""A flow in every mode, and with the stock driver."""

Env = tuple[str, dict[str, str]]
"""TERM, and what else the environment of the program says."""

Later = Callable[[], Flow]
"""The same as soon as ncurses has drawn it all, which it does while the next flow is played."""


def side_by_side(
    command: list[str], envs: Sequence[Env], script: str, idle: float, begin: float = 0.0
) -> list[Played]:
    """Play a script on a program for each TERM and environment, all at once."""
    with ExitStack() as stack:
        terminals = [stack.enter_context(Terminal(command, env, term=term)) for term, env in envs]
        return play(terminals, keys(script), idle, begin)


def measure(options: argparse.Namespace, script: str, modes: list[Mode], pool: ThreadPoolExecutor) -> Later:
    """A flow in these modes and with the stock driver, and what ncurses takes for the same screens."""
    envs = [(mode.term, mode.env) for mode in modes]
    envs += [] if options.no_stock else [("xterm-256color", {"LC_ALL": "C.UTF-8"} | STOCK)]
    played = side_by_side(options.command, envs, script, options.idle)
    ours = played[: len(modes)]
    jobs = [
        pool.submit(cost, [step.screen for step in one.steps], mode.term, mode.locale)
        for mode, one in zip(modes, ours, strict=True)
    ]

    def flow() -> Flow:
        figures = [Figures(mode, one, job.result()[1:]) for mode, one, job in zip(modes, ours, jobs, strict=True)]
        return figures, None if options.no_stock else played[-1]

    return flow


def timed(options: argparse.Namespace, flows: dict[str, str]) -> list[Figures]:
    """Every flow again on one terminal, alone, for the milliseconds."""
    mode = Mode("xterm-256color")
    alone = [(mode.term, mode.env)]
    played = [side_by_side(options.command, alone, script, 0.0, FETCHED)[0] for script in flows.values()]
    return [Figures(mode, one, [0] * (len(one.steps) - 1)) for one in played]


def choose(options: argparse.Namespace) -> tuple[dict[str, str], list[Mode]]:
    names = options.flow.split(",") if options.flow else list(FLOWS)
    flows = {"script": options.script} if options.script else {name: FLOWS[name] for name in names}
    modes = [
        Mode(term, colour, utf8)
        for term, colour, utf8 in product(options.term.split(","), (True, False), (True, False))
        if not options.plain or (colour and utf8)
    ]
    return flows, modes


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--flow", help="comma list of flows; all without it")
    parser.add_argument("--script", help="keys of a flow of your own")
    parser.add_argument("--term", default=",".join(TERMS), help="comma list")
    parser.add_argument("--plain", action="store_true", help="colour and UTF-8 only")
    parser.add_argument("--idle", type=float, default=1.0, help="seconds of silence to listen to after each flow")
    parser.add_argument("--each", action="store_true", help="a line for every mode and every key too")
    parser.add_argument("--no-stock", action="store_true", help="leave stock Textual out")
    parser.add_argument("--no-times", action="store_true", help="count bytes only")
    parser.add_argument("command", nargs="*", default=[sys.executable, "-m", "custtui", "demo"])
    return parser.parse_args()


def main() -> None:
    options = arguments()
    flows, modes = choose(options)
    with tempfile.TemporaryDirectory(prefix="wire-") as folder, ThreadPoolExecutor(4) as pool:
        options.command = ["env", f"TMPDIR={folder}", *options.command]
        later: dict[str, Later] = {}
        for name, script in flows.items():
            later[name] = measure(options, script, modes, pool)
            print(f"{name}: played", file=sys.stderr)
        found = {name: flow() for name, flow in later.items()}
        if options.each:
            for name, (figures, _) in found.items():
                print_each(name, figures)
        print_flows(found)
        print_terminals(*next(iter(found.items())))
        if not options.no_times:
            print_times(timed(options, flows))


if __name__ == "__main__":
    main()
