"""What day it is at the counter (D-03)."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from custtui.domain.days import dated
from custtui.domain.errors import Refused
from custtui.domain.time_zone import zone_fault, zone_of
from custtui.models.base import now
from custtui.models.operator import Seller
from custtui.models.order import OrderEvent
from custtui.models.prepared import Prepared

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

BACK = timedelta(hours=1)
"""What a clock may go back without being told of it: clocks of two machines are never the same."""

COUNTRY = Prepared(lambda: Seller.select(Seller.country))
ZONE = Prepared(lambda: Seller.select(Seller.time_zone))
LAST = Prepared(lambda: OrderEvent.select(OrderEvent.at).order_by(OrderEvent.id.desc()).limit(1))


def zone() -> "ZoneInfo":
    """The seller's time zone, UTC where none is set up or what is set up is none (see fault)."""
    from zoneinfo import ZoneInfo

    return zone_of(_name()) or ZoneInfo("UTC")


def country() -> str:
    """The seller's, in whose order of day and month days are said and read; '' where none is set up."""
    row = COUNTRY.first()
    return row[0] if row else ""


def fault() -> str:
    """What is wrong with the seller's time zone, '' where nothing is."""
    why = zone_fault(_name())
    return f"seller, time_zone: {why}; the counter keeps UTC" if why else ""


def back() -> str:
    """That the clock went back behind what was posted last, '' where it did not (C-43).

    The last posting is the last line of an order's history: orders, shipments, invoices and payments leave one.
    """
    row: Any = None
    with suppress(Refused):  # what others wrote there is none: check names it
        row = LAST.first()
    if row is None or now() + BACK >= row[0]:
        return ""
    last, here = (f"{dated(one)} {one:%H:%M}" for one in (row[0].astimezone(zone()), now().astimezone(zone())))
    return f"The clock of this machine went back: the last posting is of {last}, now it is {here}. Set it right first"


def _name() -> str:
    row = next(iter(ZONE.once()), None)
    if row is None:
        ZONE.written()  # a house that is being set up has one soon
    return row[0] if row else "UTC"


def today() -> date:
    """The business date: the day in the seller's time zone."""
    return day_of(now())


def day_of(moment: datetime, here: "ZoneInfo | None" = None) -> date:
    """The day of a moment in the seller's time zone (`here` where it is known): one in the morning is of that day."""
    return moment.astimezone(here or zone()).date()


def noon_of(day: date, here: "ZoneInfo") -> datetime:
    """A moment (UTC) that is of this day in the seller's time zone, for what is known by its day alone."""
    return datetime.combine(day, time(12), here).astimezone(UTC)
