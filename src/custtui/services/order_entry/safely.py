"""Typed text as a draft keeps it: whatever it is, it is not refused and does no harm (S-5)."""

from dataclasses import astuple

from custtui.domain.text import LONGEST, harmless, seen_text, visible
from custtui.domain.typed import Unreadable, read_date
from custtui.services import clock
from custtui.services.order_entry.views import LineText


def kept(text: LineText) -> LineText:
    """A line as it is kept: invisible marks are left out, what no database or terminal takes is shown (S-5)."""
    *texts, scanned = astuple(text)
    return LineText(*[safe(visible(one)).strip() for one in texts], scanned=bool(scanned))


def as_day(text: str) -> str:
    """A readable date as its day, so that `+7` means today's week tomorrow too; anything else as typed."""
    if not text.strip():
        return ""
    try:
        return read_date(text, clock.today()).isoformat()
    except Unreadable:
        return seen(text).strip()


def seen(text: str) -> str:
    """As `safe`, without what nobody sees in it; joiners between letters stay."""
    return safe(seen_text(text))


def safe(text: str) -> str:
    """The text without control characters, and no longer than is kept; whatever it is, it is not refused here."""
    return harmless(text[:LONGEST])
