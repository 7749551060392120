"""What a sales order may become: its stored statuses and the steps between them (C-14)."""

from enum import StrEnum


class Status(StrEnum):
    """Where a revision stands; quantities and summaries are derived, never stored (R-29)."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    SUPERSEDED = "superseded"
    CANCELLED = "cancelled"
    FINISHED = "finished"


TRANSITIONS: tuple[tuple[Status, Status], ...] = (
    (Status.PENDING, Status.ACCEPTED),
    (Status.PENDING, Status.DECLINED),
    (Status.PENDING, Status.CANCELLED),
    (Status.ACCEPTED, Status.SUPERSEDED),
    (Status.ACCEPTED, Status.FINISHED),
    (Status.ACCEPTED, Status.CANCELLED),
)
"""Every step a revision may take; the database refuses all others."""
