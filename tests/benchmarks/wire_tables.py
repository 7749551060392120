"""The tables of the wire's benchmark, in Markdown, so that the README may show them as they are."""

import statistics
from collections.abc import Mapping, Sequence

from benchmarks.wire_figures import Figures, Mode, quantile
from benchmarks.wire_play import Played, Step


def _row(*cells: object) -> None:
    print("|", " | ".join(str(cell) for cell in cells), "|", flush=True)


def _head(*cells: str) -> None:
    print()
    _row(*(cell.replace("-", " ") for cell in cells))
    print("|" + "---|" * len(cells))


def print_flows(flows: Mapping[str, tuple[list[Figures], Played | None]]) -> None:
    """A row for each flow, the worst over all terminals and modes; then what does not hold."""
    _head(*"flow keys custtui stock ncurses of-ncurses worst worst-key a-letter a-line a-screen".split())
    for name, (figures, stock) in flows.items():
        first = figures[0]
        _row(
            name, len(first.steps), f"{first.bytes:,}", f"{stock.total:,}" if stock else "–", f"{first.ncurses:,}",
            f"{first.ratio:.2f}", f"{max(one.ratio for one in figures):.2f}",
            f"{max(one.worst[0] for one in figures):.2f}",
            f"{max(one.letter for one in figures):.0f}", max(one.line for one in figures) or "–",
            max(one.screen for one in figures) or "–",
        )  # fmt: skip
    for name, (figures, _) in flows.items():
        for one in figures:
            for trouble in one.broken():
                print(f"  {name}, {one.mode}: {trouble}")


def print_terminals(name: str, flow: tuple[list[Figures], Played | None]) -> None:
    """One flow on each terminal in each mode."""
    print(f"\n{name}:")
    _head(*"terminal custtui ncurses of-ncurses worst-key a-letter a-line a-screen start idle core".split())
    for one in flow[0]:
        worst, key = one.worst
        _row(
            one.mode, f"{one.bytes:,}", f"{one.ncurses:,}", f"{one.ratio:.2f}", f"{worst:.2f} {key!r}",
            f"{one.letter:.0f}", one.line, one.screen, f"{one.played.start:,}", one.played.idle,
            f"{one.played.load:.1%}",
        )  # fmt: skip
    if flow[1]:
        _row("stock driver", f"{flow[1].total:,}", "", "", "", "", "", "", f"{flow[1].start:,}", flow[1].idle, "")


def print_each(name: str, figures: Sequence[Figures]) -> None:
    """Every key in every mode."""
    for one in figures:
        print(f"\n{name}, {one.mode}: {one.bytes} of {one.ncurses}, {one.ratio:.3f}")
        for step, ref in zip(one.steps, one.reference, strict=True):
            dearer = " !" if step.cost > ref else ""
            print(f"    {step.key!r:14} {step.cost:6} {ref:6} {step.milliseconds:8.1f} ms{dearer}")


def print_times(figures: Sequence[Figures]) -> None:
    """Milliseconds from a key to the last byte it brought (P-2 … P-4), over all flows."""
    everything = [step for one in figures for step in one.steps]
    groups: dict[str, list[Step]] = {
        "a letter (P-2: 8, 30 at p95)": [step for one in figures for step in one.echoes],
        "a letter, also one that narrows a list or works out a sum": [
            step for one in figures for step in one.letters
        ],
        "any key": everything,
        "a line added (P-3: 30)": [step for one in figures for step in one.added],
        "a screen opened (P-4: 100)": [step for one in figures for step in one.opened],
    }
    print(f"\nFrom the key to its last byte, {Mode('xterm-256color')}, one program at a time:")
    _head("what", "how many", "ms median", "p95", "most")
    for name, steps in groups.items():
        times = [step.milliseconds for step in steps if step.cost]
        _row(
            name, len(times), f"{statistics.median(times or [0]):.1f}", f"{quantile(times, 0.95):.1f}",
            f"{max(times, default=0):.1f}",
        )  # fmt: skip
