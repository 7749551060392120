"""Phones, e-mails and the like: what one reaches somebody by, and the form they are searched in."""

from enum import StrEnum


class PointKind(StrEnum):
    """The kinds of contact points."""

    PHONE = "PHONE"
    EMAIL = "EMAIL"
    FAX = "FAX"
    WEB = "WEB"


def normal(kind: str, value: str) -> str:
    """The form for search: of a phone or fax its digits (any script's), of the others lower case."""
    if kind in (PointKind.PHONE, PointKind.FAX):
        return "".join(character if character.isascii() else str(int(character)) for character in value
                       if character.isdecimal())  # fmt: skip
    return value.casefold()
