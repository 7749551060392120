"""In which currency a credit limit stands that several accounts share (C-25, C-35)."""

from collections.abc import Iterable


def limit_currency(of_sharing: Iterable[str], otherwise: str) -> str:
    """The currency of the oldest of the accounts that share it, given the oldest first; `otherwise` without any.

    The limit has none of its own: it was typed for the accounts there were, and one in another currency that is
    made later gets no limit of its own by it. Nothing is ever converted.
    """
    return next(iter(of_sharing), otherwise)
