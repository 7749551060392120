"""Credit-card numbers are never stored: only brand, last four digits, expiry and the authorisation (X-14)."""

import re
from collections.abc import Callable
from typing import Any, cast

NEVER_STORED = "a card number is never stored"
"""What a clerk is told, after the name of the field."""

_RUN = re.compile(r"[0-9](?:[ -]?[0-9]){12,18}")


def holds_card_number(text: str) -> bool:
    """Does a text contain a full card number: 13 to 19 digits, grouped or not, with a right check digit?"""
    if sum(character in "0123456789" for character in text) < 13:
        return False
    # here: not needed before the first long number
    from stdnum import luhn  # pyright: ignore[reportMissingTypeStubs]

    valid: Callable[[str], bool] = cast(Any, luhn).is_valid
    return any(valid(re.sub("[ -]", "", run)) for run in _RUN.findall(text))
