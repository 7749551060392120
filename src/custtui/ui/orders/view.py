"""An order as it stands: who and where, its lines with what became of them, its money, and who did what when."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from custtui.domain.errors import Refused, refuse
from custtui.domain.order import Status, status_word
from custtui.domain.who import Act
from custtui.services import approval, lookup, orders
from custtui.services.views import Hit, OrderView
from custtui.services.views.approval import Reasoned
from custtui.ui import paths, routes
from custtui.ui.kit import format as fmt
from custtui.ui.kit import keys
from custtui.ui.kit.just_read import JustRead
from custtui.ui.kit.list_view import ListView
from custtui.ui.kit.rows import Rows
from custtui.ui.kit.view import Drawn
from custtui.ui.orders.allowing import allow
from custtui.ui.orders.cancelling import cancel_order
from custtui.ui.orders.decisions import Chosen, Decisions
from custtui.ui.orders.goods_ways import GoodsWays
from custtui.ui.orders.history import HistoryEntry, entries
from custtui.ui.orders.line_window import LineWindow
from custtui.ui.orders.revisions import Revisions
from custtui.ui.orders.tasks import of_order
from custtui.ui.orders.view_lines import ViewItem, items
from custtui.ui.orders.view_rows import REVISIONS, draw_order, whole_head

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk


WAITS, STANDS = "waits", "stands"
"""Modes: whether the revision that is shown waits for approval."""
FOR_APPROVAL = "waiting for approval"


class OrderViewScreen(ListView[ViewItem]):
    """One revision of an order; it is never changed here."""

    TITLE = "Order"
    OPTIONS: ClassVar = {"2": "change", "3": "cover", "5": "display", "6": "return", "7": "credit"}
    decisions = keys.part(Decisions)
    goods = keys.part(GoodsWays)
    TELLS_WHO = True
    TASKS = of_order

    def __init__(self, desk: Desk, number: str, revision: int | None = None, *, position: int | None = None) -> None:
        super().__init__(desk)
        self.number, self.revision, self.position = number.strip(), revision, position
        self.order: OrderView | None = None
        self.history: Rows[HistoryEntry] = Rows()
        self.in_history = False
        self.approvers = ""
        """Who may approve it, while it waits."""
        self.goods = GoodsWays(desk, lambda: self.shown.number)
        self.decisions = Decisions(desk, self._decided_on, self._load, self._load)

    @property
    def title(self) -> str:
        order = self.order
        if order is None:
            return f"{self.TITLE} {self.number}"
        if order.change_waits:
            told = (status_word(order.status), f"change {FOR_APPROVAL}")
        else:
            status = FOR_APPROVAL if self.waits else status_word(order.status)
            told = (status, f"revision {order.revision} of {order.revisions}")
        return " · ".join((f"{self.TITLE} {order.number}", *told))

    @property
    def shows(self) -> str:
        return self.order.number if self.order and self.revision is None else ""

    @property
    def waits(self) -> bool:
        """Does the revision that is shown wait for approval?"""
        return self.order is not None and self.order.status == Status.PENDING

    @property
    def modes(self) -> frozenset[str]:
        return frozenset({WAITS if self.waits else STANDS})

    @property
    def told_whole(self) -> tuple[tuple[str, str], ...]:
        return whole_head(self, self.order) if self.order else ()

    async def opened(self) -> None:
        """The order comes up; one that does not exist goes away again, with the reason."""
        try:
            await self._load()
        except Refused:
            self.desk.views.remove(self)
            raise
        if self.position is not None:
            numbers = [getattr(item, "position", None) for item in self.rows.items]
            self.rows.choose(numbers.index(self.position) if self.position in numbers else -1)
            self.position = None
        await super().opened()

    async def _load(self) -> None:
        known = self.desk.carried(JustRead).of("" if self.revision else self.number)
        one: OrderView = known or await self.desk.ask(orders.order, self.number, self.revision)
        self.order = one
        self.approvers = await self.desk.ask(approval.approvers, self.number) if self.waits else ""
        at, past = self.rows.chosen, self.history.chosen
        self.rows.items, self.history.items = items(one), entries(one)
        self.rows.chosen = at if at < len(self.rows.items) else -1
        self.history.chosen = past if past < len(self.history.items) else -1

    @keys.key("f5", "Refresh", "Refresh the order")
    async def do_refresh(self) -> None:
        """F5: read again."""
        await self._load()
        self.desk.hint("Refreshed")

    def copies(self) -> list[tuple[str, str]]:
        """The order's number, what is written to, and its PO number."""
        one = self.order
        if one is None:
            return []
        ship, bill = one.ship_to, f"{one.bill_to_name}, {one.bill_to_address.one_line}"
        to = ", ".join(filter(None, (ship.name, ship.address.one_line)))
        return [("order", one.number), ("ship-to", to), ("bill-to", bill), ("PO", one.po_number)]

    # -- deciding ------------------------------------------------------------------------------------------------
    @keys.key(
        "f9",
        "Approve",
        "Approve this order: every hold is released, it is accepted",
        bar=1,
        when=WAITS,
        act=Act.APPROVE,
    )
    async def do_approve(self) -> None:
        """F9: as F10 V; shipping is never the yes-key."""
        await self.decisions.do_approve()

    @keys.key("f11", "Decline", "Decline this order; asks for the reason", bar=2, when=WAITS, act=Act.APPROVE)
    async def do_decline(self) -> None:
        """F11: as F10 N."""
        await self.decisions.do_decline()

    # -- walking -------------------------------------------------------------------------------------------------
    async def text(self, text: str) -> None:
        if self.in_history:
            raise refuse("history", "The history is for reading: Tab goes back to the lines")
        await super().text(text)

    async def edit(self, key: str) -> bool:
        if self.in_history:
            return key in ("home", "end") and self.history.key(key)
        return await super().edit(key)

    async def key(self, key: str) -> bool:
        return self.history.key(key) if self.in_history else await super().key(key)

    @keys.key("tab", "History", "The cursor goes to the history, and back to the lines", bar=4)
    @keys.key("shift+tab", "History", "The cursor goes to the history, and back to the lines")
    async def do_other(self) -> None:
        """Tab: to the history, its newest row chosen, and back to the lines."""
        self.in_history = not self.in_history
        self.history.enter(reached=True)

    @keys.key("enter", "Details", "All of the chosen line: price, discount, tax, where to, what happened", bar=3)
    async def do_take(self) -> None:
        if self.in_history and not self.rows.options:
            raise refuse("history", "The history is for reading: Tab goes back to the lines")
        await super().do_take()

    async def open_item(self, item: ViewItem, option: str) -> None:
        """5 on a line: all of it; 2 changes it, the cursor in its quantity; 6 and 7: it came back, or is credited."""
        assert self.order is not None
        if isinstance(item, tuple):
            raise refuse("option", f"{item[0]}: a charge has no more to show")
        if option == "2":
            await self._change(item.position)
            return
        if option == "6":
            await self.desk.open(routes.goods_back(self.desk, self.shown.number, position=item.position))
            return
        if option == "7":
            await allow(self.desk, self.order, item, self._load)
            return
        if option == "3":
            await self.desk.open(routes.covers(self.desk, self.shown.number, item.position))
            return
        self.desk.windows.insert(0, LineWindow(self.desk, self.order, item))

    async def _next_option(self) -> None:
        """Windows lie over this screen instead of leaving it: all are opened, the topmost row's on top."""
        while self.rows.options:
            await super()._next_option()
        self._working = False

    # -- elsewhere -----------------------------------------------------------------------------------------------
    @property
    def shown(self) -> OrderView:
        """The order. Raises Refused before it is there."""
        if self.order is None:
            raise refuse("order", f"Order {self.number} is not there")
        return self.order

    @keys.action("E", "Change the order", paths.ORDERS)
    async def do_change(self) -> None:
        """F10 E: all of it on the order-entry screen; a revision comes of it (C-16)."""
        await self._change()

    async def _change(self, position: int | None = None) -> None:
        one = self.shown
        if one.superseded_by:
            raise refuse("superseded", f"Revision {one.revision} was superseded: only what stands is changed")
        await routes.change(self.desk, one.number, position)

    @keys.action("X", "Cancel the order", paths.ORDERS)
    async def do_cancel(self) -> None:
        """F10 X: what is open of it is given up, for a reason (C-46)."""
        await cancel_order(self.desk, self.shown.number, self.shown.revision, self._load)

    @keys.action("M", "Made or bought: covers of the line", paths.ORDERS)
    async def do_covers(self) -> None:
        """F10 M: what production and vendors do for the chosen line."""
        item = self.rows.current
        if item is None or isinstance(item, tuple):
            self.refuse_unchosen()
        else:
            await self.open_item(item, "3")

    async def _decided_on(self) -> Chosen | None:
        """The order as it is shown, for what may be decided on it."""
        one = self.shown
        reasons = [Reasoned(hold.id, hold.code, one.words_of(hold), hold.amount) for hold in one.standing]
        total = f"{fmt.amount(one.gross, one.currency)} {one.currency}"
        change = one.revisions if one.change_waits else 0
        return Chosen(one.number, one.revision, one.status, one.sold_to_name, total, reasons, change)

    @keys.key("f7", "Order", "New order for this customer", bar=5)
    async def do_order(self) -> None:
        """F7: a new order for this customer."""
        await self._new_order(self.shown.account_id)

    @keys.action("C", "Copy: new order for this customer", paths.ORDERS)
    async def do_copy(self) -> None:
        """F10 C: the same lines again, for the same customer; prices and holds worked out anew (X-15)."""
        await self._new_order(self.shown.account_id, copy_of=self.shown.number)

    @keys.action("T", "Copy: new order, another customer", paths.ORDERS)
    async def do_copy_to(self) -> None:
        """F10 T: the same lines for another customer (X-15)."""
        number = self.shown.number

        async def take(hit: Hit) -> None:
            await self._new_order(hit.account_id, copy_of=number)

        await routes.choose_customer(self.desk, f"Copy {number} for: type the customer", take)

    async def _new_order(self, account_id: int, *, copy_of: str = "") -> None:
        await routes.new_order(self.desk, account_id, copy_of=copy_of)

    @keys.key("f8", "Orders", "Orders, invoices and open lines of this customer", bar=6)
    async def do_orders(self) -> None:
        """F8: all orders of this customer."""
        one = await self.desk.ask(lookup.living, self.shown.account_id)
        await self.desk.open(routes.customer_orders(self.desk, one.account_id))
        self.desk.hint(one.message)

    @keys.action(REVISIONS.code, REVISIONS.label, paths.RECORDS)
    async def do_revisions(self) -> None:
        """F10 R: each with what it changed, and stays viewable for ever (F-61)."""
        await self.desk.open(Revisions(self.desk, self.shown.number))

    @keys.action("P", "Profile of this customer", paths.CUSTOMER)
    async def do_profile(self) -> None:
        """F10 P: the customer."""
        one = await self.desk.ask(lookup.living, self.shown.account_id)
        await self.desk.open(routes.profile(self.desk, one.account_id))
        self.desk.hint(one.message)

    @keys.action("I", "Order inquiry: number, PO, day …", paths.ORDERS)
    async def do_inquiry(self) -> None:
        """F10 I: look for other orders; `OI` alone leads here, to the last order placed."""
        await self.desk.open(routes.inquiry(self.desk))

    @keys.key("f9", "Yes", keys.NO_USE, when=STANDS)
    @keys.key("f11", "No", keys.NO_USE, when=STANDS)
    async def do_yes(self) -> None:
        """F9, F11: there is nothing to say yes or no to."""
        waits = self.order is not None and self.order.change_waits
        way = f"{REVISIONS.name} shows the change that waits" if waits else ""
        self.desk.hint(keys.no_use(self.do_yes, way or f"{keys.name(self.do_change)} changes the order"))

    def body(self, width: int, height: int) -> Drawn:
        return draw_order(self, width, height)
