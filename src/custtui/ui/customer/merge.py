"""Merging two customers: what moves, stays and joins is shown before F9 does it; and its undo (X-03, R-42)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from custtui.domain.choice import Choice, Listing
from custtui.domain.errors import Conflict, refuse
from custtui.domain.who import Act
from custtui.services.lookup import duplicates
from custtui.services.twins import merging
from custtui.services.twins.merging import Merge, MergePreview, MergeSite
from custtui.ui.customer.choice import choice_of, customers
from custtui.ui.customer.merge_rows import merge_rows
from custtui.ui.customer.tasks import of_merge
from custtui.ui.kit import format as fmt
from custtui.ui.kit import keys
from custtui.ui.kit.list_view import ListView
from custtui.ui.kit.prompt import Paged, Prompt, matching
from custtui.ui.kit.refilled import refill
from custtui.ui.kit.view import Drawn
from custtui.ui.kit.window import section

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

RowShown = Callable[[int], Awaitable[None]]
"""Has the screen below show another customer."""


class MergeScreen(ListView[MergeSite]):
    """One customer into another: the preview is the question, F9 the yes; Enter on a site says which it joins."""

    OPTIONS = {"5": "which site it joins"}
    TASKS = of_merge

    def __init__(self, desk: Desk, source: int, survivor: int, show: RowShown, undo: str) -> None:
        """`show` brings the survivor up, `undo` is the key that undoes it there."""
        super().__init__(desk)
        self.source, self.survivor, self._show, self._undo = source, survivor, show, undo
        self.preview: MergePreview | None = None
        self.joins: dict[int, int] = {}
        """What was chosen: site to site, `merging.MOVES` where it moves along."""
        self.top, self.height, self._follow = 0, 20, False

    @property
    def title(self) -> str:
        one = self.preview
        return f"Merge {one.source.code} into {one.survivor.code}" if one else "Merge"

    async def opened(self) -> None:
        """Work out what would happen."""
        self.preview = await self.desk.ask(merging.preview, self.source, self.survivor, dict(self.joins))
        refill(self.rows, self.preview.plans, lambda site: site.site_id)
        await super().opened()

    @keys.key("enter", "Join", "What becomes of the chosen site: it joins another one, or moves along", bar=3)
    @keys.key("f4", "Join", "What becomes of the chosen site")
    async def do_take(self) -> None:
        if self.rows.options or self.reached():  # what is typed ahead joins no site
            await super().do_take()

    @keys.key("f11", "No", "Leave both as they are", bar=4)
    async def do_back(self) -> None:
        await self.desk.do_back()

    @keys.key("tab", "Swap", "The other one survives", bar=2)
    @keys.action("S", "Swap: the other one survives")
    async def do_swap(self) -> None:
        """Tab: the other way round."""
        self.source, self.survivor = self.survivor, self.source
        self.joins, self.top = {}, 0
        self.rows.fill([])
        await self.opened()
        assert self.preview is not None
        self.desk.hint(f"{self.preview.survivor.code} survives now")

    @keys.key("f5", "Refresh", "Refresh both")
    async def do_refresh(self) -> None:
        """F5: read both again."""
        await self.opened()
        self.desk.hint("Refreshed")

    @keys.key("pagedown", "Down", "Further down")
    async def do_page_down(self) -> None:
        """PgDn."""
        self.top, self._follow = self.top + self.height, False

    @keys.key("pageup", "Up", "Further up")
    async def do_page_up(self) -> None:
        """PgUp."""
        self.top, self._follow = max(0, self.top - self.height), False

    async def key(self, key: str) -> bool:
        """An arrow goes to a site; above the first one the rest comes into view again."""
        walked = await super().key(key)
        if walked:
            self._follow = True
        elif key == "up":
            self.top, self._follow = max(0, self.top - 1), False
        return walked or key == "up"

    async def text(self, text: str) -> None:
        """An option comes into view with its row."""
        self._follow = True
        await super().text(text)

    async def edit(self, key: str) -> bool:
        self._follow = self._follow or key in ("backspace", "delete")
        return await super().edit(key)

    # -- which site joins which ----------------------------------------------------------------------------------
    async def open_item(self, item: MergeSite, option: str) -> None:
        """Enter: the sites it may join."""

        async def choices(find: str) -> list[Choice]:
            ways = merging.join_choices
            found = await self.desk.ask(ways, self.source, self.survivor, item.site_id, item.joins)
            return matching(found, find)

        async def take(choice: Choice) -> None:
            self.joins[item.site_id] = int(choice.key)
            await self.opened()
            self._follow = True
            self._say_fate(item.site_id)

        name = item.alias or item.address.one_line
        await Prompt(self.desk, f"{name} joins", choices, take).open()

    def _say_fate(self, site_id: int) -> None:
        assert self.preview is not None
        site = next(one for one in self.preview.plans if one.site_id == site_id)
        name = site.alias or site.address.one_line
        self.desk.hint(site.refusal or f"{name} {site.fate}")

    @keys.action("P", "As proposed: each site joins its like at the same address, or moves")
    async def do_proposed(self) -> None:
        """F10 P: nothing is chosen any more."""
        self.joins = {}
        await self.opened()
        self.desk.hint("Sites as proposed")

    # -- merging -------------------------------------------------------------------------------------------------
    @keys.key(
        "f9", "Merge", "Merge: everything listed moves, the code of the first finds the second", bar=1, act=Act.MERGE
    )
    async def do_merge(self) -> None:
        """F9: merge what was previewed; back to the survivor."""
        seen, who = self.preview, self.desk.session.who
        assert seen is not None
        versions = (seen.source.version, seen.survivor.version)
        try:
            await self.desk.ask(merging.merge, who, self.source, self.survivor, versions, dict(self.joins))
        except Conflict:
            await self.opened()
            raise
        await self._show(self.survivor)
        await self.desk.back()
        self.desk.say(
            f"{seen.source.code} merged into {seen.survivor.code} {seen.survivor.name}: {self._undo} undoes it"
        )

    def body(self, width: int, height: int) -> Drawn:
        assert self.preview is not None
        rows, first = merge_rows(self.preview, self.rows, width)
        at, last = first + max(0, self.rows.chosen), len(rows) - height
        if self._follow:
            self.top = last if last <= at else max(min(self.top, at), at - height + 2)
        self.height = height - 1
        self.top = max(0, min(self.top, last))
        shown, more = rows[self.top : self.top + height], len(rows) - self.top - height
        if more > 0:
            shown[-1] = section(f"{more + 1} more rows: PgDn", width)
        inside = self.in_list and 0 <= at - self.top < height
        return shown, (0, at - self.top if inside else 0)


async def choose_and_merge(desk: Desk, account_id: int, show: RowShown, undo: str) -> None:
    """Ask which other customer is the same one: likely twins first, typing finds any; then preview."""

    others = customers(desk, inactive=True)

    async def choices(find: str, offset: int) -> Listing:
        if find.strip():
            return await others.read(find, offset)
        twins = await desk.ask(duplicates.twins_of_account, account_id)
        rows = [choice_of(one.hit, detail=f"{one.why} · {one.hit.place}") for one in twins]
        return Listing(rows[offset:], len(rows))

    async def take(choice: Choice) -> None:
        if int(choice.key) == account_id:
            raise refuse("itself", "A customer cannot be merged with itself")
        source, survivor = await desk.ask(merging.older_first, account_id, int(choice.key))
        await desk.open(MergeScreen(desk, source, survivor, show, undo))

    none = "No likely duplicate: type its code, name or phone"
    await Prompt(desk, "Merge with: type the customer", Paged(choices), take, none=none).open()


async def undo_merge(desk: Desk, account_id: int, show: RowShown) -> None:
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
