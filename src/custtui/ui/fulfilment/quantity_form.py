"""What screens that move quantities of an order have in common: an entry field a line, filled by one key."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from custtui.domain import fulfilment
from custtui.domain.errors import CHANGED, Fault, Refused, refuse
from custtui.domain.fulfilment import MoveAct
from custtui.domain.numbers import one_way
from custtui.domain.typed import Unreadable
from custtui.services.at_once import at_once
from custtui.services.fulfilment import people
from custtui.services.views import OrderView
from custtui.ui.fulfilment.quantity_lines import Movable, OrderPicture, quantity_typed
from custtui.ui.fulfilment.quantity_rows import draw_quantities
from custtui.ui.kit import keys
from custtui.ui.kit.facts import FactRow
from custtui.ui.kit.field import NUMBER, Field
from custtui.ui.kit.form_view import FormView, Looked
from custtui.ui.kit.just_read import JustRead
from custtui.ui.kit.message_line import AnswerAct, said
from custtui.ui.kit.table import Column
from custtui.ui.kit.view import Drawn

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

FILL_KEY = "f6"
FILL = keys.shown(FILL_KEY)
"""Fills in all there is of a line."""
LONGEST = 12
"""Characters of a quantity."""
NOTHING_LEFT = "nothing_left"
"""The code of the refusal that ends such a screen; by any other (a database that is gone) it stays as it was."""
INACTIVE = "The customer is inactive: new orders are refused, this one goes on"


T = TypeVar("T")
U = TypeVar("U")


class QuantityForm(FormView):
    """Quantities of an order's lines, moved together by F9. Subclasses say which lines, and what moves."""

    FIELD_HELP = ""
    MOVES = True
    ACT: MoveAct = "ship"
    """What F9 does with the quantities."""
    DOES = "ships it"
    """The same in words."""

    def __init__(self, desk: Desk, number: str) -> None:
        super().__init__(desk, [])
        self.number = number
        self.picture = OrderPicture()
        self._in_use = True
        self.further: list[Field] = []
        """Fields below the lines."""

    # -- what a subclass says ------------------------------------------------------------------------------------
    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the lines, one of them for the fields."""
        raise NotImplementedError

    async def read(self) -> OrderPicture:
        """The order as it stands, by `ask_of`. Raises Refused where nothing can be moved."""
        raise NotImplementedError

    def default(self, line: Movable) -> str:
        """What stands in a line's field when the screen comes up."""
        return ""

    def told(self) -> list[FactRow]:
        """What is told below the lines."""
        return []

    def live_texts(self) -> Mapping[int, Mapping[str, str]]:
        """Columns that follow what is typed, by position."""
        return {}

    # -- coming and going ----------------------------------------------------------------------------------------
    async def opened(self) -> None:
        """The screen comes up; where nothing can be moved it does not."""
        await self.reread()

    async def returned(self) -> None:
        """Back from another screen; where nothing is left to move, this one goes too."""
        try:
            await self.reread()
        except Refused as refused:
            if not nothing_left(refused):
                raise
            await self.desk.back()
            self.desk.hint(said(refused.faults[0]))

    async def ask_of(self, service: Callable[[str], T]) -> T:
        """What a service tells of the order; whether its customer is in use is asked along with it (P-13)."""
        return (await self.ask_with(service, lambda: None))[0]

    async def ask_with(self, service: Callable[[str], T], more: Callable[[], U]) -> tuple[T, U]:
        """The same, and what else is asked along."""
        told, self._in_use, others = await self.desk.ask(
            at_once, partial(service, self.number), partial(people.is_active, self.number), more
        )
        return told, others

    async def reread(self) -> None:
        """Read the order again; what is typed stays with its line."""
        here = self.field.name if self.field else ""
        self.picture = await self.read()
        if not self._in_use:
            self.picture.facts.insert(1, ("Mind", [INACTIVE], "mark"))
        typed = {one.name: one for one in self.fields}
        self.fields = [typed.get(line.name) or self._field(line) for line in self.picture.lines] + self.further
        self.at = min(self.at, len(self.fields) - 1)
        if here in typed and any(one.name == here for one in self.fields):
            self.at = next(place for place, one in enumerate(self.fields) if one.name == here)

    def _field(self, line: Movable) -> Field:
        one = Field(line.name, line.stands.code, 9, longest=LONGEST, kind=NUMBER, help=self.FIELD_HELP)
        one.set(self.default(line))
        return one

    # -- what is typed -------------------------------------------------------------------------------------------
    def typed_quantities(self, order: str = "") -> tuple[dict[int, Decimal], list[Fault]]:
        """Positions and quantities as they can be read; and what cannot. Blank and 0 move nothing.

        Of the screen's own order, or of another whose lines are here too (C-48).
        """
        found: dict[int, Decimal] = {}
        faults: list[Fault] = []
        for line in (one for one in self.picture.lines if one.order == order):
            try:
                found[line.position] = quantity_typed(self.value(line.name))
            except Unreadable as error:
                faults.append(Fault("quantity", line.name, f"{line.called}: {error}"))
        return {position: quantity for position, quantity in found.items() if quantity}, faults

    def wrong(self) -> list[Fault]:
        """All that can be seen to be wrong without asking, by field; services look again when it is done."""
        names = [one.name for one in self.fields]
        found = [*(fault for order in ("", *self.orders) for fault in self._wrong_of(order)), *self.missing()]
        return sorted(found, key=lambda fault: names.index(fault.field) if fault.field in names else -1)

    @property
    def orders(self) -> tuple[str, ...]:
        """The numbers of other orders whose lines are here too."""
        return tuple(dict.fromkeys(line.order for line in self.picture.lines if line.order))

    def _wrong_of(self, order: str) -> list[Fault]:
        """With the lines of one order; something has to be typed beside those of one of them."""
        quantities, unread = self.typed_quantities(order)
        if not quantities and (unread or order or any(self.typed_quantities(one)[0] for one in self.orders)):
            return unread
        stands = {line.position: line.stands for line in self.picture.lines if line.order == order}
        moved = fulfilment.faults(self.ACT, quantities, stands)
        return [*unread, *(fulfilment.of_order(order, one) if order else one for one in moved)]

    def missing(self) -> list[Fault]:
        """What must be filled in besides quantities."""
        return []

    async def look(self) -> Looked:
        return [fault for fault in self.wrong() if fault.field], ()

    async def store(self, confirmed: frozenset[str]) -> str:
        """Move the quantities typed; where that is refused, what stands by now is shown beside what was typed."""
        if faults := self.wrong():
            raise Refused(faults)
        try:
            return await self.move(self.typed_quantities()[0], confirmed)
        except Refused:
            await self._as_it_stands()
            raise

    async def _as_it_stands(self) -> None:
        """Read again after a refusal; where nothing is left to move, the screen goes away before it is told."""
        try:
            await self.reread()
        except Refused as refused:
            if nothing_left(refused):
                await self.desk.back()

    def mark(self, faults: Sequence[Fault]) -> None:
        """What is no longer as it was shown is told first; with nothing else wrong F9 then does it."""
        told = [fault for fault in faults if fault.code == CHANGED]
        if not told:
            super().mark(faults)
            return
        for fault in faults:
            self.mark_field(fault)
        self.to_first()
        goes_on = self in self.desk.views and len(told) == len(faults)
        then = f"{keys.name(self.do_keep)} {self.DOES}" if goes_on else ""
        self.desk.refuse("; ".join(map(said, faults)), then=then)

    async def kept(self, then: AnswerAct | None) -> None:
        """The order's screen below does not read again what was read of it for the outcome (P-13)."""
        try:
            await super().kept(then)
        finally:
            self.was_read(None)

    def was_read(self, order: OrderView | None) -> None:
        """The order as it is now."""
        self.desk.carried(JustRead).leave(self.number, order)

    @property
    def is_below(self) -> bool:
        """Does the order stand on the screen below?"""
        return any(view.shows == self.number for view in self.desk.views[-2:-1])

    async def move(self, quantities: dict[int, Decimal], confirmed: frozenset[str]) -> str:
        """Do it; the outcome in words. Raises Refused, Confirm."""
        raise NotImplementedError

    # -- keys ----------------------------------------------------------------------------------------------------
    @property
    def line(self) -> Movable | None:
        """The line the cursor is in; None below the lines."""
        return self.picture.lines[self.at] if 0 <= self.at < len(self.picture.lines) else None

    @keys.key("f4", "List", "Values of this field, where there is a list")
    async def do_list(self) -> None:
        await super().do_list()

    @keys.key("f11", "Discard", "Discard what is typed; asks if there is anything", bar=4)
    async def do_drop(self) -> None:
        await super().do_drop()

    @keys.key(FILL_KEY, "Fill", "All there is of this line into its field, and on to the next line", bar=3)
    async def do_fill(self) -> None:
        """F6: all there is of this line, and on to the next."""
        line, one = self.line, self.field
        if line is None or one is None:
            raise refuse("line", f"{FILL} fills in the quantity of a line: go up to one")
        if not line.most and line.stands.waits:
            raise refuse("waits", f"{line.called}: {line.stands.waits}")
        if one.value == one_way(line.most):
            self.desk.hint(f"{line.called}: all of it is filled in")
        put(one, one_way(line.most))
        if self.at < len(self.fields) - 1:
            self.step(1)

    async def do_fill_all(self) -> None:
        """F10 A: all there is of every line."""
        for line in self.picture.lines:
            put(self.by_name(line.name), one_way(line.most) if line.most else "")

    @keys.key("ctrl+d", "Above", "The quantity of the line above")
    async def do_above(self) -> None:
        """Ctrl+D: the quantity of the line above."""
        if self.line is None or self.field is None or self.at == 0:
            raise refuse("line", "There is no line above")
        put(self.field, self.fields[self.at - 1].value)

    async def key(self, key: str) -> bool:
        """PgUp and PgDn go through many lines at once."""
        if key not in ("pagedown", "pageup"):
            return await super().key(key)
        to = self.at + (10 if key == "pagedown" else -10)
        self.go(self.fields[max(0, min(to, len(self.fields) - 1))].name)
        return True

    def body(self, width: int, height: int) -> Drawn:
        return draw_quantities(self, width, height)


def nothing_left(refused: Refused) -> bool:
    """Is nothing of the order there to be moved any more?"""
    return any(fault.code == NOTHING_LEFT for fault in refused.faults)


def put(one: Field, value: str) -> None:
    """Put a value in as if typed; what is typed next replaces it."""
    one.fill(value)
    one.enter()
