"""Time zones by the names of the time zone database (D-03)."""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

NO_PLACES = ("factory", "localtime", "posixrules")
"""Names of the database that are no zone: what a machine is set to, or not set to yet."""


@lru_cache(maxsize=8)
def zone_of(name: str) -> "ZoneInfo | None":
    """The zone of that name, None where there is none."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown; no name at all; a folder of the time zone database
        return None


def zone_fault(name: str) -> str:
    """Why a name is no time zone, '' where it is one."""
    known = zone_of(name) and name.casefold().removeprefix("posix/").removeprefix("right/") not in NO_PLACES
    return "" if known else f"{name!r} is not a time zone like America/New_York"
