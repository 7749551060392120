"""What becomes of an order being keyed: placed, dropped, repeated, or left as a draft."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from custtui.domain.coded import no_reason
from custtui.domain.errors import CHANGED, Fault, Moved, Refused, Unavailable, refuse
from custtui.domain.naming import some
from custtui.services import order_entry as desk_services
from custtui.services.lists import coded
from custtui.services.order_entry.on_screen import OnScreen, on_screen
from custtui.services.order_entry.promising import told_of
from custtui.services.order_entry.revising import WHY_CANCELED
from custtui.ui import routes
from custtui.ui.kit import format as fmt
from custtui.ui.kit import keys
from custtui.ui.kit.message_line import AnswerAct, said
from custtui.ui.order_entry.carried import Carried, WantedIn
from custtui.ui.order_entry.head_rows import HEADER
from custtui.ui.order_entry.header import HEADER_FIELDS, HeaderWindow
from custtui.ui.order_entry.lines import OrderLines

if TYPE_CHECKING:
    from custtui.services.order_entry.views import DraftView, Placed


class Placing:
    """A draft on its way to an order: what is wrong with it is gone to, nothing of it is lost."""

    def __init__(self, lines: OrderLines) -> None:
        self.desk, self.lines, self.keeper = lines.desk, lines, lines.keeper
        self.why = ""
        """Why this change cancels lines: asked once."""

    @property
    def draft(self) -> DraftView:
        """The draft as it is shown."""
        return self.keeper.draft

    def carry_offset(self) -> list[str]:
        """The days to the wanted date come from the order before, if they do: what the screen says of it (F-58)."""
        carried = self.desk.carried(Carried)
        if carried.days is None:
            return []
        self.keeper.wanted_in = WantedIn(carried.days, carried.source)
        return [f"Wanted {fmt.day(self.draft.wanted)} (+{carried.days}) as on the order before: {carried.source}"]

    @keys.key("f9", "Place", "Place the order", bar=2)
    async def do_place(self) -> None:
        """F9: everything is checked, all faults at once; placed, home with the outcome."""
        await self.lines.take()
        try:
            seen = on_screen(self.draft)
            placed = await self._place(seen)
        except Moved:  # what became of the file is told; the draft is shown anew when no key waits
            raise
        except Refused as refused:
            if refused.faults[0].code == "draft" and self.draft.change_of:
                await self._show_order()
                return
            await self.keeper.read_again()
            if refused.faults[0].code == WHY_CANCELED:
                self._ask_why(refused.faults[0].text)
            else:
                await self._go_to_fault(refused.faults)
            return
        if not (self.draft.copied_from or self.draft.change_of):
            self.desk.carried(Carried).placed(self.draft.header, self.keeper.wanted_in.days)
        await self.desk.home()
        self.desk.say_lasting("Placed last", placed.line)

    async def _place(self, seen: OnScreen) -> Placed:
        counter = self.desk.session.counter
        return await self.keeper.ask(desk_services.place, self.draft.id, counter, seen=seen, reason=self.why)

    def _ask_why(self, told: str) -> None:
        """Lines are canceled: why is asked once, as of a whole order, and then it is placed (C-46)."""

        async def place(values: dict[str, str]) -> None:
            known = [one.key for one in await self.desk.ask(coded.coded, coded.CANCEL)]
            if why := no_reason(values["reason"], known, "canceled"):
                raise refuse("reason", why, "reason", listed=True)
            self.why = values["reason"]
            window.close()
            await self.do_place()

        lines = told.partition(":")[0]
        window = routes.why_canceled(self.desk, f"Cancel {lines[:1].lower()}{lines[1:]}", place)
        self.desk.windows.append(window)

    async def _show_order(self) -> None:
        """The change is gone: another terminal of this clerk placed or discarded it; the order says which."""
        number = self.draft.change_of
        await self.desk.home()
        await self.desk.open(routes.order(self.desk, number))
        self.desk.refuse(f"This change was placed or discarded at another terminal: {number} as it stands")

    async def _go_to_fault(self, faults: tuple[Fault, ...]) -> None:
        first = faults[0]
        if first.code in ("nothing-left", "conflict"):  # the order as it stands is shown; the change stays behind it
            await self.desk.open(routes.order(self.desk, self.draft.change_of))
            self.desk.refuse(first.text)
            return
        if first.code == CHANGED:
            then = f"{keys.name(self.do_place)} places it"
            by_itself = any(fault.field != "po_number" for fault in faults)  # an odd PO number is the clerk's own
            changed = "Changed meanwhile: " if by_itself else ""
            self.desk.refuse(f"{changed}{'; '.join(told_of(faults))}", then=then)
            return
        line = next((line for line in self.draft.lines if line.position == first.line), None)
        if line is not None:
            await self.lines.change_line(line, first.field or "item")
        elif first.field in HEADER_FIELDS:
            self.open_header(first.field)
        elif first.field == "profile":
            await self._ask_profile(first.text)
            return
        count = f"{len(faults)} to fix: " if len(faults) > 1 else ""
        others = "".join(f"; {_where(fault)}{said(fault)}" for fault in faults[1:])
        self.desk.refuse(f"{count}{_where(first)}{said(first)}{others}")

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
        await self.keeper.anew(desk_services.repeat_last, self.draft.account_id)
        await self.keeper.ask(desk_services.drop, empty)
        if self.draft.told:
            self.desk.say("; ".join(self.draft.told))

    @keys.action("K", "Save the one-time ship-to for later orders")
    async def do_promote(self) -> None:
        """F10 K: the one-time ship-to is kept for later orders (X-04)."""
        slot = self.draft.ship_to
        if slot is None or slot.address_id is None:
            self.desk.refuse("The ship-to is not a one-time address")
            return
        await self.keeper.anew(desk_services.promote, self.draft.id, slot.address_id)
        self.desk.hint(f"{slot.address.one_line} will be saved when the order is placed")

    @keys.key("f11", "Discard", "Discard this draft (asks)", bar=4)
    @keys.action("D", "Discard this draft")
    async def do_drop(self) -> None:
        """F11: drop this draft, after a question."""

        async def drop() -> None:
            await self.keeper.drop()
            await self.desk.home()
            self.desk.say(f"{what} discarded")

        if number := self.draft.change_of:
            what = f"Change of {number}"
            self.desk.confirm(f"Discard this change? {number} stays as it is", drop)
            return
        what = f"Draft for {self.draft.name}"
        stand = {line.position for line in self.draft.lines if not line.struck}
        count = len(stand) + (bool(self.keeper.entry.typing) and self.keeper.entry.position not in stand)
        self.desk.confirm(f"Discard this draft of {some(count, 'line')} for {self.draft.name}?", drop)

    @keys.key(HEADER, "Header", "PO number, wanted, payment, contract …")
    @keys.action("H", "Header fields")
    async def do_header(self) -> None:
        """F8: header fields and back; the PO number is the first."""
        self.open_header()

    def open_header(self, at: str = "po_number") -> HeaderWindow:
        """The header fields over the lines, the cursor in one of them."""
        window = HeaderWindow(self.keeper, self.do_place, at)
        self.desk.windows.append(window)
        return window

    async def forget(self) -> None:
        """A draft without lines and half-typed text is not kept, by whichever way the order was left."""
        if not self.keeper.is_dropped and not self.keeper.draft.lines and self.keeper.kept == {}:
            with suppress(Refused):  # dropped or placed at another terminal; a busy database forgets it later
                await self.keeper.drop()

    async def leave(self, leave: AnswerAct) -> None:
        """Go, and say what became of the draft: kept, or placed or dropped at another terminal meanwhile."""
        told = ""
        try:
            await self.keeper.keep()
            if self.draft.change and await self.keeper.ask(desk_services.leave_change, self.draft.id):
                await leave()
                return
            told = await self._what_stays() if self.draft.lines or self.keeper.typing else ""
            if not told:
                await self.keeper.drop()
                told = "Nothing saved: a card number is never stored" if self.keeper.typing else ""
        except Unavailable:
            raise
        except Refused as gone:
            told = str(gone)
        await leave()
        if told:
            self.desk.hint(told)  # it ends with the screen: the draft may be resumed next

    async def _what_stays(self) -> str:
        """What is said of the draft that is left; '' where nothing of it was kept (X-14)."""
        kept = await self.keeper.ask(desk_services.is_kept, self.draft.id)
        what = f"Change of {self.draft.change_of}" if self.draft.change_of else f"Draft for {self.draft.name}"
        return f"{what} saved: home lists it" if kept else ""


def _where(fault: Fault) -> str:
    return "" if fault.line is None else f"Line {fault.line}: "
