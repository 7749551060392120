"""What goes over from one order of a session to the next (F-58): source, ship-via and the days to the wanted date."""

from dataclasses import dataclass, replace

from custtui.services.order_entry.views import HeaderText

USUAL_SOURCE = HeaderText().source


def same_source(one: str, other: str) -> bool:
    """Is the source of both orders the same, in any capitals?"""
    return one.strip().casefold() == other.strip().casefold()


@dataclass(slots=True)
class WantedIn:
    """Days to the wanted date: typed on the order being keyed, or come over from the order before with its source."""

    days: int | None = None
    source: str = ""
    """The source they came with; '' where they were typed."""

    @property
    def told(self) -> str:
        """`+7, mail`: that the wanted date came over, and with what; '' where it did not."""
        return f"+{self.days}, {self.source}" if self.source else ""


@dataclass(slots=True)
class Carried:
    """The order before, as far as it goes over. `days` are those to the wanted date, None where they do not.

    The days belong to a stack of orders of one kind: they go over only while a source is typed, and the same one
    as on the order before. Never PO number, roles or payment: those are one customer's.
    """

    source: str = ""
    ship_via: str = ""
    days: int | None = None

    def placed(self, header: HeaderText, days: int | None) -> None:
        """An order was placed; `days` to its wanted date were typed on it, or had come over."""
        self.source, self.ship_via = header.source, header.ship_via
        self.days = None if same_source(header.source, USUAL_SOURCE) else days

    def onto(self, header: HeaderText) -> HeaderText:
        """The header of the next order."""
        wanted = header.wanted if self.days is None else f"+{self.days}"
        source, ship_via = self.source or header.source, self.ship_via or header.ship_via
        return replace(header, source=source, ship_via=ship_via, wanted=wanted)
