"""Credit-card numbers are never stored: only brand, last four digits, expiry and the authorisation (X-14)."""

import re

_RUN = re.compile(r"[0-9](?:[ -]?[0-9]){12,18}")


def holds_card_number(text: str) -> bool:
    """Does a text contain a full card number: 13 to 19 digits, grouped or not, with a right check digit?"""
    if sum(character in "0123456789" for character in text) < 13:
        return False
    from stdnum import luhn  # here: not needed before the first long number

    return any(luhn.is_valid(re.sub("[ -]", "", run)) for run in _RUN.findall(text))
