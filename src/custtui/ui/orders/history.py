"""The history of an order: holds, what goes on beside this revision, and who did what when (F-74)."""

from dataclasses import dataclass
from datetime import datetime

from custtui.domain.acceptance import HOLDS
from custtui.domain.event import EventKind, event_word
from custtui.domain.order import status_word
from custtui.services.views import EventView, HoldView, OrderView
from custtui.ui.kit import format as fmt
from custtui.ui.kit.paint import Line

OF_HOLDS = (EventKind.HELD, EventKind.RELEASED)
"""What the holds themselves tell; of one of another revision who signed beside is told."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One row of the history."""

    when: datetime
    who: str
    text: str
    style: str = "text"


def entries(order: OrderView) -> list[HistoryEntry]:
    """Holds that stand first, then everything else, the newest on top."""
    standing = [_hold(order, hold) for hold in order.standing]
    past = [_past(order, hold) for hold in order.holds if hold not in order.standing]
    events = [
        HistoryEntry(event.at, event.by, _said(event.kind, event.text))
        for event in reversed(order.events)
        if not _of_holds(order, event)
    ]
    return standing + sorted(events + past, key=lambda entry: entry.when, reverse=True)


def _of_holds(order: OrderView, event: EventView) -> bool:
    """Do the holds themselves tell of it?"""
    if event.kind == EventKind.WAITING:
        return any(hold.text and hold.text in event.text for hold in order.standing)
    told = {by for hold in order.holds for by in (hold.placed_by, hold.released_by)}
    return event.kind in OF_HOLDS and (not event.signed_by or event.by in told)


def _hold(order: OrderView, hold: HoldView) -> HistoryEntry:
    return HistoryEntry(hold.placed_at, hold.placed_by, f"waiting: {order.words_of(hold)}", "mark")


def _past(order: OrderView, hold: HoldView) -> HistoryEntry:
    """A hold that was released, or one that an order still had when it came to nothing."""
    words = order.words_of(hold)
    if hold.released_at is None:
        return HistoryEntry(hold.placed_at, hold.placed_by, f"was held: {words}")
    return HistoryEntry(hold.released_at, hold.released_by or "", f"released: {words}")


def _said(kind: str, text: str) -> str:
    """`accepted automatically: 350.00, limit 500.00`; the kind is not said twice."""
    kind, text = event_word(kind), status_word(text)
    if text.startswith("automatically"):
        return f"{kind} {text}"
    if text.startswith("approved"):
        codes = text.removeprefix("approved").removeprefix(": ").split(", ")
        why = ", ".join(HOLDS.get(code, code) for code in codes if code)
        return f"approved: {why}" if why else "approved"
    if not text or text.lower().startswith(kind.lower()):
        return text or kind
    return f"{kind}: {text}"


def draw_entry(entry: HistoryEntry, line: Line) -> None:
    """`18 Nov 10:02  Ann  accepted: 350.00 within 500.00`"""
    line.put(1, fmt.moment(entry.when), "dim", 17)
    x = 15 if len(fmt.moment(entry.when)) <= 13 else 19
    line.put(x, entry.who, "text", 8)
    line.put(x + 9, entry.text, entry.style, line.width - x - 9)
