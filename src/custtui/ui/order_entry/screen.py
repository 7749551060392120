"""Order entry: three slots on top, lines below, and one line where the eye is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.domain.text import visible
from custtui.services import order_entry as desk_services
from custtui.services.order_entry.standing_on import StandingOn
from custtui.ui import routes
from custtui.ui.kit import keys
from custtui.ui.kit.message_line import said
from custtui.ui.kit.pane import joined, main_width, pane_width
from custtui.ui.kit.view import Drawn, View
from custtui.ui.order_entry.carried import Carried
from custtui.ui.order_entry.entry_line import EntryLine
from custtui.ui.order_entry.head_rows import BILL_TO, SHIP_TO, SOLD_TO, places_told
from custtui.ui.order_entry.keeper import DraftKeeper
from custtui.ui.order_entry.lines import OrderLines
from custtui.ui.order_entry.lists import EntryLists
from custtui.ui.order_entry.new_payer import resumed_form
from custtui.ui.order_entry.pad import OrderPad
from custtui.ui.order_entry.placing import Placing
from custtui.ui.order_entry.quoting import Quoting
from custtui.ui.order_entry.roles import RoleWindow, take_lines_to
from custtui.ui.order_entry.rows import draw_order
from custtui.ui.order_entry.tasks import of_entry
from custtui.ui.order_entry.totals_rows import credit_told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from custtui.services.order_entry.views import DraftView
    from custtui.ui.kit.desk import Desk
    from custtui.ui.kit.window import Window


class OrderEntry(View):
    """One draft being keyed: the entry line and the lines, each with its keys; the cursor is in either."""

    TITLE = "New order"
    WINDOW_TOP, WINDOW_KEPT = 4, 3

    lists = keys.part(EntryLists)
    placing = keys.part(Placing)
    lines = keys.part(OrderLines)
    TASKS = of_entry

    def __init__(self, desk: Desk, draft: DraftView, stands_on: StandingOn) -> None:
        super().__init__(desk)
        self.entry = EntryLine()
        self.fields = self.entry.fields
        self.keeper = DraftKeeper(desk, self.entry, draft, stands_on)
        self.quoting = Quoting(self.keeper, lambda: self.field is self.entry["item"])
        self.lines = OrderLines(self, self.keeper, self.quoting)
        self.lists, self.placing = EntryLists(self.lines), Placing(self.lines)
        self.pad = OrderPad(desk)
        self._over: list[Window] = []
        self._resume()

    def _resume(self) -> None:
        if self.keeper.kept:
            self.entry.resume(self.keeper.kept)
            last = next((n for n in reversed(self.fields) if n.value), self.fields[0])
            self.go(last.name)  # as a field just entered: nobody types on blindly to what stands there

    def resume_windows(self) -> None:
        """A window that was typed into comes back over the lines, as it was."""
        kept = self.keeper.kept or {}
        windows = {name.partition(".")[0] for name in kept}
        if "header" in windows:
            self.placing.open_header().resume(kept)
        if "address" in windows:
            self.desk.windows.append(resumed_form(self.lines, kept))

    @property
    def draft(self) -> DraftView:
        """The draft as it is shown."""
        return self.keeper.draft

    @property
    def title(self) -> str:
        copied = f" · copy of {self.draft.copied_from}" if self.draft.copied_from else ""
        change = self.draft.change
        return f"Change of {change.number} (revision {change.revision})" if change else f"{self.TITLE}{copied}"

    @property
    def told_whole(self) -> tuple[tuple[str, str], ...]:
        credit = " · ".join(credit_told(self.quoting.totals))
        return (
            ("Forecast", self.quoting.totals.outcome),
            ("To fix", "; ".join(self._to_fix())),
            ("Credit", credit),
            *places_told(self.draft),
            ("Notes", " / ".join(self.draft.notes)),
        )

    def _to_fix(self) -> list[str]:
        """All that keeps the order from being placed: a small screen may have room for some of it."""
        header = [said(fault) for fault in self.draft.faults]
        lines = ((line.position, fault) for line in self.draft.lines for fault in line.faults if not line.struck)
        return [*header, *(f"Line {position}: {said(fault)}" for position, fault in lines)]

    @property
    def pane(self) -> bool:
        return True

    def body(self, width: int, height: int) -> Drawn:
        self.pad.up = bool(pane_width(width))
        rows, cursor = draw_order(self.lines, main_width(width), height)
        if self.pad.up:
            pad = self.pad.rows(self.quoting.totals, pane_width(width), height, keys.name(self.lists.do_list))
            rows = joined(rows, pad, width)
        return rows, cursor

    def copies(self) -> list[tuple[str, str]]:
        """What is in the field, then whom the order is for and where it goes."""
        one = self.draft
        slots = (("ship-to", one.ship_to), ("bill-to", one.bill_to))
        places = [(what, f"{slot.called}, {slot.address.one_line}") for what, slot in slots if slot]
        return [*super().copies(), ("customer", f"{one.code} {one.name}"), *places, ("PO", one.header.po_number)]

    # -- typing --------------------------------------------------------------------------------------------------
    async def text(self, text: str) -> None:
        if self.lines.chosen:
            self.lines.to_entry()
        await super().text(text)

    async def paste(self, text: str) -> None:
        if await self.lines.takes(text):
            await self.lines.paste(text)
        else:
            await super().paste(visible(text))

    async def typed(self) -> None:
        self.entry.open_reasons()

    async def edit(self, key: str) -> bool:
        if self.lines.chosen:
            return key in ("home", "end") and self.lines.rows.key(key)
        return await super().edit(key)

    async def key(self, key: str) -> bool:
        if key in ("up", "down", "pageup", "pagedown"):
            return self.lines.walk(key)
        if key in ("tab", "shift+tab"):
            self.lines.tab(1 if key == "tab" else -1)
            return True
        return False

    async def settle(self) -> None:
        """Keep what is typed: it must be there after a broken line (X-12); and price it."""
        await self.keeper.keep()
        await self.keeper.look_again()
        await self.quoting.settle()

    async def afterwards(self) -> bool:
        told = await self.pad.read(self.draft.account_id)
        return await self.quoting.afterwards() or told

    async def covered(self) -> bool:
        before = self.quoting.pending
        await self.settle()
        return await self.afterwards() or self.quoting.pending is not before

    # -- coming and going ----------------------------------------------------------------------------------------
    async def returned(self) -> None:
        """Back from another screen: the order with what changed meanwhile, the windows over it as they lay."""
        await self.keeper.read_again()
        self.pad.forget()
        over, self._over = self._over, []
        self.desk.windows.extend(over)
        for window in over:
            await window.returned()

    async def left(self) -> None:
        await self.keeper.keep()

    async def gone(self) -> None:
        await self.placing.forget()

    def carried_over(self, numbers: Mapping[int, int]) -> None:
        self.keeper.taken_over(numbers)

    async def do_back(self) -> None:
        """F12: back, the draft kept; one without lines is not."""
        await self.placing.leave(self.desk.home if len(self.desk.views) == 2 else self.desk.back)

    async def do_leave(self) -> None:
        """F3: home, the draft kept."""
        await self.placing.leave(self.desk.home)

    async def do_home(self) -> None:
        """Not on this screen: F2 is the sold-to."""
        await self.do_sold_to()

    # -- the roles -----------------------------------------------------------------------------------------------
    @keys.key(SOLD_TO, "Sold to", "The customer's profile, and back")
    async def do_sold_to(self) -> None:
        """F2: the sold-to's profile, and back."""
        over = list(self.desk.windows)
        await self.desk.open(routes.profile(self.desk, self.draft.account_id, of_order=True))
        self._over = over

    @keys.key(BILL_TO, "Bill to", "Who pays: own addresses, then who else may")
    async def do_bill_to(self) -> None:
        """F6: who pays."""
        await RoleWindow(self.lines, "BILL_TO").open()

    @keys.key(SHIP_TO, "Ship to", "Where to: of the order; on a line, of that line, from it on, or of all")
    async def do_ship_to(self) -> None:
        """F7: where to; on a line, of that line."""
        line, editing = self.lines.rows.current, self.entry.position
        standing = editing if any(one.position == editing for one in self.draft.lines) else None
        await RoleWindow(self.lines, "SHIP_TO", position=line.position if line else standing).open()

    @keys.action("T", "Take the lines to another customer")
    async def do_take_lines(self) -> None:
        """F10 T: the lines to another customer, prices and holds worked out anew."""
        await self.lines.take()
        await take_lines_to(self.lines)


