"""What the clerk saw of an order and is no longer so: told before goods or money move on it (X-13)."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TypeVar

from peewee import fn

from custtui.domain import fulfilment
from custtui.domain.errors import CHANGED, Fault, Refused
from custtui.domain.event import event_word
from custtui.domain.fulfilment import MoveAct
from custtui.domain.text import as_sentence
from custtui.models.order import OrderEvent
from custtui.models.prepared import AskedAnew
from custtui.services.fulfilment.facts import Facts
from custtui.services.views.fulfilment import CreditingView, InvoicingView, ReturnsView, ShippingView

T = TypeVar("T", ShippingView, InvoicingView, ReturnsView, CreditingView)


LAST = AskedAnew(lambda order: OrderEvent.select(fn.MAX(OrderEvent.id)).where(OrderEvent.order == order))


def last_event(order: int) -> int:
    """The last event in an order's history, 0 without any: what comes later came meanwhile."""
    return LAST.first(order)[0] or 0


def check_seen(
    act: MoveAct,
    order: Facts,
    seen: T | None,
    asked: Mapping[int, Decimal],
    more: Callable[[T], list[str]] = lambda seen: [],
) -> None:
    """Raises Refused with all that differs from what was seen (`CHANGED`), and what is wrong with it by now.

    None: nothing was seen. `more` tells what differs besides the lines.
    """
    if seen is None:
        return
    texts = [*_told(act, order, seen), *more(seen)]
    if texts:
        first, *rest = texts
        told = [as_sentence(first), *rest]
        wrong = fulfilment.faults(act, asked, order.positions)
        raise Refused([*(Fault(CHANGED, "", text) for text in told), *wrong])


def _told(act: MoveAct, order: Facts, seen: ShippingView | InvoicingView | ReturnsView | CreditingView) -> list[str]:
    """`shipped meanwhile by ben: 3 of 5 ITEM1`, one for each thing that was done."""
    moved = fulfilment.meanwhile(act, seen.stood, order.positions)
    otherwise = moved.pop("ordered", [])
    texts = list[str]()
    if order.revision.revision != seen.revision:
        lines = f": {', '.join(otherwise)}" if otherwise else ""
        by = f"changed meanwhile by {order.revision.made_by}"
        texts.append(f"{by}, revision {order.revision.revision} is in force{lines}")
    for name, parts in moved.items():
        texts.append(f"{event_word(name)} meanwhile{_by(name, order, seen.event)}: {', '.join(parts)}")
    return texts


def _by(kind: str, order: Facts, event: int) -> str:
    """` by ben and ann`: who did so since; '' where the history does not tell."""
    later = (OrderEvent.order == order.id) & (OrderEvent.id > event) & (OrderEvent.kind == kind)
    logins = [login for (login,) in OrderEvent.select(OrderEvent.by).where(later).distinct().tuples()]
    return f" by {' and '.join(logins)}" if logins else ""
