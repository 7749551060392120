"""What became of a message, step by step, in the chain of its order, else in that of the house (R-45, S-6)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from custtui.domain.who import Who
from custtui.models import chaining
from custtui.models.ahead import kept
from custtui.models.at_once import each_at_once
from custtui.models.chaining import HOUSE_MESSAGE, HOUSE_STEP, MESSAGE, MESSAGE_STEP, ToldText
from custtui.models.database import locked
from custtui.models.histories import keep_of_house
from custtui.models.insert import Insert
from custtui.models.moment import database_now
from custtui.models.order import Outbox, OutboxStep, SalesOrder

OUTBOX, STEP = Insert(Outbox), Insert(OutboxStep)
WAITING, HELD, SENT, FAILED = "WAITING", "HELD", "SENT", "FAILED"


def write(rows: Iterable[Mapping[str, Any]], order: int | None) -> list[int]:
    """Put messages about an order, or about none, in a transaction that took the order; their ids."""
    messages = [*rows]
    ids = OUTBOX(messages)
    steps = [
        {"outbox": id, "state": WAITING, **{name: row[name] for name in ("address", "made_by", "made_at")}}
        for id, row in zip(ids, messages, strict=True)
    ]
    told = [(id, OUTBOX.told(id, row)) for id, row in zip(ids, messages, strict=True)]
    _link(order, told, _written(steps))
    return ids


FEW = 4
"""So many of an order's people are told as a rule."""


def write_ahead(order: int) -> None:
    """What messages about an order that is taken will write, where the server is far (P-13)."""
    if kept() is not None:
        each_at_once([partial(chaining.ahead, order), partial(OUTBOX.ahead, FEW), partial(STEP.ahead, FEW)])


def step(who: Who, message: Any, state: str, address: str, **columns: Any) -> None:
    """A message (row) is of this state from now on, and goes to this address; `columns` change with it.

    Within a transaction that took the message's order: see `take`.
    """
    at = database_now()
    row = {"outbox": message.id, "state": state, "address": address, "made_by": who.login, "made_at": at}
    _link(message.order_id, [], _written([row]))
    sent: datetime | None = at if state == SENT else None
    change = Outbox.update(state=state, address=address, sent_at=sent, **columns)
    change.where(Outbox.id == message.id).execute()


def take(message: Any) -> None:
    """Lock the order a message is about: its chain goes on."""
    if message.order_id is not None:
        list(locked(SalesOrder.select(SalesOrder.id).where(SalesOrder.id == message.order_id)))


MessagesTold = list[tuple[int, ToldText]]


def _written(steps: list[dict[str, Any]]) -> MessagesTold:
    return [(id, STEP.told(id, row)) for id, row in zip(STEP(steps), steps, strict=True)]


def _link(order: int | None, messages: MessagesTold, steps: MessagesTold) -> None:
    if not (messages or steps):
        return
    kinds = (HOUSE_MESSAGE, HOUSE_STEP) if order is None else (MESSAGE, MESSAGE_STEP)
    made = [(kind, *one) for kind, some in zip(kinds, (messages, steps), strict=True) for one in some]
    if order is None:
        keep_of_house(made)
    else:
        chaining.go_on(order, made)
