"""What is said of a contact in words beside who it is: plain data that the lookup needs at the start."""

from dataclasses import dataclass
from typing import Annotated

from custtui.domain.address import Address
from custtui.domain.records.fact import Fact, InFiles, Owner, Sort, fields_of, said_of
from custtui.domain.records.permitted import NO_EMAIL, NO_PHONE, NO_POST

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

    no_post: Annotated[str, NO_POST._replace(owner=CONTACT)] = ""
    no_email: Annotated[str, NO_EMAIL._replace(owner=CONTACT)] = ""
    no_phone: Annotated[str, NO_PHONE._replace(owner=CONTACT)] = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """Those that say something, in order; refusals behind what they refuse."""
        said = fields_of(ContactTexts)
        refused = {name: one.label.lower() for name, one in said.items() if one.sort is Sort.REFUSAL}
        told = said_of(ContactTexts, self).items()
        return tuple(f"{refused[name]} since {text}" if name in refused else text for name, text in told if text)


@dataclass(frozen=True, slots=True)
class Acting(ContactTexts):
    """What is kept of a contact beside who it is and where. `points` are (kind, value), the first of a kind primary.

    `address` is its own, None where it has none.
    """

    roles: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    points: tuple[tuple[str, str], ...] = ()
    address: Address | None = None
