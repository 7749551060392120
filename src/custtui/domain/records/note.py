"""Notes about a customer: what to know (F-24, R-39), and what is to be done (F-23)."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from custtui.domain.records.account import CODE
from custtui.domain.records.fact import Fact, InFiles, Sort, fields_of

OPEN, RESOLVED = "open", "resolved"


@dataclass(frozen=True, slots=True)
class NoteFields:
    """A note as typed; `on_selection`: it is shown while an order of this customer is keyed."""

    text: Annotated[
        str,
        Fact(
            "Note",
            "What to know about this customer",
            2000,
            Sort.LINES,
            needed=True,
            file=InFiles("the note", "asks for pallets, not boxes", required=True),
        ),
    ] = ""
    on_selection: Annotated[
        bool,
        Fact(
            "On orders",
            "Y: shown beside every order this customer places",
            1,
            Sort.FLAG,
            file=InFiles("shown when the customer orders", "Y"),
        ),
    ] = False


@dataclass(frozen=True, slots=True)
class ActionTexts:
    """What an action note has as text: reason is a code, assignee an operator's login."""

    reason: Annotated[
        str,
        Fact(
            "Reason",
            "Why",
            CODE,
            Sort.NAMED,
            needed=True,
            prompt="reasons",
            file=InFiles("code of the reason", "CALL", required=True),
        ),
    ] = ""
    text: Annotated[
        str,
        Fact(
            "Text",
            "What is to be done",
            500,
            file=InFiles("what is to be done", "ask for the new certificate"),
        ),
    ] = ""
    assignee: Annotated[
        str,
        Fact(
            "Assigned to",
            "The operator who does it",
            40,
            Sort.NAMED,
            prompt="assignees",
            file=InFiles("login of the operator who does it", "ann"),
        ),
    ] = ""


@dataclass(frozen=True, slots=True)
class ActionFields(ActionTexts):
    """An action note as typed; status `open` or `resolved`."""

    FIRST: ClassVar = tuple(fields_of(ActionTexts))

    follow_up: Annotated[
        str,
        Fact(
            "Follow up",
            "The day it is to be looked at: +7, 28.11., 28 Nov",
            20,
            Sort.DAY,
            file=InFiles("day to follow it up", "+7"),
        ),
    ] = ""
    status: Annotated[
        str,
        Fact(
            "Status",
            "open, or resolved: then it leaves the list",
            20,
            Sort.OTHER,
            prompt="statuses",
            file=InFiles("blank: open", OPEN),
        ),
    ] = OPEN
