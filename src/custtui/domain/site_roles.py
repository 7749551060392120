"""The roles a site may have, each with its key; and what one key does to a role (F-31, F-32)."""

from dataclasses import dataclass
from enum import StrEnum

from custtui.domain.site import Purpose


@dataclass(frozen=True, slots=True)
class SiteRole:
    """A purpose as a clerk knows it: the key that turns it, the head of its column, the word in messages."""

    key: str
    purpose: Purpose
    head: str
    word: str


SITE_ROLES = (
    SiteRole("B", Purpose.BILL_TO, "Bill", "bill-to"),
    SiteRole("S", Purpose.SHIP_TO, "Ship", "ship-to"),
    SiteRole("T", Purpose.STATEMENTS, "Stmt", "statements"),
    SiteRole("D", Purpose.DUNNING, "Dun", "dunning"),
    SiteRole("L", Purpose.LEGAL, "Law", "legal"),
    SiteRole("M", Purpose.MARKETING, "Mkt", "marketing"),
)
IDENTIFYING = "I"
"""The key of the identifying address, which is no purpose of an account but where the party is (R-13)."""


class RoleTurn(StrEnum):
    """What the key of a role does to a site."""

    GIVE = "give"
    MOVE = "move"
    TAKE = "take"


def next_turn(use: bool | None) -> RoleTurn:
    """A site without the role gets it, one with it becomes the primary one, the primary one loses it.

    `use` is None where the site has not got the role, else whether it is the primary one.
    """
    if use is None:
        return RoleTurn.GIVE
    return RoleTurn.TAKE if use else RoleTurn.MOVE


def mark(use: bool | None) -> str:
    """`P` primary, `y` has the role, `-` has not."""
    return "-" if use is None else "P" if use else "y"


def word(purpose: str) -> str:
    """`bill-to` for BILL_TO; a purpose of other make reads as it is."""
    known = {str(role.purpose): role.word for role in SITE_ROLES}
    return known.get(purpose, purpose.lower())
