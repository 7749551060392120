"""A list read again: cursor and options typed stay with their rows, wherever these stand now."""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from custtui.ui.kit.rows import Rows

T = TypeVar("T")


def refill(rows: Rows[T], items: Sequence[T], identity: Callable[[T], Hashable], chosen: Hashable = None) -> None:
    """Other items in place of those there; `chosen` names the row to go to, else the cursor stays on its own.

    Where that row is gone the cursor stays at its place in the list; an option whose row is gone goes with it.
    """
    options = {identity(rows.items[number]): option for number, option in rows.options.items()}
    untouched = rows.untouched and chosen is None
    if chosen is None and rows.current is not None:
        chosen = identity(rows.current)
    rows.items = list(items)
    places = {identity(item): number for number, item in enumerate(rows.items)}
    rows.options = {places[one]: option for one, option in options.items() if one in places}
    if chosen in places:
        rows.choose(places[chosen])
    else:
        rows.chosen = min(rows.chosen, len(rows.items) - 1)
    rows.untouched = untouched
    rows.top = max(0, min(rows.top, len(rows.items) - 1))