async def new_order(desk: Desk, account_id: int, *, copy_of: str = "") -> None:
    """Start a new order; a kept draft of that customer is named on the message line."""
    who = desk.session.who
    desk.who_now()
    stands_on = StandingOn()
    kept = await desk.ask(desk_services.kept_beside, who, account_id, stands_on)
    draft = await desk.ask(stands_on.change, desk_services.start, who, account_id, copy_of=copy_of)
    begun = draft.told
    header = draft.header if copy_of else desk.carried(Carried).onto(draft.header)
    if header != draft.header:
        draft = await desk.ask(stands_on.change, desk_services.set_header, who, draft.id, header)
    screen = OrderEntry(desk, draft, stands_on)
    # what was done before stands above: it is not of this order
    told = [f"Copy of {draft.copied_from}: not placed yet"] if copy_of else screen.placing.carry_offset()
    drafts, them = ("draft", "it") if len(kept) == 1 else ("drafts", "them")
    waits = [f"{len(kept)} saved {drafts} of {draft.name}: home lists {them}"] if kept else []
    await desk.open(screen, asked=True)
    desk.hint("; ".join([*dict.fromkeys([*begun, *draft.told]), *told, *waits]))


async def resume(desk: Desk, draft_id: int) -> None:
    """Go on with a kept draft."""
    desk.who_now()
    stands_on = StandingOn()
    draft = await desk.ask(stands_on.ask, desk_services.open_draft, desk.session.who, draft_id)
    screen = OrderEntry(desk, draft, stands_on)
    await desk.open(screen, asked=True)
    screen.resume_windows()
    if draft.changed:
        # the figures are told once, by the yes-key, where they have to be read; prices are marked meanwhile
        desk.hint(f"Changed since it was saved: {keys.name(screen.placing.do_place)} tells what, and then places it")


async def change_order(desk: Desk, number: str, position: int | None = None) -> None:
    """The change of an order; the cursor stands in the quantity of a line that is named."""
    desk.who_now()
    stands_on = StandingOn()
    draft = await desk.ask(stands_on.change, desk_services.start_change, desk.session.who, number)
    screen = OrderEntry(desk, draft, stands_on)
    line = next((one for one in draft.lines if one.position == position), None)
    await desk.open(screen, asked=True)
    screen.resume_windows()
    if line is not None:
        await screen.lines.change_line(line)
    missing = "" if line or position is None else f"{draft.change_of} has no line {position}"
    desk.hint("; ".join(filter(None, (missing, *draft.told))))
