"""What the history of an order tells of (F-74)."""

from enum import StrEnum


class EventKind(StrEnum):
    """What happened, as it is stored; said at the counter by `event_word`."""

    PLACED = "placed"
    IMPORTED = "imported"
    CHANGED = "changed"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    HELD = "held"
    RELEASED = "released"
    SHIPPED = "shipped"
    FORFEITED = "forfeited"
    RETURNED = "returned"
    COVERED = "covered"
    PROGRESS = "progress"
    """Of a cover (C-45)."""
    INVOICED = "invoiced"
    CREDITED = "credited"
    PAID = "paid"
    UNPAID = "unpaid"
    """What settled an invoice was taken back (C-37)."""
    FINISHED = "finished"
    DATES = "dates"
    """Documents dated otherwise than their order allows, by an administrator (C-43)."""


SAID: dict[str, str] = {
    EventKind.FORFEITED.value: "closed short",
    EventKind.CANCELLED.value: "canceled",
    EventKind.DATES.value: "dated otherwise",
}


def event_word(kind: str) -> str:
    """How a stored kind is said at the counter."""
    return SAID.get(kind, kind.replace("_", " "))
