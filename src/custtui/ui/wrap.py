"""Parts of a text put into rows: broken between parts, so that a narrow screen loses none of them."""

from collections.abc import Iterable

from custtui.ui.paint import width_of


def wrapped(parts: Iterable[str], width: int, between: str = " · ") -> list[str]:
    """The parts in as few rows as hold them; empty ones are left out, one too long for a row is broken at blanks."""
    rows: list[str] = []
    for part in filter(None, parts):
        joined = f"{rows[-1]}{between}{part}" if rows else part
        if rows and width_of(joined) <= width:
            rows[-1] = joined
        elif width_of(part) > width and " " in part:
            rows += wrapped(part.split(" "), width, " ")
        else:
            rows.append(part)
    return rows
