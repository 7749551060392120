"""An announcement as typed: what it is about, and its own words (F-49)."""

from dataclasses import dataclass
from typing import Annotated

from custtui.domain.notice import LONGEST_SUBJECT
from custtui.domain.records.account import CODE
from custtui.domain.records.fact import Fact, Sort

LONGEST_TEXT = 2000


@dataclass(frozen=True, slots=True)
class AnnouncementFields:
    """`event` is a code contacts subscribed to."""

    event: Annotated[
        str,
        Fact("Event", "Its subscribers get it: product launch …", CODE, Sort.NAMED, needed=True, prompt="events"),
    ] = ""
    subject: Annotated[str, Fact("Subject", "One line", LONGEST_SUBJECT, needed=True)] = ""
    text: Annotated[
        str,
        Fact("Text", "Between the greeting and the seller's name", LONGEST_TEXT, Sort.LINES, needed=True),
    ] = ""
