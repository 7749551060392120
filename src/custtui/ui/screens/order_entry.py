"""Order entry: three slots on top, lines below, and one line where the eye is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from custtui.domain.errors import Fault, Refused
from custtui.domain.who import Who
from custtui.services import order_entry as desk_services
from custtui.services.order_entry.views import Choice, DraftView, LineText, LineView
from custtui.services.products import products, reasons
from custtui.ui.commands import Action, Command
from custtui.ui.screens.entry_line import DEFAULT_QUANTITY, EntryLine
from custtui.ui.screens.order_header import HEADER_FIELDS, HeaderWindow
from custtui.ui.screens.order_roles import AddressForm, RoleWindow, take_lines_to
from custtui.ui.screens.order_rows import draw_order
from custtui.ui.view import Drawn, View
from custtui.ui.widgets.prompt import Prompt
from custtui.ui.widgets.rows import Rows

if TYPE_CHECKING:
    from custtui.ui.desk import Desk


P = ParamSpec("P")
T = TypeVar("T")


class OrderEntry(View):
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

    def __init__(self, desk: Desk, draft: DraftView) -> None:
        super().__init__(desk)
        self.draft = draft
        self.entry = EntryLine()
        self.fields = self.entry.fields
        self.rows: Rows[LineView] = Rows()
        self.pending: LineView | None = None
        self.totals = draft
        """The draft as it would stand with the line being typed."""
        self._quoted: LineText | None = None
        self._kept: dict[str, str] = {}
        self.show_draft(draft)
        self._resume()

    def _resume(self) -> None:
        self._kept = {name: text for name, text in self.draft.typing.items() if text}
        if self._kept:
            self.entry.resume(self._kept)
            last = next((n for n in reversed(self.fields) if n.value), self.fields[0])
            self.go(last.name)
            last.fresh = False

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
        return {name: text for typing in (self.entry.typing, *windows) for name, text in typing.items()}

    @property
    def title(self) -> str:
        return f"Change of {self.draft.change_of}" if self.draft.change_of else self.TITLE

    @property
    def in_lines(self) -> bool:
        """True while an arrow stands on a line of the order."""
        return self.rows.current is not None

    def show_draft(self, draft: DraftView) -> None:
        """Show the draft as it stands now."""
        chosen = self.rows.chosen
        self.draft = self.totals = draft
        self.rows.items = list(draft.lines)
        self.rows.chosen = chosen if chosen < len(draft.lines) else -1
        self._quoted = None

    async def returned(self) -> None:
        """Back from another screen: the order as it was, with what changed meanwhile."""
        self.show_draft(await self.desk.ask(desk_services.open_draft, self.desk.session.who, self.draft.id))

    async def left(self) -> None:
        await self.keep()

    # -- typing --------------------------------------------------------------------------------------------------
    async def text(self, text: str) -> None:
        if self.in_lines:
            self.to_entry()
        await super().text(text)

    async def typed(self) -> None:
        self.entry.open_reasons()

    async def edit(self, key: str) -> bool:
        if self.in_lines:
            return key in ("home", "end") and self.rows.key(key)
        return await super().edit(key)

    async def key(self, key: str) -> bool:
        if key in ("up", "down", "pageup", "pagedown"):
            return self._walk(key)
        if key in ("tab", "shift+tab"):
            if self.in_lines:
                self.to_entry()
            else:
                self._default_quantity()
                self.step(1 if key == "tab" else -1)
            return True
        return False

    def _walk(self, key: str) -> bool:
        last = len(self.rows.items) - 1
        if not self.in_lines:
            if key in ("up", "pageup") and last >= 0:
                self.rows.choose(last)
            return True
        if key == "down" and self.rows.chosen == last:
            self.to_entry()
            return True
        return self.rows.key(key)

    def to_entry(self, field: str = "item") -> None:
        """The cursor goes back to the entry line."""
        self.rows.chosen = -1
        self.go(field)

    def _default_quantity(self) -> None:
        if self.field and self.field.name == "item" and not self.entry.blank and not self.entry["quantity"].value:
            self.entry["quantity"].set(DEFAULT_QUANTITY)

    async def settle(self) -> None:
        """Price what is typed, and keep it: it must be there after a broken line (X-12)."""
        text = self.entry.text
        if text != self._quoted:
            self._quoted = text
            self.pending = None if self.entry.blank else await self._quote(text)
        await self.keep()

    async def afterwards(self) -> bool:
        """The totals count the line being typed."""
        before = self.totals
        self.totals = self.draft
        if self.pending is not None and self.pending.net is not None:
            self.totals = await self._ask(
                desk_services.with_line, self.draft.id, self.entry.text, self.entry.position
            )
        return _money(before) != _money(self.totals)

    async def _quote(self, text: LineText) -> LineView:
        return await self.desk.ask(
            desk_services.quote, self.desk.session.who, self.draft.id, text, self.entry.position
        )

    async def keep(self) -> None:
        """Half-typed text goes to the draft."""
        typing = self.typing
        if typing != self._kept:
            self._kept = typing
            await self.desk.ask(desk_services.keep_typing, self.desk.session.who, self.draft.id, typing)

    # -- lines ---------------------------------------------------------------------------------------------------
    async def do_next(self) -> None:
        """Enter: item to quantity; at the quantity the line goes on the order."""
        line = self.rows.current
        if line is not None:
            await self.change_line(line)
        elif self.entry.blank:
            self.go("item")
        elif self.field and self.field.name == "item":
            self._default_quantity()
            self.go("quantity")
        elif not self._wants_reason():
            await self._enter_quantity()

    def _wants_reason(self) -> bool:
        """Enter on a typed price or discount goes to its reason first."""
        if self.field and self.field.name in ("price", "discount") and self.field.value.strip():
            self.step(1)
            return True
        return False

    async def _enter_quantity(self) -> None:
        quantity = self.entry["quantity"].value.strip()
        following = ""
        if self.field and self.field.name == "quantity" and await self.desk.ask(desk_services.next_product, quantity):
            following = quantity
            self.entry["quantity"].set(DEFAULT_QUANTITY)
        await self.take()
        if following:
            self.entry["item"].set(following)
            self._default_quantity()
            self.go("quantity")

    async def take(self) -> None:
        """Put what is typed on the order; it is on disk when this returns (X-12)."""
        if self.entry.blank:
            return
        position = self.entry.position
        draft = await self._ask(desk_services.put_line, self.draft.id, position, self.entry.text)
        self._kept = {}
        self.entry.clear()
        self.to_entry()
        self.show_draft(draft)
        self._tell(position)

    def _tell(self, position: int | None) -> None:
        lines = self.draft.lines
        line = next((one for one in lines if one.position == position), lines[-1] if lines else None)
        if line and line.faults:
            self.desk.say(f"{line.position}? {line.faults[0].text}")
        elif line and line.notes:
            self.desk.say(f"{line.position} {line.notes[0]}")
        else:
            self.desk.say("")

    async def change_line(self, line: LineView, field: str = "quantity") -> None:
        """Bring a line of the order into the entry line; what is half typed there goes on the order first."""
        await self.take()
        self.entry.load(line.position, line.text)
        self.to_entry(field)

    async def do_delete(self) -> None:
        """Delete: in the lines strike out or restore; in the entry line an editing key."""
        line = self.rows.current
        if line is None:
            await super().edit("delete")
            return
        self.show_draft(await self._ask(desk_services.strike, self.draft.id, line.position))

    async def do_insert(self) -> None:
        """Ins: a new line above this one; 15 between 10 and 20."""
        line = self.rows.current
        if line is None:
            self.desk.say("Ins makes a line above another: go up to it first")
            return
        number = self.rows.chosen
        below = self.rows.items[number - 1].position if number else 0
        if line.position - below < 2:
            self.desk.refuse(f"No number is free between {below} and {line.position}")
            return
        await self.take()
        self.entry.position = (below + line.position) // 2
        self.to_entry()

    async def do_same(self) -> None:
        """Ctrl+D: the value of this field in the line above; on an empty item all of it."""
        above = self._line_above()
        if above is None or self.field is None:
            self.desk.say("No line above")
            return
        if self.entry.blank:
            position = self.entry.position
            self.entry.load(above.position, above.text)
            self.entry.position = position
            self.go("quantity")
        else:
            self.field.value = getattr(above.text, self.field.name)
            self.field.end()
            self.field.fresh = False
        await self.typed()

    def _line_above(self) -> LineView | None:
        before = self.entry.position
        lines = [line for line in self.draft.lines if before is None or line.position < before]
        return lines[-1] if lines else None

    async def paste(self, text: str) -> None:
        """A pasted list of item and quantity lines becomes order lines; anything else goes where the cursor is."""
        lines = [line.replace("\t", " ").replace(";", " ").split() for line in text.split("\n") if line.strip()]
        if len(lines) < 2 and "\t" not in text:
            await super().paste(text)
            return
        await self.take()
        for parts in lines:
            line = LineText(item=parts[0], quantity=parts[1] if len(parts) > 1 else DEFAULT_QUANTITY)
            self.show_draft(await self._ask(desk_services.put_line, self.draft.id, None, line))
        self.desk.say(f"{len(lines)} lines pasted")

    # -- the roles and the header --------------------------------------------------------------------------------
    async def do_sold_to(self) -> None:
        """F2: the sold-to's profile, and back."""
        from custtui.ui.screens.customer_profile import CustomerProfile

        await self.desk.open(CustomerProfile(self.desk, self.draft.account_id))

    async def do_bill_to(self) -> None:
        """F6: who pays."""
        await self._open(RoleWindow(self, "BILL_TO"))

    async def do_ship_to(self) -> None:
        """F7: where to; on a line, of that line."""
        line = self.rows.current
        await self._open(RoleWindow(self, "SHIP_TO", position=line.position if line else None))

    async def _open(self, window: Prompt) -> None:
        self.desk.windows.append(window)
        await window.fill()

    async def do_header(self) -> None:
        """F8: header fields and back; the PO number is the first."""
        self.desk.windows.append(HeaderWindow(self))

    async def do_list(self) -> None:
        """F4: the values of the field under the cursor."""
        field = self.entry["price"] if self.in_lines else self.field
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
            field.value = choice.key
            field.end()
            await self.typed()

        find = field.value.strip() if field.prompt == "products" else ""
        await self._open(Prompt(self.desk, field.label, choices, take, find=find))

    async def _prices(self) -> list[Choice]:
        line = self.rows.current.text if self.rows.current else self.entry.text
        return await self.desk.ask(desk_services.prices, self.draft.id, line.item, line.quantity)

    # -- the order -----------------------------------------------------------------------------------------------
    async def do_place(self) -> None:
        """F9: everything is checked, all faults at once; placed, home with the outcome."""
        await self.take()
        try:
            placed = await self._ask(desk_services.place, self.draft.id)
        except Refused as refused:
            self.show_draft(await self._ask(desk_services.open_draft, self.draft.id))
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
            await self._ask(desk_services.drop, self.draft.id)
            await self.desk.home()
            self.desk.say(f"Draft for {self.draft.name} dropped")

        self.desk.confirm(f"Drop this draft of {len(self.draft.lines)} lines for {self.draft.name}?", drop)

    async def do_take_lines(self) -> None:
        """F10 T: the lines to another customer, prices and holds worked out anew."""
        await self.take()
        await take_lines_to(self)

    async def do_repeat(self) -> None:
        """F10 R: the lines of this customer's last order, priced as of today (X-15)."""
        self.show_draft(await self._ask(desk_services.repeat_last, self.draft.id))

    async def do_promote(self) -> None:
        """F10 K: the one-time ship-to is kept for later orders (X-04)."""
        slot = self.draft.ship_to
        if slot is None or slot.address_id is None:
            self.desk.refuse("The ship-to is not a one-time address")
            return
        self.show_draft(await self._ask(desk_services.promote, self.draft.id, slot.address_id))
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
            await self._ask(desk_services.drop, self.draft.id)

    async def _ask(self, service: Callable[Concatenate[Who, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await self.desk.ask(service, self.desk.session.who, *args, **kwargs)

    def body(self, width: int, height: int) -> Drawn:
        return draw_order(self, width, height)


def _money(draft: DraftView) -> tuple[object, ...]:
    return draft.net, draft.tax, draft.gross, draft.pieces, draft.to_clear, draft.outcome, draft.credit_left


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
