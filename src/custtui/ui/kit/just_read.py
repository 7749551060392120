"""What a screen read just now, for the one below it: with one key it is read once (P-13)."""

from typing import Any


class JustRead:
    """One answer at most, by the number it is of; whoever leaves it there forgets it before the next key."""

    def __init__(self) -> None:
        self.number, self.answer = "", None

    def leave(self, number: str, answer: Any) -> None:
        """What was read of that number."""
        self.number, self.answer = number, answer

    def of(self, number: str) -> Any:
        """The same, where it was read; else None."""
        return self.answer if number and number == self.number else None
