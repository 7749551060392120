"""What is said of a contact in words beside who it is: plain data that the lookup needs at the start."""

from dataclasses import dataclass
from typing import Annotated

from custtui.domain.address import Address
from custtui.domain.records.fact import Fact, InFiles, Owner, Sort, fields_of, said_of
from custtui.domain.records.permitted import (
    NO_EMAIL,
    NO_EMAIL_SINCE,
    NO_PHONE,
    NO_PHONE_SINCE,
    NO_POST,
    NO_POST_SINCE,
    SINCE,
)

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
    no_post_since: Annotated[str, NO_POST_SINCE._replace(owner=CONTACT)] = ""
    no_email_since: Annotated[str, NO_EMAIL_SINCE._replace(owner=CONTACT)] = ""
    no_phone_since: Annotated[str, NO_PHONE_SINCE._replace(owner=CONTACT)] = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """Those that say something, in order; of refusals `no post since 2026-05-03 moved away`."""
        said, told = fields_of(ContactTexts), said_of(ContactTexts, self)
        days = {name: told.get(f"{name}{SINCE}", "") for name, one in said.items() if one.sort is Sort.REFUSAL}
        texts = {name: text for name, text in told.items() if text and said[name].sort is not Sort.SINCE}
        return tuple(
            f"{said[name].label.lower()} since {days[name]} {text}" if name in days else text
            for name, text in texts.items()
        )


@dataclass(frozen=True, slots=True)
class Acting(ContactTexts):
    """What is kept of a contact beside who it is and where. `points` are (kind, value), the first of a kind primary.

    `address` is its own, None where it has none. `shared`: for all accounts of its customer's party (F-48).
    """

    roles: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    points: tuple[tuple[str, str], ...] = ()
    address: Address | None = None
    shared: bool = False
