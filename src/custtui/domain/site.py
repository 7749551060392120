"""Purposes of a site: the address roles (F-31)."""

from enum import StrEnum


class Purpose(StrEnum):
    """What an account uses a site for."""

    BILL_TO = "BILL_TO"
    SHIP_TO = "SHIP_TO"
    STATEMENTS = "STATEMENTS"
    DUNNING = "DUNNING"
    LEGAL = "LEGAL"
    MARKETING = "MARKETING"
