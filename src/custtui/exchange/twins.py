"""Tells of customers in a file that seem to stand already, or twice in it: warnings, never rejects (R-41)."""

from collections.abc import Iterable
from itertools import groupby

from custtui.domain.similarity import Person, compare, meeting_keys
from custtui.exchange.staging import WARNING, Stage
from custtui.services.bulk.tables import changed
from custtui.services.lookup.duplicates import made_after, newest, standing_twins

COMPARED = 5
"""Lines of one key that each further one is compared with."""


class Twins:
    """The likely twins of one import."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.newest = stage, newest()

    def look(self, people: Iterable[tuple[int, Person | None]]) -> None:
        """Compare customers with those that stand; keep what they may meet others of the file by."""
        known = [(line, person) for line, person in people if person is not None]
        told = standing_twins([person for _, person in known])
        for (line, _), text in zip(known, told, strict=True):
            if text:
                self.stage.find(WARNING, line, "name", text)
        self.stage.add_twins((meeting_keys(person), line, person) for line, person in known)

    def again(self) -> None:
        """Nobody else can make a customer now: compare those made since this import began.

        Raises Refused for one like a customer of the file: whoever brings the file is to be told first (R-41).
        """
        for code, made in made_after(self.newest):
            for line, person in self.stage.meeting(meeting_keys(made)):
                if compare(person, made).strong:
                    raise changed(f"line {line} is like {code}, made just now: import it again to see")

    def within_file(self) -> None:
        """Compare customers of the file with each other; each line is told of once."""
        told = set[int]()
        for _, group in groupby(self.stage.groups_of_twins(), lambda row: row[0]):
            first: list[tuple[int, Person]] = []
            for _, line, person in group:
                twin = next((one for one, other in first if one != line and compare(person, other).strong), 0)
                if twin and line not in told:
                    told.add(line)
                    self.stage.find(WARNING, line, "name", f"like the customer on line {twin}")
                if len(first) < COMPARED:
                    first.append((line, person))
