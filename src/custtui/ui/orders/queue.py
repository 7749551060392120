"""Orders that wait for approval: this counter's first, then the oldest; beside the chosen one its customer (C-33)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.domain.who import Act
from custtui.services import approval
from custtui.services.views.approval import Deciding, WaitingRow
from custtui.ui import routes
from custtui.ui.kit import format as fmt
from custtui.ui.kit import keys
from custtui.ui.kit.list_view import ListView
from custtui.ui.kit.view import Drawn
from custtui.ui.orders.decisions import Chosen, Decisions
from custtui.ui.orders.queue_rows import draw_queue
from custtui.ui.orders.tasks import of_queue

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

CHUNK = 40
"""Orders read at once."""


class ApprovalQueue(ListView[WaitingRow]):
    """F9 approves and F11 declines the row that a key has reached; after each none is any more: one act a key."""

    TITLE = "Waiting for approval"
    WINDOW_TOP = 8
    decisions = keys.part(Decisions)
    TASKS = of_queue

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.decisions = Decisions(desk, self._decided_on, self._read_again, self._start_again)
        self.record: Deciding | None = None
        self.whole = False

    async def opened(self) -> None:
        """The queue comes up, or comes back: the row chosen stays so while it waits."""
        await self._read_again()
        await super().opened()

    # -- reading -------------------------------------------------------------------------------------------------
    async def _read(self, limit: int, offset: int) -> list[WaitingRow]:
        return await self.desk.ask(approval.waiting_orders, self.desk.session.counter, limit, offset)

    async def _read_again(self) -> None:
        """Read anew; a row that is gone leaves none chosen, never the next one."""
        count = max(CHUNK, len(self.rows.items))
        was, options = self.rows.current, {self.rows.items[at].number: text for at, text in self.rows.options.items()}
        found = await self._read(count, 0)
        places = {row.number: at for at, row in enumerate(found)}
        self.rows.items, self.whole, self.record = found, len(found) < count, None
        self.rows.options = {places[number]: text for number, text in options.items() if number in places}
        self.rows.chosen = places.get(was.number, -1) if was else -1
        self.rows.top = min(self.rows.top, max(0, len(found) - 1))

    async def _start_again(self) -> None:
        self.rows.chosen = -1
        await self._read_again()
        self.begin()

    async def more(self) -> None:
        if not self.whole:
            found = await self._read(CHUNK, len(self.rows.items))
            self.rows.items.extend(found)
            self.whole = len(found) < CHUNK

    async def settle(self) -> None:
        await self._look()

    async def _look(self) -> Deciding | None:
        """The chosen order with its customer's record, as it was read when the row was reached."""
        row = self.rows.current
        if row is None:
            self.record = None
        elif self.record is None or self.record.number != row.number:
            self.record = await self.desk.ask(approval.deciding, row.number, row.of)
        return self.record

    async def _decided_on(self) -> Chosen | None:
        one = await self._look() if self.reached() else None
        if one is None:
            return None
        total = f"{fmt.amount(one.gross, one.currency)} {one.currency}"
        return Chosen(one.number, one.revision, one.status, one.customer, total, one.reasons)

    # -- keys ----------------------------------------------------------------------------------------------------
    @keys.key("enter", "Open", "The chosen order whole", bar=1)
    async def do_take(self) -> None:
        await super().do_take()

    async def open_item(self, item: WaitingRow, option: str) -> None:
        """Enter, 5: the order."""
        await self.desk.open(routes.order(self.desk, item.number, item.revision if item.revision > 1 else None))

    @keys.key(
        "f9", "Approve", "Approve the chosen order: every hold is released, it is accepted", bar=2, act=Act.APPROVE
    )
    async def do_approve(self) -> None:
        """F9: the chosen one goes on."""
        await self.decisions.do_approve()

    @keys.key("f11", "Decline", "Decline the chosen order; asks for the reason", bar=3, act=Act.APPROVE)
    async def do_decline(self) -> None:
        """F11: the chosen one comes to nothing."""
        await self.decisions.do_decline()

    @keys.key("f8", "Orders", "Orders, invoices and open lines of the chosen order's customer", bar=4)
    async def do_orders(self) -> None:
        """F8: all orders of the customer."""
        if (one := await self._look()) is None:
            self.refuse_unchosen()
        else:
            await self.desk.open(routes.customer_orders(self.desk, one.account_id))

    MORE = f"{keys.name(do_take)} opens the order, {keys.name(do_orders)} those of its customer"
    """Where the rest of the record is, where not all of it fits."""

    @keys.action("P", "Profile of this customer")
    async def do_profile(self) -> None:
        """F10 P: the customer."""
        if (one := await self._look()) is None:
            self.refuse_unchosen()
        else:
            await self.desk.open(routes.profile(self.desk, one.account_id))

    @keys.key("f5", "Refresh", "Refresh the list")
    async def do_refresh(self) -> None:
        """F5: read again."""
        await self._read_again()
        self.begin()
        self.desk.hint("Refreshed")

    def body(self, width: int, height: int) -> Drawn:
        return draw_queue(self, width, height)
