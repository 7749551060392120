"""The lines of order entry: putting them on the order, changing, striking and inserting them."""

from __future__ import annotations

from asyncio import ensure_future, wait
from threading import Event

from custtui.domain.card import NEVER_STORED
from custtui.domain.errors import refuse
from custtui.domain.naming import some
from custtui.domain.pasted import is_row, is_table, rows_named, rows_of
from custtui.services import order_entry as desk_services
from custtui.services.order_entry.views import LineView
from custtui.ui.kit import keys
from custtui.ui.kit.message_line import said
from custtui.ui.kit.view import View
from custtui.ui.order_entry.entry_line import DEFAULT_QUANTITY
from custtui.ui.order_entry.keeper import DraftKeeper
from custtui.ui.order_entry.quoting import Quoting

PATIENCE = 1.0
"""Seconds until a long paste is told of, and between two looks for Esc."""


class OrderLines:
    """What the keys of a line do; a line is on disk before the next key (X-12). The cursor is the screen's."""

    def __init__(self, screen: View, keeper: DraftKeeper, quoting: Quoting) -> None:
        self.screen, self.keeper, self.quoting = screen, keeper, quoting
        self.desk, self.entry, self.rows = screen.desk, keeper.entry, keeper.rows

    @property
    def chosen(self) -> bool:
        """True while an arrow stands on a line of the order."""
        return self.rows.current is not None

    def walk(self, key: str) -> bool:
        """Up and down through the lines; below the last one is the entry line."""
        last = len(self.rows.items) - 1
        if not self.chosen:
            if key in ("up", "pageup") and last >= 0:
                self.rows.choose(last)
            return True
        if key == "down" and self.rows.chosen == last:
            self.to_entry()
            return True
        return self.rows.key(key)

    def tab(self, by: int) -> None:
        """From the lines to the entry line; there to the next field, a quantity filled in."""
        if self.chosen:
            self.to_entry()
            return
        if self.screen.field and self.screen.field.name == "item":
            self.entry.default_quantity()
        self.screen.step(by)

    def to_entry(self, field: str = "item") -> None:
        """The cursor goes back to the entry line."""
        self.rows.chosen = -1
        self.screen.go(field)

    def to_field(self) -> None:
        """The cursor goes back to the field of the entry line it was in."""
        self.to_entry(self.screen.field.name if self.screen.field else "item")

    @keys.key("enter", "Next", "Item to quantity; at the quantity the line goes on the order", bar=1)
    async def do_next(self) -> None:
        """Enter: item to quantity; at the quantity the line goes on the order."""
        line = self.rows.current
        if line is not None:
            await self.change_line(line)
        elif self.entry.blank:
            self.screen.go("item")
        elif self.screen.field and self.screen.field.name == "item":
            self.entry.default_quantity()
            self.screen.go("quantity")
        elif not self._wants_reason():
            await self._enter_quantity()

    def _wants_reason(self) -> bool:
        """Enter on a typed price or discount goes to its reason first."""
        if self.screen.field and self.screen.field.name in ("price", "discount") and self.screen.field.value.strip():
            self.screen.step(1)
            return True
        return False

    async def _enter_quantity(self) -> None:
        quantity = self.entry["quantity"].value.strip()
        following = ""
        if self.screen.field and self.screen.field.name == "quantity" and await self._next_product(quantity):
            following = quantity
            self.entry["quantity"].set(DEFAULT_QUANTITY)
        await self.take()
        if following:
            self.entry["item"].set(following)
            self.entry.default_quantity()
            self.screen.go("quantity")

    async def _next_product(self, text: str) -> bool:
        return await self.desk.ask(self.keeper.stands_on.ask, desk_services.next_product, text)

    async def take(self) -> None:
        """Put what is typed on the order; it is on disk when this returns (X-12).

        Raises Refused, the cursor there, where something is typed and no item: it is never dropped (X-19).
        """
        if self.entry.blank:
            self._refuse_stray()
            return
        position = self.entry.position
        draft, seen = self.keeper.draft, self.quoting.price
        await self.keeper.change(desk_services.put_line, draft.id, position, self.entry.text, seen=seen)
        self.entry.clear()
        self.to_entry()
        self._tell(position)

    def _refuse_stray(self) -> None:
        field = self.entry.stray
        if field is None:
            return
        self.to_entry(field.name)
        if field.name == "item":
            raise refuse(
                "item", f"Line {self.entry.position} has no item: {keys.shown(keys.RESET)} brings {field.stored} back"
            )
        raise refuse("item", f"{field.label} {field.value.strip()} has no item: type the item, or clear it")

    def _tell(self, position: int | None) -> None:
        lines = self.keeper.draft.lines
        line = next((one for one in lines if one.position == position), lines[-1] if lines else None)
        if line and line.faults:
            self.desk.hint(f"Line {line.position}: {said(line.faults[0])}")
        elif line and line.notes:
            self.desk.hint(f"Line {line.position}: {line.notes[0]}")
        else:
            self.desk.hint("")

    async def change_line(self, line: LineView, field: str = "quantity") -> None:
        """Bring a line of the order into the entry line; what is half typed there goes on the order first."""
        await self.take()
        self.entry.load(line.position, line.text)
        self.to_entry(field)

    @keys.key("delete", "Strike", "In the lines: strike out, again: restore")
    async def do_delete(self) -> None:
        """Delete: in the lines strike out or restore; in the entry line an editing key."""
        line = self.rows.current
        if line is None:
            await self.screen.edit("delete")
            return
        await self.keeper.change(desk_services.strike, self.keeper.draft.id, line.position)

    @keys.key("insert", "Insert", "In the lines: a new line above this one")
    async def do_insert(self) -> None:
        """Ins: a new line above this one; 15 between 10 and 20."""
        line = self.rows.current
        if line is None:
            raise refuse("line", "Ins makes a line above another: go up to it first")
        number = self.rows.chosen
        below = self.rows.items[number - 1].position if number else 0
        if line.position - below < 2:
            self.desk.refuse(f"No number is free between {below} and {line.position}")
            return
        await self.take()
        self.entry.position = (below + line.position) // 2
        self.to_entry()

    @keys.key("ctrl+d", "Same", "The value above; on an empty item the whole line above")
    async def do_same(self) -> None:
        """Ctrl+D: the value of this field in the line above; on an empty item all of it."""
        above = self._line_above()
        if above is None or self.screen.field is None:
            raise refuse("line", "There is no line above")
        if self.entry.blank:
            position = self.entry.position
            typed = {one.name: one.value for one in self.screen.fields if one.value.strip() and one.changed}
            self.entry.load(above.position, above.text)
            self.entry.begin(position, typed)
            self.screen.go("quantity")
        else:
            self.screen.field.fill(getattr(above.text, self.screen.field.name))
        self.entry.open_reasons()

    def _line_above(self) -> LineView | None:
        before = self.entry.position
        lines = [line for line in self.keeper.draft.lines if before is None or line.position < before]
        return lines[-1] if lines else None

    async def takes(self, text: str) -> bool:
        """Is a pasted text a list of lines? Any other goes where the cursor is."""
        if is_table(text):
            return True
        field = self.screen.field
        if not self.entry.blank or field is None or field.name != "item":
            return False
        return is_row(text) or await self.desk.ask(self.keeper.stands_on.ask, desk_services.is_line, text)

    async def paste(self, text: str) -> None:
        """A pasted list of item and quantity lines becomes order lines."""
        await self.take()
        before = len(self.keeper.draft.lines)
        cards = await self.desk.ask(self.keeper.stands_on.ask, desk_services.card_rows, text)
        await self._pasted(text)
        parked = sum(bool(line.faults) for line in self.keeper.draft.lines[before:])
        told = f"{some(len(rows_of(text)) - len(cards), 'line')} pasted" + f", {parked} marked ? to fix" * bool(
            parked
        )
        if cards:
            self.desk.refuse(f"{rows_named(cards)} of the paste left out: {NEVER_STORED}; {told}")
        else:
            self.desk.hint(told)

    async def _pasted(self, text: str) -> None:
        """The draft with the pasted lines; after a second what goes on is told, and Esc stops it (P-15)."""
        stop = Event()
        work = ensure_future(self.keeper.change(desk_services.put_pasted, self.keeper.draft.id, text, stop.is_set))
        while not (await wait({work}, timeout=PATIENCE))[0]:
            self.desk.hint(f"Pasting {len(rows_of(text))} lines: Esc stops, then none of them is on the order")
            self.desk.show()
            if self.desk.wants_out():
                stop.set()
        work.result()  # its refusal, if it was one
