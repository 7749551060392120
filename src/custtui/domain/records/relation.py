"""From when to when parties are something to one another (F-42)."""

from dataclasses import dataclass
from typing import Annotated

from custtui.domain.records.fact import Fact, InFiles, Sort, fields_of


@dataclass(frozen=True, slots=True)
class RelationDays:
    """Both days as typed."""

    first_day: Annotated[
        str,
        Fact(
            "From",
            "The first day, if there is one: 1 May, 2024-05-01",
            20,
            Sort.PAST_DAY,
            file=InFiles("first day; blank: for ever", "2026-01-01"),
        ),
    ] = ""
    last_day: Annotated[
        str,
        Fact(
            "To",
            "The last day, if there is one",
            20,
            Sort.LAST_DAY,
            file=InFiles("last day; blank: until further notice", ""),
        ),
    ] = ""


RELATION_DAYS = fields_of(RelationDays)
