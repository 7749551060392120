"""Who works here, and what the house is set to: as their forms and commands write them (S-7, X-22)."""

from collections.abc import Callable, Iterable, Iterator

from custtui.domain.who import Act, Role, Who
from custtui.exchange import cells
from custtui.exchange.kind import CellValues, Complain, FileColumn, FileRow, Kind, Reference
from custtui.services.upkeep import staff_files


class StaffKind(Kind):
    """One row is one record, written by the hand of its form; one that stands is changed."""

    act: Act

    @property
    def brought_in_by(self) -> Act:
        """What its form asks for."""
        return self.act

    def own(self, item: CellValues) -> Iterable[Reference]:
        """Its key may stand in the file once."""
        key = self.columns[0].name
        yield key, f"key of {self.name}", item[key]

    def rows(self, item: CellValues) -> Iterable[CellValues]:
        """The row itself."""
        yield item


class Operators(StaffKind):
    """Operators, but for their PINs: new ones have none until an administrator, or they themselves, set one."""

    name = "operators"
    what = "who works here, with which role; a PIN is in no file"
    act = Act.OPERATORS
    columns = (
        FileColumn("login", "user of the operating system", cells.text(64), "ben", required=True),
        FileColumn("name", "as screens say it; blank: the login, or as it stands", cells.text(80), "Ben Baker"),
        FileColumn("role", "what he may do", cells.one_of(*map(str, Role)), "clerk", required=True),
        FileColumn("active", "works here; blank: Y", cells.FLAG, "Y"),
    )

    def begin(self) -> None:
        """The rows of a file, each with its line."""
        self.read_here = dict[str, tuple[int, CellValues]]()

    def make(self, rows: list[FileRow], complain: Complain) -> CellValues:
        """An operator."""
        line, values = rows[0]
        item: CellValues = {"name": "", "active": True, **values}
        for column, why in staff_files.operator_faults(item):
            complain(line, column, why)
        self.read_here.setdefault(item["login"], (line, item))
        return item

    def looks_again(self, item: CellValues) -> bool:
        """Whether an administrator is left, all of them tell."""
        return True

    def across(self, items: Iterator[CellValues]) -> Iterable[tuple[int, str, str]]:
        """Who is the last administrator and would be none."""
        gone = staff_files.last_administrator({login: item for login, (_, item) in self.read_here.items()})
        if gone:
            yield self.read_here[gone][0], "role", "nobody would be an administrator any more"

    def write(self, who: Who, items: Callable[[], Iterator[CellValues]]) -> int:
        """One by one: there are few."""
        return staff_files.write_operators(who, items())

    def unchanged(self, items: Iterator[CellValues]) -> int:
        """Those that stand just so."""
        return sum(not staff_files.differs(item) for item in items)

    def read(self) -> Iterator[CellValues]:
        """All operators, those who work here no longer too."""
        return staff_files.read_operators()


class ControlFiles(StaffKind):
    """The controls of the house: all of them, whatever they are set to."""

    name = "controls"
    what = "the controls of the house, each as custtui control takes it"
    act = Act.CONTROLS
    columns = (
        FileColumn("code", "the control", cells.text(40), "wanted_days", required=True),
        FileColumn("value", "its value, a rate as a fraction, a day as 2026-09-30", cells.text(2000), "7"),
    )

    def make(self, rows: list[FileRow], complain: Complain) -> CellValues:
        """A control and its value."""
        line, values = rows[0]
        item = {"value": "", **values}
        for column, why in staff_files.control_faults(item["code"], item["value"]):
            complain(line, column, why)
        return item

    def write(self, who: Who, items: Callable[[], Iterator[CellValues]]) -> int:
        """One by one: there are few."""
        return staff_files.write_controls(who, ((item["code"], item["value"]) for item in items()))

    def unchanged(self, items: Iterator[CellValues]) -> int:
        """Those that are set to it already."""
        return sum(staff_files.is_set(item["code"], item["value"]) for item in items)

    def read(self) -> Iterator[CellValues]:
        """All controls there are."""
        return ({"code": name, "value": value} for name, value in staff_files.read_controls_out())
