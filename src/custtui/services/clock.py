"""What day it is at the counter (D-03)."""

from datetime import date

from custtui.models.base import now
from custtui.models.operator import Seller
from custtui.models.prepared import Prepared

ZONE = Prepared(lambda: Seller.select(Seller.time_zone))


def today() -> date:
    """The business date: the day in the seller's time zone, UTC where none is set up."""
    from zoneinfo import ZoneInfo

    row = ZONE.first()
    return now().astimezone(ZoneInfo(row[0] if row else "UTC")).date()
