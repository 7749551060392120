"""What is said of a contact in words beside who it is: plain data that the lookup needs at the start."""

from dataclasses import dataclass
from typing import Annotated

from custtui.domain.address import Address
from custtui.domain.records.fact import Fact, InFiles, Owner, said_of

CONTACT = Owner.CONTACT


@dataclass(frozen=True, slots=True)
class ContactTexts:
    """What a contact has as text, whether it was typed, stands in a file or is written down."""

    title: Annotated[
        str,
        Fact(
            "Title",
            "What the person is called: Head of purchasing",
            80,
            owner=CONTACT,
            file=InFiles("title", "Accountant"),
        ),
    ] = ""
    department: Annotated[
        str,
        Fact(
            "Department",
            "Where the person works: Logistics",
            80,
            owner=CONTACT,
            file=InFiles("department", "Finance"),
        ),
    ] = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """Those that say something, in order."""
        return tuple(filter(None, said_of(ContactTexts, self).values()))


@dataclass(frozen=True, slots=True)
class Acting(ContactTexts):
    """What is kept of a contact beside who it is and where. `points` are (kind, value), the first of a kind primary.

    `address` is its own, None where it has none.
    """

    roles: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    points: tuple[tuple[str, str], ...] = ()
    address: Address | None = None
