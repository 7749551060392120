"""An order keyed on two terminals of one clerk at once: F9 places what its own screen shows, or says what is new."""

from typing import NamedTuple

from custtui.domain.errors import CHANGED, Fault
from custtui.domain.money import shown
from custtui.domain.naming import some
from custtui.services.order_entry.rows import Head
from custtui.services.order_entry.views import DraftView, HeaderText, LineText, Slot
from custtui.services.order_entry.work import Work


class OnScreen(NamedTuple):
    """What a screen shows of a draft that another terminal may have changed since."""

    lines: tuple[tuple[int, LineText, bool], ...]
    header: tuple[str, ...]
    bill_to: tuple[int | None, ...]
    ship_to: tuple[int | None, ...]


def on_screen(view: DraftView) -> OnScreen:
    """What this view of a draft shows."""
    lines = tuple((line.position, line.text, line.struck) for line in view.lines)
    return OnScreen(lines, _header(view.header), _place(view.bill_to), _place(view.ship_to))


def elsewhere(work: Work, seen: OnScreen | None) -> list[Fault]:
    """That the draft is not as the screen shows it; what it comes to now. Nothing where no screen asks."""
    rows = work.roles.stored.lines
    lines = tuple((row.position, row.text, row.struck) for row in rows)
    if seen is None or seen == OnScreen(lines, _header(work.head), _place(work.bill_to), _place(work.ship_to)):
        return []
    total = shown(work.gross, work.roles.sold_to.currency)
    return [Fault(CHANGED, "", f"another terminal of yours keyed on, now {some(len(rows), 'line')}, {total}")]


def _header(typed: Head | HeaderText) -> tuple[str, ...]:
    return typed.po_number, typed.wanted, typed.ship_via, typed.source, typed.message, typed.internal_note


def _place(slot: Slot | None) -> tuple[int | None, ...]:
    return () if slot is None else (slot.account_id, slot.site_id, slot.address_id)
