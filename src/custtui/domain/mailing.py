"""What a message goes out as, what keeps it from going, and when it is tried again (R-45)."""

from datetime import datetime, timedelta
from typing import NamedTuple

LEASE = timedelta(minutes=15)
"""So long a message is one notifier's: longer than all answers of a mail server together are waited for."""
PAUSES = tuple(timedelta(minutes=one) for one in (1, 5, 15, 60, 240, 720, 1440))
"""Between two tries of a message, growing; after the last of them it has failed."""


class Letter(NamedTuple):
    """A message as it is sent; its `message_id` is the same however often it is tried."""

    message_id: str
    to: str
    subject: str
    body: str
    made_at: datetime


class NotSent(Exception):
    """Why a message was not sent, in words."""


class Away(NotSent):
    """The mail server cannot be worked with at all: no message is tried before that is mended."""


class Later(NotSent):
    """It may go the next time."""


class RefusedForGood(NotSent):
    """It never goes like that; `address` says whether it is the address that is refused."""

    def __init__(self, reason: str, *, address: bool) -> None:
        super().__init__(reason)
        self.address = address


def pause_after(tries: int) -> timedelta | None:
    """How long to wait after so many tries; None where there is none any more."""
    return PAUSES[tries - 1] if tries <= len(PAUSES) else None
