"""Checks messages against the steps their chains tell of (R-45, S-6)."""

from collections.abc import Iterator

from custtui.models.base import db

OTHERWISE = (
    "SELECT m.id, m.state, m.address, m.sent_at, s.id, s.state, s.address, s.made_at FROM outbox m"
    " LEFT JOIN outbox_step s ON s.id = (SELECT max(x.id) FROM outbox_step x WHERE x.outbox_id = m.id)"
    " WHERE s.id IS NULL OR s.state <> m.state OR s.address <> m.address"
    " OR m.sent_at IS DISTINCT FROM CASE WHEN s.state = 'SENT' THEN s.made_at END ORDER BY m.id"
)


def message_faults() -> Iterator[str]:
    """What became of each message, and where it goes, is what its last step made it."""
    for message, state, address, sent_at, step, *was in db.execute_sql(OTHERWISE).fetchall():
        if step is None:
            yield f"outbox {message}: nothing tells what became of it"
        else:
            told = _said(was[0], was[1], was[2] if was[0] == "SENT" else None)
            yield f"outbox {message}: is {_said(state, address, sent_at)}, its last step made it {told}"


def _said(state: str, address: str, sent_at: str | None) -> str:
    return f"{state} to {address!r}" + (f" at {sent_at}" if sent_at else "")
