"""Phones, e-mails and the like: what one reaches somebody by, and the form they are searched in."""

from enum import StrEnum

from custtui.domain import email, phone


class PointKind(StrEnum):
    """The kinds of contact points."""

    PHONE = "PHONE"
    EMAIL = "EMAIL"
    FAX = "FAX"
    WEB = "WEB"


def normal(kind: str, value: str) -> str:
    """The form for search: of a phone or fax its digits, of the others lower case."""
    return phone.digits(value) if kind in (PointKind.PHONE, PointKind.FAX) else email.normal(value)
