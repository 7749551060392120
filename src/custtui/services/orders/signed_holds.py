"""Who signed for a hold or for its release: the order's history tells it, written right behind it (X-22, F-74)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from custtui.domain.event import EventKind
from custtui.domain.who import by_both
from custtui.services.views import EventView, HoldView

RELEASES = (EventKind.RELEASED, EventKind.ACCEPTED)


def with_signatures(holds: Iterable[HoldView], events: Sequence[EventView]) -> tuple[HoldView, ...]:
    """The holds, each with both names where another operator signed beside; `events` of their order, oldest first."""
    return tuple(_released(_placed(one, events), events) for one in holds)


def _placed(hold: HoldView, events: Sequence[EventView]) -> HoldView:
    text = f"{hold.code}: {hold.text}" if hold.text else hold.code
    found = (one for one in events if one.kind == EventKind.HELD and one.text == text and one.at >= hold.placed_at)
    by, signed = _both(hold.placed_by, next(found, None))
    return replace(hold, placed_by=by, placed_signed_by=signed) if signed else hold


def _released(hold: HoldView, events: Sequence[EventView]) -> HoldView:
    if hold.released_at is None or hold.released_by is None:
        return hold
    at = hold.released_at
    by, signed = _both(hold.released_by, next((one for one in events if one.kind in RELEASES and one.at >= at), None))
    return replace(hold, released_by=by, released_signed_by=signed) if signed else hold


def _both(login: str, told: EventView | None) -> tuple[str, str]:
    """Who did it as the history names them, and who signed; '' where nobody did, or it is about somebody else."""
    signed = told.signed_by if told else ""
    both = by_both(login, signed)
    return (both, signed) if told and told.by == both else (login, "")
