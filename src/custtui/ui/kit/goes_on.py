"""The hint that a list goes on below: it ends with the next key that moves the cursor, and touches no other hint."""

from collections.abc import Callable


class GoesOn:
    """Says it, and takes it back where it stands no more."""

    def __init__(self, hint: Callable[[str], None]) -> None:
        self._hint = hint
        self._said = False

    def tell(self, text: str) -> None:
        """What lies below; '' for nothing, which takes back what was said."""
        if text or self._said:
            self._hint(text)
        self._said = bool(text)
