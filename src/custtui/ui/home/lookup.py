"""Home: one box finds any customer; with the box empty it lists my drafts and my waiting orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.domain.choice import Choice
from custtui.domain.errors import refuse
from custtui.domain.naming import some
from custtui.services.views.order_list import DraftRow
from custtui.ui import routes
from custtui.ui.home.hit_list import NEW, HitList
from custtui.ui.home.hit_rows import FILTER_KEY, draw_hits
from custtui.ui.home.opening import DROP, Opener
from custtui.ui.home.tasks import of_home
from custtui.ui.kit import keys
from custtui.ui.kit.clipboard import of_row
from custtui.ui.kit.page import THEMES
from custtui.ui.kit.prompt import Prompt, matching
from custtui.ui.kit.rows import STANDING
from custtui.ui.kit.view import Drawn, View

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk


class CustomerLookup(View):
    """The Find box, the hits, and the highlighted customer below."""

    TITLE = "Customers"

    opening = keys.part(Opener)
    TASKS = of_home

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.hits = HitList(desk)
        self.fields = [self.hits.find]
        self.opening = Opener(self.hits)

    def body(self, width: int, height: int) -> Drawn:
        return draw_hits(self.hits, width, height)

    @property
    def undone(self) -> str:
        return self.hits.rows.undone

    async def opened(self) -> None:
        """Home comes up: Find empty, the cursor in it, my drafts and waiting orders listed."""
        await self.hits.begin()

    async def returned(self) -> None:
        """Back from a screen: the list as it was, read again; options that still stand go on."""
        if self.hits.rows.options:
            await self.opening.work_options()
        else:
            await self.hits.as_it_was()

    async def settle(self) -> None:
        await self.hits.settle()

    async def afterwards(self) -> bool:
        return await self.hits.look_at_day()

    def copies(self) -> list[tuple[str, str]]:
        """Of the customer whose preview stands, else of the row; Find last."""
        shown = self.hits.shown
        return [*(shown.reached if shown else of_row(self.hits.rows.current)), *super().copies()]

    # -- keys ----------------------------------------------------------------------------------------------------
    async def text(self, text: str) -> None:
        if self.hits.in_list and self.hits.rows.type_option(text):
            return
        if not self.hits.rows.to_field(self.hits.find, text):
            raise refuse("option", STANDING)
        await super().text(text)

    async def edit(self, key: str) -> bool:
        if key == "end" and (self.hits.in_list or not self.hits.find.value):
            await self._to_end()
            return True
        if self.hits.in_list and key == "home":
            return await self.hits.walk(key)
        if key in ("backspace", "delete") and self.hits.rows.rub_out():
            return True
        if self.hits.in_list and key == "backspace":
            self.hits.rows.chosen = -1
        return await super().edit(key)

    async def _to_end(self) -> None:
        """In the list; no row counts before an arrow has reached one."""
        if self.hits.in_list:
            await self.hits.to_end()
        elif self.hits.rows.items:
            self.desk.hint("Down goes into the list, then End to its end")

    async def key(self, key: str) -> bool:
        await self.hits.refresh()
        if key == "up" and self.hits.rows.chosen == 0:
            self.hits.rows.chosen = -1
            return True
        return await self.hits.walk(key)

    @keys.key("f2", "Customers", "The cursor goes to Find")
    async def do_home(self) -> None:
        """F2: the cursor to Find, windows closed."""
        self.desk.windows.clear()
        self.hits.rows.chosen = -1
        self.hits.find.enter()

    @keys.key("f9", "Yes", keys.NO_USE)
    async def do_yes(self) -> None:
        """F9: there is nothing to say yes to."""
        self.desk.hint(
            keys.no_use(
                self.do_yes, f"{keys.name(Opener.do_take)} opens, {keys.name(Opener.do_order)} starts an order"
            )
        )

    @keys.key(DROP, "No", "Discard the highlighted draft")
    async def do_drop(self) -> None:
        """F11: drop the highlighted draft, after a question."""
        item = self.hits.rows.current
        if not isinstance(item, DraftRow):
            self.desk.hint(keys.no_use(self.do_drop))
            return

        async def drop() -> None:
            await self.opening.drop(item)
            await self.opened()

        lines = "" if item.trouble else f" with {some(item.lines, 'line')}"
        self.desk.confirm(f"Discard the draft for {item.name}{lines}?", drop)

    async def do_refresh(self) -> None:
        """F5: read again."""
        await self.hits.read_again()
        self.desk.hint("Refreshed")

    async def do_back(self) -> None:
        """F12: home has nothing behind it; the cursor goes to Find."""
        await self.do_home()

    async def do_leave(self) -> None:
        """F3: asks before leaving the program."""

        async def leave() -> None:
            self.desk.end()

        self.desk.confirm("Leave custtui? Drafts are saved", leave)

    @keys.key(NEW, "New", "Create a customer; the Find text becomes the business name", bar=2)
    @keys.key("insert", "New", "Create a customer")
    @keys.action("N", "New customer")
    async def do_new(self) -> None:
        """F6: create a customer, with the Find text as its name (F-06)."""
        await self.hits.refresh()
        name = self.hits.text_in_find if not self.hits.found.single else ""
        await self.desk.open(routes.profile(self.desk, None, name=name))

    @keys.action("T", "Theme: dark, light, without colors")
    async def do_change_theme(self) -> None:
        """F10 T: the next one, until the program ends."""
        here = THEMES.index(self.desk.session.theme)
        theme = THEMES[(here + 1) % len(THEMES)]
        self.desk.wear(theme)
        self.desk.hint(f"Theme {theme}; the setting `theme` keeps it")

    @keys.action("W", "Open notes and follow-ups")
    async def do_open_notes(self) -> None:
        """F10 W: what is to be done for customers (F-23)."""
        await self.desk.open(routes.open_notes(self.desk))

    @keys.action("Q", "Questions asked of customers")
    async def do_questions(self) -> None:
        """F10 Q: the questions asked of customers (F-19)."""
        await self.desk.open(routes.questions(self.desk))

    # -- whom it lists -----------------------------------------------------------------------------------------
    @keys.key(FILTER_KEY, "Filter", "Show inactive customers too, or active ones only", bar=5)
    async def do_filter(self) -> None:
        """F4 on Find: the filters."""
        await Prompt(self.desk, "Show", self._filters, self._take_filter).open()

    async def _filters(self, find: str) -> list[Choice]:
        filters = [
            Choice("active", "Active customers only", marked=not self.hits.inactive),
            Choice("all", "Inactive customers too", "marked (inactive)", marked=self.hits.inactive),
        ]
        return matching(filters, find)

    async def _take_filter(self, choice: Choice) -> None:
        await self.hits.filter(inactive=choice.key == "all")

    @keys.action("A", "Active only / inactive too")
    async def do_filter_toggle(self) -> None:
        """F10 A: the other filter."""
        await self._take_filter(Choice("active" if self.hits.inactive else "all", ""))
