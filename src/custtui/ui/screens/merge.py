"""Merging two customers: what moves, stays and differs is shown before F9 does it; and its undo (X-03)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from custtui.domain.errors import Conflict, refuse
from custtui.services import lookup
from custtui.services.order_entry.views import Choice
from custtui.services.twins import duplicates, merging
from custtui.services.twins.merging import Merge, MergePreview
from custtui.services.views import Hit
from custtui.ui import format as fmt
from custtui.ui.commands import Action, Command
from custtui.ui.screens.merge_rows import merge_rows
from custtui.ui.view import Drawn, View
from custtui.ui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from custtui.ui.desk import Desk

Shown = Callable[[int], Awaitable[None]]
"""Has the screen below show another customer."""


class MergeScreen(View):
    """One customer into another: the preview is the question, F9 the yes."""

    COMMANDS = (
        Command("f9", "Merge", "Merge: everything listed moves, the code of the first finds the second", "merge"),
        Command("tab", "Swap", "The other one survives", "swap"),
        Command("f11", "No", "Leave both as they are", "back"),
        Command("pagedown", "Down", "Further down", "page_down", bar=False),
        Command("pageup", "Up", "Further up", "page_up", bar=False),
        Command("f5", "Refresh", "Read both again", "refresh", bar=False),
    )
    ACTIONS = (Action("S", "Swap: the other one survives", "swap"),)

    def __init__(self, desk: Desk, source: int, survivor: int, show: Shown) -> None:
        super().__init__(desk)
        self.source, self.survivor, self._show = source, survivor, show
        self.preview: MergePreview | None = None
        self.top, self.height = 0, 20

    @property
    def title(self) -> str:
        one = self.preview
        return f"Merge {one.source.code} into {one.survivor.code}" if one else "Merge"

    async def opened(self) -> None:
        """Work out what would happen."""
        self.preview, self.top = await self.desk.ask(merging.preview, self.source, self.survivor), 0

    async def do_swap(self) -> None:
        """Tab: the other way round."""
        self.source, self.survivor = self.survivor, self.source
        await self.opened()
        assert self.preview is not None
        self.desk.say(f"{self.preview.survivor.code} survives now")

    async def do_refresh(self) -> None:
        """F5: read both again."""
        await self.opened()
        self.desk.say("Read again")

    async def do_page_down(self) -> None:
        """PgDn."""
        self.top += self.height

    async def do_page_up(self) -> None:
        """PgUp."""
        self.top = max(0, self.top - self.height)

    async def key(self, key: str) -> bool:
        by = {"down": 1, "up": -1}.get(key, 0)
        self.top = max(0, self.top + by)
        return bool(by)

    async def do_merge(self) -> None:
        """F9: merge what was previewed; back to the survivor."""
        seen = self.preview
        assert seen is not None
        versions = (seen.source.version, seen.survivor.version)
        try:
            await self.desk.ask(merging.merge, self.desk.session.who, self.source, self.survivor, versions)
        except Conflict:
            await self.opened()
            raise
        await self._show(self.survivor)
        await self.desk.back()
        self.desk.say(f"{seen.source.code} merged into {seen.survivor.code} {seen.survivor.name}: F10 U undoes it")

    def body(self, width: int, height: int) -> Drawn:
        assert self.preview is not None
        rows = merge_rows(self.preview, width)
        self.height = height
        self.top = min(self.top, max(0, len(rows) - height))
        return rows[self.top : self.top + height], (0, 0)


async def choose_and_merge(desk: Desk, account_id: int, show: Shown) -> None:
    """Ask which other customer is the same one: likely twins first, typing finds any; then preview."""

    async def choices(find: str) -> list[Choice]:
        if find.strip():
            hits = (await desk.ask(lookup.find, find, limit=20, inactive=True)).hits
            return [_choice(hit, hit.place) for hit in hits if hit.account_id != account_id]
        twins = await desk.ask(duplicates.twins_of_account, account_id)
        return [_choice(one.hit, f"{one.why} · {one.hit.place}") for one in twins]

    async def take(choice: Choice) -> None:
        source, survivor = await desk.ask(merging.older_first, account_id, int(choice.key))
        await desk.open(MergeScreen(desk, source, survivor, show))

    await Prompt(desk, "Merge with: type the customer", choices, take).open()


def _choice(hit: Hit, detail: str) -> Choice:
    return Choice(str(hit.account_id), f"{hit.code} {hit.name}", detail)


async def undo_merge(desk: Desk, account_id: int, show: Shown) -> None:
    """Ask whether the last merge of this customer is undone; says why where it cannot be."""
    last = next(iter(await desk.ask(merging.merges_of, account_id)), None)
    if last is None:
        raise refuse("no_merge", "Nothing was merged into this customer")
    if last.refusal:
        raise refuse("no_undo", f"Cannot be undone: {last.refusal}")

    async def undo() -> None:
        back = await desk.ask(merging.undo, desk.session.who, last.merge_id)
        await show(back.account_id)
        desk.say(f"{back.code} {back.name} is back, everything where it was")

    desk.confirm(_question(last), undo)


def _question(last: Merge) -> str:
    return f"Undo the merge of {last.source} into {last.survivor} ({last.made_by}, {fmt.moment(last.made_at)})?"
