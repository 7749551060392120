"""The lines of order entry: typing them, walking them, putting them on the order."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from custtui.domain.who import Who
from custtui.services import order_entry as desk_services
from custtui.services.order_entry.views import DraftView, LineText, LineView
from custtui.ui.screens.entry_line import DEFAULT_QUANTITY, EntryLine
from custtui.ui.view import View
from custtui.ui.widgets.rows import Rows

if TYPE_CHECKING:
    from custtui.ui.desk import Desk


P = ParamSpec("P")
T = TypeVar("T")


class OrderLines(View):
    """A draft with its lines and the entry line; what a line's keys do."""

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

    @property
    def typing(self) -> dict[str, str]:
        """What is half typed in the entry line."""
        return self.entry.typing

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
            self.totals = await self.ask(desk_services.with_line, self.draft.id, self.entry.text, self.entry.position)
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
        draft = await self.ask(desk_services.put_line, self.draft.id, position, self.entry.text)
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
        self.show_draft(await self.ask(desk_services.strike, self.draft.id, line.position))

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
            self.show_draft(await self.ask(desk_services.put_line, self.draft.id, None, line))
        self.desk.say(f"{len(lines)} lines pasted")

    async def ask(self, service: Callable[Concatenate[Who, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """A service of the order desk, as this clerk."""
        return await self.desk.ask(service, self.desk.session.who, *args, **kwargs)


def _money(draft: DraftView) -> tuple[object, ...]:
    return draft.net, draft.tax, draft.gross, draft.pieces, draft.to_clear, draft.outcome, draft.credit_left
