"""The first start: what the program is, and what a new database shall begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from custtui.domain.errors import refuse
from custtui.ui import routes
from custtui.ui.home.hit_list import NEW
from custtui.ui.home.tasks import of_first_start
from custtui.ui.kit import keys
from custtui.ui.kit.paint import Line, broken, held, lines_of
from custtui.ui.kit.rows import Rows
from custtui.ui.kit.session import NewHouse
from custtui.ui.kit.view import Drawn, View
from custtui.ui.kit.window import section
from custtui.ui.kit.working import working
from custtui.ui.paths import path

if TYPE_CHECKING:
    from custtui.domain.who import Who
    from custtui.ui.kit.desk import Desk

WHAT = (
    "custtui is an order desk: it finds customers, keys their orders, ships, invoices and takes payments."
    " All of it by keys, none of which is lost, however fast they are typed."
)
MISSING = "No database yet, and none is made before you choose:"
EMPTY = "A new database, untouched before you choose:"


class Beginning(NamedTuple):
    """What a new database may begin with: the letter, what it is, and what is said of it below."""

    code: str
    name: str
    what: str
    told: str
    work: str = ""


HOUSE = Beginning(
    *("E", "An empty house", "your own customers and products"),
    "{login} is its administrator. {setup} sets it up, {new} creates customers; custtui import brings in files.",
    work="Making the database",
)
DEMO = Beginning(
    *("D", "The demo data", "customers and orders to try it on"),
    "Kept in this database; it takes some seconds. custtui demo has the same on a copy that is thrown away.",
    work="Loading the demo data",
)
LEAVE = Beginning("Q", "Leave", "nothing is made", "The next start asks again.")
HOW = "E, D, Q or the arrow keys choose; Enter begins."


class FirstStart(View):
    """Three choices; no key leads anywhere else. None is marked before a key has chosen it: Enter typed ahead makes
    nothing.
    """

    TITLE = "First start"
    TASKS = of_first_start
    ALONE: ClassVar[bool] = True

    def __init__(self, desk: Desk, house: NewHouse) -> None:
        super().__init__(desk)
        self.house = house
        self.rows: Rows[Beginning] = Rows([HOUSE, DEMO, LEAVE])

    def body(self, width: int, height: int) -> Drawn:
        """What does not fit stands without blank rows between; the choices are always whole."""
        parts = self._parts(width)
        apart = [Line(width)] if sum(map(len, parts)) + len(parts) - 1 <= height else []
        rows = list[Line]()
        at = 0
        for number, part in enumerate(parts):
            rows += apart if rows else []
            at = len(rows) if number == len(parts) - 2 else at
            rows += part
        row = at + 1 + max(0, self.rows.chosen)
        return held(rows, height), (1 if self.rows.chosen >= 0 else 0, min(row, height - 1))

    def _parts(self, width: int) -> list[list[Line]]:
        room = width - 2
        why = MISSING if self.house.missing else EMPTY
        place = lines_of(broken(self.house.place, room), width, 1, "strong")
        choices, _ = self.rows.draw(width, len(self.rows.items), _choice)
        one = self.rows.current
        told = one.told.format(login=self.house.login, new=keys.shown(NEW), setup=path("SU")) if one else HOW
        return [
            lines_of(broken(WHAT, room), width, 1, "text"),
            [*lines_of(broken(why, room), width, 1, "text"), *place],
            [section("Begin with", width), *choices],
            lines_of(broken(told, room), width, 1, "text"),
        ]

    async def text(self, text: str) -> None:
        """A letter chooses; Enter does it."""
        codes = [one.code for one in self.rows.items]
        if text.upper() not in codes:
            raise refuse("choice", f'"{text}" is not a choice: {", ".join(codes)}')
        self.rows.choose(codes.index(text.upper()))

    async def key(self, key: str) -> bool:
        return self.rows.key(key)

    @keys.key("enter", "Begin", "Begin with what is chosen", bar=1)
    async def do_begin(self) -> None:
        """Enter: make the house and go to its home; keys typed meanwhile are for that."""
        one = self.rows.current
        if one is None:
            self.desk.refuse(f"No key has chosen yet: {HOW}")
        elif one is LEAVE:
            self.desk.end()
        else:
            with working(self.desk, one.work):
                who, told = await self.desk.ask(self.house.make, one is DEMO)
            await self._begin(who, told if one is DEMO else f"{told} {path('SU')} sets up the house")

    async def _begin(self, who: Who, told: str) -> None:
        desk = self.desk
        desk.session.begin(who)
        if desk.shift:
            await desk.shift.close(told)
            return
        await desk.open(routes.home(desk))
        desk.views.remove(self)
        desk.hint(told)

    @keys.key("f1", "Help", "What can be done here", bar=2)
    async def do_help(self) -> None:
        """F1: help."""
        await self.desk.do_help()

    @keys.key("f3", "Exit", "Leave the program; nothing is made", bar=3)
    async def do_leave(self) -> None:
        """F3: leave, nothing is made."""
        self.desk.end()

    @keys.key("ctrl+l", "Redraw", "Draw the screen anew")
    async def do_redraw(self) -> None:
        """Ctrl+L: send everything anew."""
        self.desk.redraw()


def _choice(one: Beginning, line: Line) -> None:
    line.put(3, one.code, "key")
    line.put(6, one.name, "strong")
    line.put(23, one.what, "text", line.width - 24)
