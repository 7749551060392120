"""The draft behind order entry: what the database has of it, what is half typed, and the services that change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar, runtime_checkable

from custtui.domain.who import Who
from custtui.services import order_entry as desk_services
from custtui.services.order_entry.standing_on import StandingOn
from custtui.services.order_entry.views import DraftView, HeaderText, LineView
from custtui.ui.kit.rows import Rows
from custtui.ui.order_entry.carried import WantedIn
from custtui.ui.order_entry.entry_line import EntryLine

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk


P = ParamSpec("P")
T = TypeVar("T")
Drawing = Callable[Concatenate[Who, P], DraftView]
"""A service that gives the draft as it stands then."""


@runtime_checkable
class HalfTyped(Protocol):
    """The entry line, and a window over the lines: what is typed there and not taken yet is kept (X-12)."""

    @property
    def typing(self) -> dict[str, str]:
        """The texts by name; empty where nothing is half typed."""
        ...


@runtime_checkable
class HeaderTyped(Protocol):
    """The header as a window over the lines has it."""

    @property
    def header(self) -> HeaderText: ...


class DraftKeeper:
    """The draft as it is shown, with the rows of its lines; what is typed is on disk at each pause (X-12)."""

    def __init__(self, desk: Desk, entry: EntryLine, draft: DraftView, stands_on: StandingOn) -> None:
        self.desk, self.entry, self.stands_on = desk, entry, stands_on
        self.rows: Rows[LineView] = Rows()
        self.shown = 0
        """How often a draft was shown: what was worked out for the one before does not hold."""
        self.draft = draft
        self.wanted_in = WantedIn()
        self._kept: dict[str, str] | None = {}
        self._carried = False
        self._dropped = 0
        self.show(draft)

    @property
    def kept(self) -> dict[str, str] | None:
        """The half-typed text of the draft; None while it is being written."""
        return self._kept

    @property
    def typing(self) -> dict[str, str]:
        """All that is half typed: in the entry line, and in a window over the lines."""
        windows = [window for window in self.desk.windows if isinstance(window, HalfTyped)]
        return {name: text for one in (self.entry, *windows) for name, text in one.typing.items()}

    @property
    def header_typed(self) -> HeaderText | None:
        """The header being typed over the lines, where it is not what the draft has."""
        typed = next((one.header for one in self.desk.windows if isinstance(one, HeaderTyped)), None)
        return None if typed == self.draft.header else typed

    def show(self, draft: DraftView) -> None:
        """Show the draft as it stands now; another one, of another customer, has its own wanted date."""
        if draft.id != self.draft.id:
            self.wanted_in = WantedIn()
        chosen = self.rows.chosen
        self.draft = draft
        self.shown += 1
        self.rows.items = list(draft.lines)
        self.rows.chosen = chosen if chosen < len(draft.lines) else -1
        self._kept = {name: text for name, text in draft.typing.items() if text or "." in name}
        """A change takes it away; a field of a window that was cleared says so."""

    def taken_over(self, drafts: Mapping[int, int]) -> None:
        """The draft has another number in the database that stands there now, and may be another there."""
        if self.draft.id in drafts:
            self.draft, self.stands_on = replace(self.draft, id=drafts[self.draft.id]), StandingOn()
            self._carried = True

    async def look_again(self) -> None:
        """Show the draft as the other database has it: a change may be a new order there."""
        if self._carried:
            self._carried = False
            await self.read_again()

    async def keep(self) -> None:
        """Half-typed text goes to the draft."""
        typing = self.typing
        if typing != self._kept:
            self._kept = None  # given up on the way, it may be written or not
            await self.look(desk_services.keep_typing, self.draft.id, typing)
            self._kept = typing

    async def ask(self, service: Callable[Concatenate[Who, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """A service of the order desk, as this clerk: it stands on what the database says now."""
        return await self.desk.ask(self.stands_on.anew, service, self.desk.session.who, *args, **kwargs)

    async def look(self, service: Callable[Concatenate[Who, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The same for what is asked at each key: it stands on what was read when the order was opened (P-14)."""
        return await self.desk.ask(self.stands_on.ask, service, self.desk.session.who, *args, **kwargs)

    async def change(self, service: Drawing[P], *args: P.args, **kwargs: P.kwargs) -> None:
        """Change the draft and show it, on what was read when the order was opened."""
        self.show(await self.desk.ask(self.stands_on.change, service, self.desk.session.who, *args, **kwargs))

    async def anew(self, service: Drawing[P], *args: P.args, **kwargs: P.kwargs) -> None:
        """Show the draft as a service gives it, and read anew what it stands on."""
        self.stands_on = StandingOn()
        await self.change(service, *args, **kwargs)

    async def drop(self) -> None:
        """Nothing is left of the draft; whoever leaves it next has nothing to ask."""
        await self.ask(desk_services.drop, self.draft.id)
        self._dropped = self.draft.id

    @property
    def is_dropped(self) -> bool:
        return self._dropped == self.draft.id

    async def read_again(self) -> None:
        """The draft as it stands in the database, and all it stands on."""
        self.stands_on = StandingOn()
        self.show(await self.look(desk_services.open_draft, self.draft.id))
