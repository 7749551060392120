"""What day and time it is at the counter: in the zone the house is set to, which is told once (D-03)."""

from datetime import date, datetime, tzinfo

_told: list[tzinfo] = []


def keep_time_of(zone: tzinfo) -> None:
    """From now on the counter is in this time zone; until then it is in the machine's."""
    _told[:] = [zone]


def today() -> date:
    """The business date, as services have it."""
    return datetime.now(_told[0] if _told else None).date()


def local(moment: datetime) -> datetime:
    """A moment as a clock at the counter shows it."""
    return moment.astimezone(_told[0] if _told else None)
