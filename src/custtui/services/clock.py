"""What day it is at the counter (D-03)."""

from datetime import date
from typing import TYPE_CHECKING

from custtui.models.base import now
from custtui.models.operator import Seller
from custtui.models.prepared import Prepared

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

ZONE = Prepared(lambda: Seller.select(Seller.time_zone))


def zone() -> "ZoneInfo":
    """The seller's time zone, UTC where none is set up."""
    from zoneinfo import ZoneInfo

    row = ZONE.first()
    return ZoneInfo(row[0] if row else "UTC")


def today() -> date:
    """The business date: the day in the seller's time zone."""
    return now().astimezone(zone()).date()
