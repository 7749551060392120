"""The entry line of an order and the draft behind it: what is typed is priced, counted and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from custtui.domain.who import Who
from custtui.services import order_entry as desk_services
from custtui.services.order_entry.standing_on import StandingOn
from custtui.services.order_entry.views import DraftView, LineText, LineView
from custtui.ui.kit.rows import Rows
from custtui.ui.kit.view import View
from custtui.ui.order_entry.entry_line import DEFAULT_QUANTITY, EntryLine

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk


P = ParamSpec("P")
T = TypeVar("T")
Drawing = Callable[Concatenate[Who, P], DraftView]
"""A service that gives the draft as it stands then."""


class OrderTyping(View):
    """A draft with its lines and the entry line; the cursor is in either."""

    def __init__(self, desk: Desk, draft: DraftView, stands_on: StandingOn) -> None:
        super().__init__(desk)
        self.draft, self.stands_on = draft, stands_on
        self.entry = EntryLine()
        self.fields = self.entry.fields
        self.rows: Rows[LineView] = Rows()
        self._pending: LineView | None = None
        self.totals = draft
        """The draft as it would stand with the line being typed."""
        self._quoted: LineText | None = None
        self._kept: dict[str, str] | None = {}
        """The half-typed text of the draft; None while it is being written."""
        self.show_draft(draft)
        self._resume()

    def _resume(self) -> None:
        if self._kept:
            self.entry.resume(self._kept)
            last = next((n for n in reversed(self.fields) if n.value), self.fields[0])
            self.go(last.name)  # as a field just entered: nobody types on blindly to what stands there

    @property
    def typing(self) -> dict[str, str]:
        """What is half typed in the entry line."""
        return self.entry.typing

    @property
    def pending(self) -> LineView | None:
        """What is known of the line being typed; nothing is shown beside another item than it was asked for."""
        same = self._quoted is not None and self._quoted.item == self.entry["item"].value.strip()
        return self._pending if same else None

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
        self._kept = {name: text for name, text in draft.typing.items() if text}  # a change takes it away

    async def returned(self) -> None:
        """Back from another screen: the order as it was, with what changed meanwhile."""
        await self.anew(desk_services.open_draft, self.draft.id)

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
                self.default_quantity()
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

    def default_quantity(self) -> None:
        """One, where a product is typed and no quantity."""
        if self.field and self.field.name == "item" and not self.entry.blank and not self.entry["quantity"].value:
            self.entry["quantity"].set(DEFAULT_QUANTITY)

    async def settle(self) -> None:
        """Keep what is typed: it must be there after a broken line (X-12); and price it."""
        await self.keep()
        text = self.entry.text
        if text != self._quoted:
            pending = None if self.entry.blank else await self._quote(text)
            self._quoted, self._pending = text, pending

    async def afterwards(self) -> bool:
        """The totals count the line being typed."""
        before, now = self.totals, self.draft
        if self.pending is not None and self.pending.net is not None:
            now = await self.look(desk_services.with_line, self.draft.id, self.entry.text, self.entry.position)
        self.totals = now
        return _money(before) != _money(now)

    async def _quote(self, text: LineText) -> LineView:
        return await self.look(desk_services.quote, self.draft.id, text, self.entry.position)

    async def keep(self) -> None:
        """Half-typed text goes to the draft."""
        typing = self.typing
        if typing != self._kept:
            self._kept = None  # given up on the way, it may be written or not
            await self.look(desk_services.keep_typing, self.draft.id, typing)
            self._kept = typing

    async def ask(self, service: Callable[Concatenate[Who, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """A service of the order desk, as this clerk: it stands on what the database says now."""
        return await self.desk.ask(service, self.desk.session.who, *args, **kwargs)

    async def look(self, service: Callable[Concatenate[Who, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The same for what is asked at each key: it stands on what was read when the order was opened (P-14)."""
        return await self.desk.ask(self.stands_on.ask, service, self.desk.session.who, *args, **kwargs)

    async def change(self, service: Drawing[P], *args: P.args, **kwargs: P.kwargs) -> None:
        """Change the draft and show it, on what was read when the order was opened."""
        self.show_draft(await self.desk.ask(self.stands_on.change, service, self.desk.session.who, *args, **kwargs))

    async def anew(self, service: Drawing[P], *args: P.args, **kwargs: P.kwargs) -> None:
        """Show the draft as a service gives it, and read anew what it stands on."""
        self.stands_on = StandingOn()
        await self.change(service, *args, **kwargs)


def _money(draft: DraftView) -> tuple[object, ...]:
    return (
        draft.net,
        draft.tax,
        draft.gross,
        draft.pieces,
        draft.to_clear,
        draft.outcome,
        draft.credit_left,
        draft.credit_of,
        draft.credit_waiting,
    )
