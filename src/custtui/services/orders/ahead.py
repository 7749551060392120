"""What is asked along with an order that is locked: all that the act on it will write wants to know (P-13)."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from custtui.models import chaining
from custtui.models.ahead import kept
from custtui.models.at_once import each_at_once
from custtui.models.insert import Insert
from custtui.services.numbers import number_ahead
from custtui.services.orders.history import EVENT, Of

EVENTS = 3
"""What happened, by whose verdict, and that the order is finished."""


def ahead(order: Of, rows: Mapping[Insert, int], paper: str = "") -> None:
    """Ask for ids of rows, those of its events, the end of its chain and the number of a paper; nothing on a file.

    The number is given out: who asks for one writes that paper in this transaction, or nothing.
    """
    if kept() is None:
        return
    asked: list[Callable[[], Any]] = [partial(number_ahead, paper)] if paper else []
    asked += [partial(chaining.ahead, order.id), partial(EVENT.ahead, EVENTS)]
    each_at_once([*asked, *(partial(table.ahead, count) for table, count in rows.items())])
