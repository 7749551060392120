"""What day it is at the counter (D-03)."""

from datetime import date
from typing import TYPE_CHECKING

from custtui.domain.time_zone import zone_fault, zone_of
from custtui.models.base import now
from custtui.models.operator import Seller
from custtui.models.prepared import Prepared

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

ZONE = Prepared(lambda: Seller.select(Seller.time_zone))


def zone() -> "ZoneInfo":
    """The seller's time zone, UTC where none is set up or what is set up is none (see fault)."""
    from zoneinfo import ZoneInfo

    return zone_of(_name()) or ZoneInfo("UTC")


def fault() -> str:
    """What is wrong with the seller's time zone, '' where nothing is."""
    why = zone_fault(_name())
    return f"seller, time_zone: {why}; the counter keeps UTC" if why else ""


def _name() -> str:
    row = ZONE.first()
    return row[0] if row else "UTC"


def today() -> date:
    """The business date: the day in the seller's time zone."""
    return now().astimezone(zone()).date()
