"""The list of home: what Find has found, or drafts and waiting orders; the highlighted customer below."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from custtui.domain.errors import Refused
from custtui.domain.naming import some
from custtui.services import lookup
from custtui.services.at_once import at_once
from custtui.services.damaged import STORED
from custtui.services.order_entry.lists import day_ahead, day_figures, home, my_work, sees_all
from custtui.services.views.found import Found, Hit, PaperHit
from custtui.services.views.order_list import DayFigures, DraftRow, OrderRow, WorkTotal
from custtui.ui.home.rows import CODE, code_cells
from custtui.ui.kit import clock, keys
from custtui.ui.kit.field import Field
from custtui.ui.kit.goes_on import GoesOn
from custtui.ui.kit.rows import Rows

if TYPE_CHECKING:
    from custtui.services.views.customer import Customer
    from custtui.ui.kit.desk import Desk

PAGE, FEWEST = 40, 10
"""Hits read at once: what two screens show, so that a page key finds its rows; at most, and at least."""

NOTHING = Found((), 0)
NEW = "f6"
"""The key of home that makes a customer."""

HomeItem = Hit | DraftRow | OrderRow | PaperHit


def _seen(account: int | None) -> Customer | None:
    """One that cannot be read by now is told where it is to be shown."""
    with suppress(Refused):
        return (account and lookup.preview(account)) or None
    return None


class HitList:
    """The Find box and what is listed below it: what Find has found, else my drafts and waiting orders."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.find = Field(
            "find", "Find", 34, help="Code, name, alias, contact, phone, street, city, e-mail, PO or order number"
        )
        self.rows: Rows[HomeItem] = Rows()
        self.found = NOTHING
        self.inactive = False
        self.shown: Customer | None = None
        self.code = CODE
        """Cells of the column of codes: it only grows, so that the list does not jump with each letter."""
        self.total = 0
        """How many customers there are."""
        self._asked: tuple[str, bool] | None = None
        self._drafts: list[HomeItem] = []
        self._barred = False
        """He who works here was disabled meanwhile."""
        self._goes_on = GoesOn(desk.hint)
        self._unread = 0
        """The account that was told as one that cannot be read."""
        self.totals = WorkTotal()
        """How many drafts and waiting orders there are; of them those of `_drafts` are read."""
        self.day: DayFigures | None = None
        self._day_read = False

    # -- what is known -------------------------------------------------------------------------------------------
    @property
    def text_in_find(self) -> str:
        """What stands in Find."""
        return self.find.value.strip()

    @property
    def listed(self) -> str:
        """The text whose hits stand in the list: a moment behind what is typed where the database is far."""
        return self._asked[0] if self._asked else ""

    @property
    def is_read(self) -> bool:
        """Is what stands in the list what there is? Before, nothing is known of it."""
        return self._asked is not None

    @property
    def sees_all(self) -> bool:
        """Are orders listed that wait for others' approval or his, whoever placed them?"""
        return sees_all(self.desk.session.who)

    @property
    def nobody(self) -> str:
        """What an empty house says, with the next key to press; '' where there are customers."""
        return "" if self.total or not self.is_read else f"No customers yet: {keys.shown(NEW)} creates the first one"

    @property
    def work(self) -> int:
        """How many drafts and waiting orders there are."""
        return self.totals.number

    @property
    def in_list(self) -> bool:
        """True once an arrow has reached a row."""
        return self.rows.chosen >= 0

    @property
    def choices(self) -> tuple[PaperHit, ...]:
        """Orders, invoices and shipments of one number, listed where there are several."""
        return self.found.papers if len(self.found.papers) > 1 else ()

    async def begin(self) -> None:
        """Find empty, the cursor in it, my drafts and waiting orders listed."""
        self.find.set("")
        await self.read_again()

    async def read_again(self) -> None:
        """All that is shown is read: the list, the customer below, and the counts."""
        self._asked, self._unread, self._day_read = None, 0, False
        await self._load(self.shown.account_id if self.shown and self.text_in_find else None)

    async def as_it_was(self) -> None:
        """Read again, the cursor where it was."""
        chosen = self.rows.chosen
        await self.read_again()
        self.rows.chosen = min(chosen, len(self.rows.items) - 1)
        self.find.enter()

    async def filter(self, *, inactive: bool) -> None:
        """Inactive customers too, or active ones only; the list follows at its next refresh."""
        self.inactive = inactive
        self.total = await self.desk.ask(lookup.total, inactive)

    async def _load(self, shown: int | None) -> None:
        """Who may no longer work here finds nothing any more; leaving is all there is (S-7).

        The customer that is shown is read with the list: most often it is the one that stands below it again.
        """
        session, limit, asked = self.desk.session, self._at_once, (self.text_in_find, self.inactive)
        if not self.text_in_find:
            limit = max(limit, self.rows.chosen + 1)  # the row one comes back to is among them
        self._barred = True
        self.found, self._drafts, self.totals = NOTHING, [], WorkTotal()
        self.shown = None
        self.rows.fill([])
        self.desk.who_now()
        read = partial(home, session.who, limit, session.counter, inactive=self.inactive)
        day = (lambda: None) if self.text_in_find else partial(day_ahead, clock.today())
        (self.total, self.totals, drafts), found, self.shown, figures = await self.desk.ask(
            at_once, read, self._finding(), partial(_seen, shown), day
        )
        if figures and self.total:
            self.day, self._day_read = figures, True
        self._barred, self._drafts = False, list[HomeItem](drafts)
        await self._list(asked, found)
        if (unread := min(self.work, limit) - len(self._drafts)) > 0:
            self.desk.hint(f"{some(unread, 'waiting order')} cannot be read: custtui check names what is wrong")

    @property
    def _at_once(self) -> int:
        return min(PAGE, max(FEWEST, 2 * self.rows.height))

    async def refresh(self) -> None:
        """Bring the list up to what Find says; nothing to do where it is."""
        asked = (self.text_in_find, self.inactive)
        if asked == self._asked or self._barred:
            return
        self._goes_on.tell("")
        if self._asked:
            self.desk.hint("")  # home never goes: what was hinted goes with what it listed then
        found, seen = NOTHING, None
        if self.text_in_find:
            found, seen = await self.desk.ask(at_once, self._finding(), partial(_seen, self._likely()))
        await self._list(asked, found)
        if seen is not None and seen.account_id == self._preview_of():
            self.shown = seen

    def _likely(self) -> int | None:
        """The customer that most likely stands below the list next: it is read with it, as a far server is waited for
        once a letter (P-13). It is the one of what is listed whose code this is, or the only one that fits."""
        text = self.text_in_find.casefold()
        hits = [
            one for one in self.found.hits if text in f"{one.code} {one.name} {one.place} {one.reason}".casefold()
        ]
        exact = [account for code, account in self.found.next.items() if code.casefold() == text]
        likely = exact or ([] if self.found.near else [one.account_id for one in hits])
        account = likely[0] if len(likely) == 1 else None
        return None if self.shown and self.shown.account_id == account else account

    def _finding(self) -> Callable[[], Found]:
        """What finds what is looked for now."""
        if not self.text_in_find:
            return lambda: NOTHING
        return partial(lookup.find, self.text_in_find, limit=self._at_once, inactive=self.inactive)

    async def _list(self, asked: tuple[str, bool], found: Found) -> None:
        """List what was found, or my work where nothing was looked for."""
        self.found = found
        if self.text_in_find:
            if self.found.count > self.total:  # other clerks have made some since they were counted
                self.total = await self.desk.ask(lookup.total, self.inactive)
            self.rows.fill([*self.choices, *self.found.hits])
        else:
            self.rows.fill(list(self._drafts))
        self._asked = asked
        self.code = max(self.code, code_cells(self.rows.items))

    async def settle(self) -> None:
        """Bring the list up to date, and the customer below it."""
        await self.refresh()
        account = self._preview_of()
        if account is None:
            self.shown = None
        elif self.shown is None or self.shown.account_id != account:
            await self._show(account)

    async def look_at_day(self) -> bool:
        """What the day came to, read once each time home comes up; what was known before stands until then."""
        if self._day_read or self._barred or self.text_in_find or not self.total:
            return False
        self.day = await self.desk.ask(day_figures, clock.today())
        self._day_read = True
        return True

    async def _show(self, account: int) -> None:
        """One that cannot be read is told once: told at each key, no Esc would end the lock."""
        if account == self._unread:
            return
        try:
            self.shown = await self.desk.ask(lookup.preview, account)
        except Refused as refused:
            self._unread = account if refused.faults[0].code == STORED else 0
            raise

    @property
    def preview(self) -> Customer | None:
        """The highlighted customer, once it is read."""
        return self.shown if self.shown and self.shown.account_id == self._preview_of() else None

    def _preview_of(self) -> int | None:
        only = self.found.hits[0] if self.found.unsure else self.found.single
        item = self.rows.current or only
        if isinstance(item, DraftRow) and item.trouble:
            return None
        return item.account_id if isinstance(item, Hit | DraftRow | PaperHit) else None

    async def to_end(self) -> None:
        """The last row read; where there are more the next ones, and their last: the end is not silently another."""
        if self.rows.chosen == len(self.rows.items) - 1:
            await self.read_on()
        self.rows.key("end")
        number = self.found.count + len(self.choices) if self.listed else self.work
        more = number - len(self.rows.items)
        self._goes_on.tell(f"{more:,}{'+' if self.found.capped else ''} more below: End goes on" if more > 0 else "")

    async def walk(self, key: str) -> bool:
        """An arrow or a page key; what it goes to is read before, also from the last row read."""
        if self.rows.runs_out(key):
            await self.read_on()
        if walked := self.rows.key(key):
            self._goes_on.tell("")
        return walked

    async def read_on(self) -> None:
        """More hits, or more of my work, when the cursor comes near the last row read."""
        have = len(self.rows.items) - len(self.choices)
        if not self.text_in_find and have < self.work:
            session = self.desk.session
            self._drafts += await self.desk.ask(my_work, session.who, PAGE, have, session.counter)
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
