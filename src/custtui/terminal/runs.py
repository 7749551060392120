"""Runs: a row cut into the pieces that are sent, skipped or erased as one."""

from custtui.terminal.cells import Cell


class Run:
    """Neighbouring cells of one style, all blank or none, all shown already or none."""

    __slots__ = ("begin", "blank", "doubtful", "end", "erased", "raw", "same", "size", "style")

    def __init__(self, begin: int, end: int, cells: list[Cell], same: bool) -> None:
        first = cells[begin]
        self.begin, self.end = begin, end
        self.same = same
        self.style, self.blank, self.doubtful = first.style, first.blank, first.doubtful
        self.erased = first.empty
        self.raw = b"".join([cell.raw for cell in cells[begin:end]])
        if self.doubtful and end < len(cells):  # blank both places, whichever width the terminal gives it
            self.raw = b" " * (end - begin) + b"\b" * (end - begin) + self.raw
        self.size = len(self.raw)


def runs(old: list[Cell], new: list[Cell], cuts: tuple[int, ...] = ()) -> list[Run]:
    """The runs of row `new` where `old` is shown, cut at the columns `cuts` too (never inside a wide character)."""
    out: list[Run] = []
    begin, was, last = 0, False, new[0]
    for x, cell in enumerate(new):
        same = cell is old[x]
        if (
            same != was
            or cell.style is not last.style
            or cell.blank != last.blank
            or cell.doubtful
            or last.doubtful
            or x in cuts
        ) and cell.width:
            if x:
                out.append(Run(begin, x, new, was))
            begin, was, last = x, same, cell
    out.append(Run(begin, len(new), new, was))
    return out
