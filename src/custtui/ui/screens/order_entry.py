"""Order entry: three slots on top, lines below, and one line where the eye is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from custtui.domain.errors import Fault, Refused, refuse
from custtui.services import order_entry as desk_services
from custtui.services.order_entry.views import Choice
from custtui.services.products import products, reasons
from custtui.ui.commands import Action, Command
from custtui.ui.screens.order_address import AddressForm
from custtui.ui.screens.order_header import HEADER_FIELDS, HeaderWindow
from custtui.ui.screens.order_lines import OrderLines
from custtui.ui.screens.order_roles import RoleWindow, take_lines_to
from custtui.ui.screens.order_rows import draw_order
from custtui.ui.view import Drawn
from custtui.ui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from custtui.ui.desk import Desk


class OrderEntry(OrderLines):
    """One draft being keyed."""

    TITLE = "Order entry"
    WINDOW_TOP = 4
    COMMANDS = (
        Command("enter", "Next", "Item to quantity; at the quantity the line goes on the order", "next"),
        Command("f9", "Place", "Place the order", "place"),
        Command("f4", "List", "Values of this field; on a price: every candidate price, and the last paid", "list"),
        Command("f2", "Sold to", "The customer's profile, and back", "sold_to", bar=False),
        Command("f6", "Bill to", "Who pays: own addresses, then who else may", "bill_to", bar=False),
        Command("f7", "Ship to", "Where to: of the order; on a line, of that line", "ship_to", bar=False),
        Command("f8", "Header", "PO number, wanted, payment, contract …", "header", bar=False),
        Command("f11", "Drop", "Drop this draft (asks)", "drop"),
        Command("insert", "Insert", "In the lines: a new line above this one", "insert", bar=False),
        Command("delete", "Strike", "In the lines: strike out, again: restore", "delete", bar=False),
        Command("ctrl+d", "Same", "The value above; on an empty item the whole line above", "same", bar=False),
    )
    ACTIONS = (
        Action("T", "Take the lines to another customer", "take_lines"),
        Action("R", "Repeat: the lines of this customer's last order", "repeat"),
        Action("K", "Keep the one-time ship-to for later orders", "promote"),
        Action("D", "Drop this draft", "drop"),
        Action("H", "Header fields", "header"),
    )

    @property
    def title(self) -> str:
        return f"Change of {self.draft.change_of}" if self.draft.change_of else self.TITLE

    def resume_windows(self) -> None:
        """A window that was typed into comes back over the lines, as it was."""
        windows = {name.partition(".")[0] for name in self._kept}
        if "header" in windows:
            window = HeaderWindow(self)
            window.resume(self._kept)
            self.desk.windows.append(window)
        if "address" in windows:
            self.desk.windows.append(AddressForm.resumed(self, self._kept))

    @property
    def typing(self) -> dict[str, str]:
        """All that is half typed: in the entry line, and in a window over the lines."""
        windows = [window.typing for window in self.desk.windows if isinstance(window, HeaderWindow | AddressForm)]
        return {name: text for typing in (super().typing, *windows) for name, text in typing.items()}

    # -- the roles and the header --------------------------------------------------------------------------------
    async def do_sold_to(self) -> None:
        """F2: the sold-to's profile, and back."""
        from custtui.ui.screens.customer_profile import CustomerProfile

        await self.desk.open(CustomerProfile(self.desk, self.draft.account_id))

    async def do_bill_to(self) -> None:
        """F6: who pays."""
        await RoleWindow(self, "BILL_TO").open()

    async def do_ship_to(self) -> None:
        """F7: where to; on a line, of that line."""
        line = self.rows.current
        await RoleWindow(self, "SHIP_TO", position=line.position if line else None).open()

    async def do_header(self) -> None:
        """F8: header fields and back; the PO number is the first."""
        self.desk.windows.append(HeaderWindow(self))

    async def do_list(self) -> None:
        """F4: the values of the field under the cursor; on a line its prices."""
        line = self.rows.current
        field = self.entry["price"] if line else self.field
        assert field is not None
        if not field.prompt:
            self.desk.say(f"{field.label}: there is no list for this field")
            return

        async def choices(find: str) -> list[Choice]:
            if field.prompt == "products":
                return await self.desk.ask(products, find)
            if field.prompt == "prices":
                return await self._prices()
            return await self.desk.ask(reasons, field.prompt)

        async def take(choice: Choice) -> None:
            if line:
                await self.change_line(line, "price")
            field.value, field.fresh = choice.key, False
            field.end()
            await self.typed()

        find = field.value.strip() if field.prompt == "products" else ""
        await Prompt(self.desk, field.label, choices, take, find=find).open()

    async def _prices(self) -> list[Choice]:
        line = self.rows.current.text if self.rows.current else self.entry.text
        return await self.desk.ask(desk_services.prices, self.draft.id, line.item, line.quantity)

    # -- the order -----------------------------------------------------------------------------------------------
    async def do_place(self) -> None:
        """F9: everything is checked, all faults at once; placed, home with the outcome."""
        await self.take()
        try:
            placed = await self.ask(desk_services.place, self.draft.id)
        except Refused as refused:
            self.show_draft(await self.ask(desk_services.open_draft, self.draft.id))
            await self._go_to_fault(refused.faults)
            return
        await self.desk.home()
        self.desk.say(placed.line)

    async def _go_to_fault(self, faults: tuple[Fault, ...]) -> None:
        first = faults[0]
        line = next((line for line in self.draft.lines if line.position == first.line), None)
        if line is not None:
            await self.change_line(
                line, first.field if first.field in ("item", "quantity") else first.field or "item"
            )
        elif first.field in HEADER_FIELDS:
            self.desk.windows.append(HeaderWindow(self, first.field))
        elif first.field == "profile":
            await self._ask_profile(first.text)
            return
        count = f"{len(faults)} to clear: " if len(faults) > 1 else ""
        where = f"line {first.line}: " if first.line is not None else ""
        others = "".join(f"; {_where(fault)}{fault.text}" for fault in faults[1:3])
        self.desk.refuse(f"{count}{where}{first.text}{others}")

    async def _ask_profile(self, why: str) -> None:
        """The customer's questions come up; F12 there returns to the order, which was not placed (R-38)."""
        from custtui.ui.screens.demographics import Demographics

        customer = f"{self.draft.code} {self.draft.name}"
        await self.desk.open(Demographics(self.desk, self.draft.account_id, customer))
        self.desk.refuse(f"Not placed: {why}")

    async def do_drop(self) -> None:
        """F11: drop this draft, after a question."""

        async def drop() -> None:
            await self.ask(desk_services.drop, self.draft.id)
            await self.desk.home()
            self.desk.say(f"Draft for {self.draft.name} dropped")

        count = len(self.draft.lines)
        self.desk.confirm(f"Drop this draft of {count} line{'' if count == 1 else 's'} for {self.draft.name}?", drop)

    async def do_take_lines(self) -> None:
        """F10 T: the lines to another customer, prices and holds worked out anew."""
        await self.take()
        await take_lines_to(self)

    async def do_repeat(self) -> None:
        """F10 R: the lines of this customer's last order, priced as of today (X-15)."""
        if self.draft.lines:
            raise refuse("lines", "Repeat begins an order: this one has lines already")
        empty = self.draft.id
        self.show_draft(await self.ask(desk_services.repeat_last, self.draft.account_id))
        await self.ask(desk_services.drop, empty)

    async def do_promote(self) -> None:
        """F10 K: the one-time ship-to is kept for later orders (X-04)."""
        slot = self.draft.ship_to
        if slot is None or slot.address_id is None:
            self.desk.refuse("The ship-to is not a one-time address")
            return
        self.show_draft(await self.ask(desk_services.promote, self.draft.id, slot.address_id))
        self.desk.say(f"{slot.address.one_line} will be kept when the order is placed")

    async def do_back(self) -> None:
        """F12: back, the draft kept; one without lines is not."""
        await self._leave()
        await (self.desk.home() if len(self.desk.views) == 2 else self.desk.back())

    async def do_leave(self) -> None:
        """F3: home, the draft kept."""
        await self._leave()
        await self.desk.home()

    async def do_home(self) -> None:
        """Not on this screen: F2 is the sold-to."""
        await self.do_sold_to()

    async def _leave(self) -> None:
        await self.keep()
        if self.draft.lines or self.typing:
            self.desk.say(f"Draft for {self.draft.name} kept: home lists it")
        else:
            await self.ask(desk_services.drop, self.draft.id)

    def body(self, width: int, height: int) -> Drawn:
        return draw_order(self, width, height)


def _where(fault: Fault) -> str:
    return "" if fault.line is None else f"line {fault.line}: "


async def new_order(desk: Desk, account_id: int, *, copy_of: str = "") -> None:
    """Start a new order; a kept draft of that customer is named on the message line."""
    who = desk.session.who
    kept = await desk.ask(desk_services.kept_for, who, account_id)
    draft = await desk.ask(desk_services.start, who, account_id, copy_of=copy_of)
    if desk.carried and not copy_of:
        header = replace(draft.header, **desk.carried)
        draft = await desk.ask(desk_services.set_header, who, draft.id, header)
    desk.say(f"{len(kept)} kept draft of {draft.name}: home lists it" if kept else "")
    await desk.open(OrderEntry(desk, draft))


async def resume(desk: Desk, draft_id: int) -> None:
    """Go on with a kept draft."""
    draft = await desk.ask(desk_services.open_draft, desk.session.who, draft_id)
    screen = OrderEntry(desk, draft)
    await desk.open(screen)
    screen.resume_windows()
