"""The list of home: what Find has found, or my drafts and waiting orders; the highlighted customer below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.domain.errors import refuse
from custtui.services import lookup
from custtui.services.order_entry.lists import my_work, my_work_number
from custtui.services.views.found import Found, Hit, PaperHit
from custtui.services.views.order_list import DraftRow, OrderRow
from custtui.ui.home.preview import preview_lines
from custtui.ui.home.rows import (
    CODE,
    code_cells,
    draw_draft,
    draw_heading,
    draw_hit,
    draw_paper,
    draw_waiting,
)
from custtui.ui.kit.field import Field
from custtui.ui.kit.paint import Line, rule, width_of
from custtui.ui.kit.rows import STANDING, Rows
from custtui.ui.kit.view import Drawn, View

if TYPE_CHECKING:
    from custtui.services.views.customer import Customer
    from custtui.ui.kit.desk import Desk

PREVIEW = 6
"""Rows that tell of the highlighted customer; a low screen keeps more of them for the list."""
PAGE, FEWEST = 40, 10
"""Hits read at once: what two screens show, so that a page key finds its rows; at most, and at least."""

Item = Hit | DraftRow | OrderRow | PaperHit


class HitList(View):
    """The Find box and the rows below it; which row counts, and what is highlighted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.fields = [
            Field(
                "find", "Find", 34, help="Code, name, alias, contact, phone, street, city, e-mail, PO or order number"
            )
        ]
        self.rows: Rows[Item] = Rows()
        self.found = Found((), 0)
        self.inactive = False
        self.shown: Customer | None = None
        self.code = CODE
        """Cells of the column of codes: it only grows, so that the list does not jump with each letter."""
        self._total = 0
        self._asked: tuple[str, bool] | None = None
        self._drafts: list[Item] = []
        self._work = 0
        """How many drafts and waiting orders there are; of them those of `_drafts` are read."""

    # -- what is known -------------------------------------------------------------------------------------------
    @property
    def text_in_find(self) -> str:
        """What stands in Find."""
        return self.value("find").strip()

    @property
    def _listed(self) -> str:
        """The text whose hits stand in the list: a moment behind what is typed where the database is far."""
        return self._asked[0] if self._asked else ""

    @property
    def in_list(self) -> bool:
        """True once an arrow has reached a row."""
        return self.rows.chosen >= 0

    @property
    def choices(self) -> tuple[PaperHit, ...]:
        """Orders, invoices and shipments of one number, listed where there are several."""
        return self.found.papers if len(self.found.papers) > 1 else ()

    @property
    def undone(self) -> str:
        return self.rows.undone

    async def opened(self) -> None:
        """Home comes up: Find empty, the cursor in it, my drafts and waiting orders listed."""
        self.fields[0].set("")
        await self.read_again()

    async def read_again(self) -> None:
        """All that is shown is read: the list, the customer below, and the counts."""
        self._asked, self.shown = None, None
        self._total = await self.desk.ask(lookup.total, self.inactive)
        await self._load_drafts()
        await self.refresh()

    async def work_options(self) -> None:
        """Work the options off that are typed beside rows."""

    async def returned(self) -> None:
        """Back from a screen: the list as it was, read again; options that still stand go on."""
        if self.rows.options:
            await self.work_options()
            return
        chosen = self.rows.chosen
        await self.read_again()
        self.rows.chosen = min(chosen, len(self.rows.items) - 1)
        self.fields[0].enter()

    async def _load_drafts(self) -> None:
        who, limit = self.desk.session.who, self._at_once
        if not self.text_in_find:
            limit = max(limit, self.rows.chosen + 1)  # the row one comes back to is among them
        self._work = await self.desk.ask(my_work_number, who)
        self._drafts = [*await self.desk.ask(my_work, who, limit)]

    @property
    def _at_once(self) -> int:
        return min(PAGE, max(FEWEST, 2 * self.rows.height))

    async def refresh(self) -> None:
        """Bring the list up to what Find says; nothing to do where it is."""
        asked = (self.text_in_find, self.inactive)
        if asked == self._asked:
            return
        if find := self.text_in_find:
            self.found = await self.desk.ask(lookup.find, find, limit=self._at_once, inactive=self.inactive)
            self.rows.fill([*self.choices, *self.found.hits])
        else:
            self.found = Found((), 0)
            self.rows.fill(list(self._drafts))
        self._asked = asked
        self.code = max(self.code, code_cells(self.rows.items))

    async def settle(self) -> None:
        await self.refresh()
        account = self._preview_of()
        if account is None:
            self.shown = None
        elif self.shown is None or self.shown.account_id != account:
            self.shown = await self.desk.ask(lookup.preview, account)

    def _preview_of(self) -> int | None:
        only = self.found.hits[0] if self.found.unsure else self.found.single
        item = self.rows.current or only
        if isinstance(item, DraftRow) and item.trouble:
            return None
        return item.account_id if isinstance(item, Hit | DraftRow | PaperHit) else None

    # -- keys ----------------------------------------------------------------------------------------------------
    async def text(self, text: str) -> None:
        if self.in_list and self.rows.type_option(text):
            return
        if not self.rows.to_field(self.fields[0], text):
            raise refuse("option", STANDING)
        await super().text(text)

    async def edit(self, key: str) -> bool:
        if self.in_list and key in ("home", "end"):
            return self.rows.key(key)
        if self.in_list and key in ("backspace", "delete") and self.rows.rub_out():
            return True
        if self.undone and key in ("backspace", "delete"):
            raise refuse("option", STANDING)
        if self.in_list and key == "backspace":
            self.rows.chosen = -1
        return await super().edit(key)

    async def key(self, key: str) -> bool:
        await self.refresh()
        if key == "up" and self.rows.chosen == 0:
            self.rows.chosen = -1
            return True
        walked = self.rows.key(key)
        if walked and self.rows.chosen >= len(self.rows.items) - self.rows.height:
            await self._read_on()
        return walked

    async def _read_on(self) -> None:
        """More hits, or more of my work, when the cursor comes near the last row read."""
        have = len(self.rows.items) - len(self.choices)
        if not self.text_in_find and have < self._work:
            who = self.desk.session.who
            self._drafts += await self.desk.ask(my_work, who, PAGE, have)
            self.rows.items = [*self._drafts]
        if self.text_in_find and not self.found.near and have < self.found.count:
            find = self.text_in_find
            more = await self.desk.ask(lookup.find, find, limit=PAGE, offset=have, inactive=self.inactive)
            self.rows.items += more.hits
            self.code = max(self.code, code_cells(more.hits))

    @property
    def count_text(self) -> str:
        """`3`, `200+`."""
        return f"{self.found.count}{'+' if self.found.capped else ''}"

    def body(self, width: int, height: int) -> Drawn:
        head = Line(width)
        head.put(1, "Find", "label")
        cursor = (self.fields[0].draw(head, 6, here=not self.in_list), 0)
        head.put(42, self._standing(width - 43), "dim", width - 43, "right")
        preview = min(PREVIEW, height // 3)
        room = height - preview - 4
        lines, at = self.rows.draw(width, room - (1 if len(self.rows.items) > room else 0), self._row)
        if self.in_list:
            cursor = (1, at + 3)
        if below := self._below(len(lines)):
            lines.append(Line(width, f"   {below}", "dim"))
        lines += [Line(width) for _ in range(room - len(lines))]
        rows = [head, rule(width), draw_heading(width, self.code, drafts=not self._listed), *lines, rule(width)]
        shown = self.shown if self.shown and self.shown.account_id == self._preview_of() else None
        return [*rows, *preview_lines(shown, width, preview)], cursor

    def _below(self, drawn: int) -> str:
        """What lies below the rows drawn: more to walk to, or, at the last that can be reached, how to narrow."""
        number = self.found.count + len(self.choices) if self._listed else self._work
        more = number - self.rows.top - drawn
        if more > 0:
            return f"{more}{'+' if self.found.capped else ''} more: PgDn"
        return lookup.MANY if self.found.capped else ""

    def _standing(self, room: int) -> str:
        """How many, and which; what has no room is said shorter, never cut."""
        texts = self._ways_to_say("all" if self.inactive else "active")
        return next((text for text in texts if width_of(text) <= room), texts[-1])

    def _ways_to_say(self, which: str) -> tuple[str, ...]:
        if not self._listed:
            return (
                f"{self._total:,} customers · {which} (F4)",
                f"{self._total:,} · {which} (F4)",
                f"{self._total:,} {which}",
            )
        if self.found.near:
            return (
                f"nothing matches; nearest names ({which}, F4):",
                "nothing matches; nearest names:",
                "nearest names:",
            )
        if self.found.only_inactive:
            return (f"{self.count_text} inactive only",)
        count = f"{self.count_text} of {self._total:,}"
        return f"{count} · {which} (F4)", f"{count} · {which}", count

    def _row(self, item: Item, line: Line) -> None:
        if isinstance(item, DraftRow):
            draw_draft(item, line, self.code)
        elif isinstance(item, OrderRow):
            draw_waiting(item, line, self.code)
        elif isinstance(item, PaperHit):
            draw_paper(item, line, self.code)
        else:
            draw_hit(item, line, self.code)
