"""Pace: over a network the line's buffers take everything at once, so after much output ask whether it has arrived.

One question (a cursor report, 4 bytes) after some kilobytes in a short time, never for a key's echo; until the answer
comes, frames only change the model (P-12).
"""

QUESTION = b"\x1b[6n"

MUCH = 3000
"""Bytes that may be on their way without a question."""

DRAIN = 2400
"""Bytes a second that even a thin line carries."""

PATIENCE = 5.0
"""Seconds to wait for the answer of a terminal that has answered before."""

FIRST_PATIENCE = 0.15
"""Seconds to wait for one that never has; it is asked again only if its answer comes at last."""


class Pace:
    """Estimates what is on the way; all times are seconds of one steady clock."""

    def __init__(self, on: bool) -> None:
        self._on = on
        self._proven = self._tried = False
        self._asked = False
        self._until = 0.0
        self._level = self._at = 0.0

    def asks(self, size: int, now: float) -> bool:
        """Whether to ask after these `size` bytes."""
        self._level = max(0.0, self._level - (now - self._at) * DRAIN) + size
        self._at = now
        if not self._on or self._asked or self._level < MUCH or (self._tried and not self._proven):
            return False
        self._asked = self._tried = True
        return True

    def sent(self, now: float) -> None:
        """The question has been handed to the line."""
        self._until = now + (PATIENCE if self._proven else FIRST_PATIENCE)

    def answered(self) -> None:
        """The answer is here: nothing is on its way any more."""
        self._proven, self._asked, self._level = True, False, 0.0

    def hold(self, now: float) -> float:
        """Seconds to wait before sending more; 0: go on."""
        if not self._asked:
            return 0.0
        if now >= self._until:
            self._asked = False
            return 0.0
        return self._until - now
