"""What becomes of an order being keyed: placed, dropped, repeated, or left as a draft."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from custtui.domain.errors import Fault, Refused, Unavailable, refuse
from custtui.services import order_entry as desk_services
from custtui.services.order_entry.promising import CHANGED, told_of
from custtui.services.order_entry.standing_on import StandingOn
from custtui.ui import routes
from custtui.ui.kit import format as fmt
from custtui.ui.kit import keys
from custtui.ui.kit.message_line import Answer
from custtui.ui.order_entry.carried import Carried
from custtui.ui.order_entry.header import HEADER_FIELDS, HeaderWindow
from custtui.ui.order_entry.lines import OrderLines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from custtui.services.order_entry.views import DraftView
    from custtui.ui.kit.desk import Desk


class OrderPlacing(OrderLines):
    """A draft on its way to an order: what is wrong with it is gone to, nothing of it is lost.

    `offset` are the days to the wanted date typed here, or come over from the order before with its source, then
    `offset_source` (F-58).
    """

    def __init__(self, desk: Desk, draft: DraftView, stands_on: StandingOn) -> None:
        self.offset: int | None = None
        self.offset_source = ""
        super().__init__(desk, draft, stands_on)

    def show_draft(self, draft: DraftView) -> None:
        """Show the draft; another one, with lines repeated or of another customer, has its own wanted date."""
        if draft.id != self.draft.id:
            self.offset, self.offset_source = None, ""
        super().show_draft(draft)

    def taken_over(self, drafts: Mapping[int, int]) -> None:
        """The draft has another number in the database that stands there now."""
        if self.draft.id in drafts:
            self.draft, self.stands_on = replace(self.draft, id=drafts[self.draft.id]), StandingOn()

    def carry_offset(self) -> list[str]:
        """The days to the wanted date come from the order before, if they do: what the screen says of it (F-58)."""
        carried = self.desk.carried(Carried)
        if carried.days is None:
            return []
        self.offset, self.offset_source = carried.days, carried.source
        return [f"Wanted {fmt.day(self.draft.wanted)} (+{self.offset}) as on the order before: {carried.source}"]

    @keys.key("f9", "Place", "Place the order", bar=2)
    async def do_place(self) -> None:
        """F9: everything is checked, all faults at once; placed, home with the outcome."""
        await self.take()
        try:
            placed = await self.ask(desk_services.place, self.draft.id)
        except Refused as refused:
            await self.anew(desk_services.open_draft, self.draft.id)
            await self._go_to_fault(refused.faults)
            return
        if not self.draft.copied_from:
            self.desk.carried(Carried).placed(self.draft.header, self.offset)
        await self.desk.home()
        self.desk.say_placed(placed.line)

    async def _go_to_fault(self, faults: tuple[Fault, ...]) -> None:
        first = faults[0]
        if first.code == CHANGED:
            self.desk.refuse(f"F9 again places it: {'; '.join(told_of(faults))}")
            return
        line = next((line for line in self.draft.lines if line.position == first.line), None)
        if line is not None:
            await self.change_line(line, first.field or "item")
        elif first.field in HEADER_FIELDS:
            self.desk.windows.append(HeaderWindow(self, first.field))
        elif first.field == "profile":
            await self._ask_profile(first.text)
            return
        count = f"{len(faults)} to fix: " if len(faults) > 1 else ""
        others = "".join(f"; {_where(fault)}{fault.text}" for fault in faults[1:])
        self.desk.refuse(f"{count}{_where(first)}{first.text}{others}")

    async def _ask_profile(self, why: str) -> None:
        """The customer's questions come up; F12 there returns to the order, which was not placed (R-38)."""
        customer = f"{self.draft.code} {self.draft.name}"
        await self.desk.open(routes.answers(self.desk, self.draft.account_id, customer))
        self.desk.refuse(f"Not placed: {why}")

    @keys.action("R", "Repeat: the lines of this customer's last order")
    async def do_repeat(self) -> None:
        """F10 R: the lines of this customer's last order, priced as of today (X-15)."""
        if self.draft.lines:
            raise refuse("lines", "Repeat begins an order: this one has lines already")
        empty = self.draft.id
        await self.anew(desk_services.repeat_last, self.draft.account_id)
        await self.ask(desk_services.drop, empty)
        if self.draft.told:
            self.desk.say("; ".join(self.draft.told))

    @keys.action("K", "Keep the one-time ship-to for later orders")
    async def do_promote(self) -> None:
        """F10 K: the one-time ship-to is kept for later orders (X-04)."""
        slot = self.draft.ship_to
        if slot is None or slot.address_id is None:
            self.desk.refuse("The ship-to is not a one-time address")
            return
        await self.anew(desk_services.promote, self.draft.id, slot.address_id)
        self.desk.hint(f"{slot.address.one_line} will be kept when the order is placed")

    @keys.key("f11", "Drop", "Drop this draft (asks)", bar=4)
    @keys.action("D", "Drop this draft")
    async def do_drop(self) -> None:
        """F11: drop this draft, after a question."""

        async def drop() -> None:
            await self.ask(desk_services.drop, self.draft.id)
            await self.desk.home()
            self.desk.say(f"Draft for {self.draft.name} dropped")

        count = len(self.draft.lines)
        self.desk.confirm(f"Drop this draft of {count} line{'' if count == 1 else 's'} for {self.draft.name}?", drop)

    @keys.key("f8", "Header", "PO number, wanted, payment, contract …")
    @keys.action("H", "Header fields")
    async def do_header(self) -> None:
        """F8: header fields and back; the PO number is the first."""
        self.desk.windows.append(HeaderWindow(self))

    async def do_back(self) -> None:
        """F12: back, the draft kept; one without lines is not."""
        await self._leave(self.desk.home if len(self.desk.views) == 2 else self.desk.back)

    async def do_leave(self) -> None:
        """F3: home, the draft kept."""
        await self._leave(self.desk.home)

    async def gone(self) -> None:
        """A draft without lines and half-typed text is not kept, by whichever way the order was left."""
        if not self.draft.lines and self._kept == {}:
            with suppress(Refused):  # dropped already, placed at another terminal; a busy database forgets it later
                await self.ask(desk_services.drop, self.draft.id)

    async def _leave(self, leave: Answer) -> None:
        """Go, and say what became of the draft: kept, or placed or dropped at another terminal meanwhile."""
        told = ""
        try:
            await self.keep()
            if self.draft.lines or self.typing:
                await self.ask(desk_services.open_draft, self.draft.id)
                told = f"Draft for {self.draft.name} kept: home lists it"
            else:
                await self.ask(desk_services.drop, self.draft.id)
        except Unavailable:
            raise
        except Refused as gone:
            told = str(gone)
        await leave()
        if told:
            self.desk.say(told)


def _where(fault: Fault) -> str:
    return "" if fault.line is None else f"line {fault.line}: "
