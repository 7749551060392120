"""Order inquiry: orders by number, PO, customer, product, days and status; the list follows the typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.domain.choice import Choice
from custtui.domain.errors import refuse
from custtui.domain.order import Status
from custtui.services import orders
from custtui.services.orders import OrderFilter
from custtui.services.views import Hit, OrderRow
from custtui.ui import routes
from custtui.ui.kit import clock, keys
from custtui.ui.kit.field import Field
from custtui.ui.kit.prompt import Prompt, Provider
from custtui.ui.kit.rows import STANDING
from custtui.ui.kit.view import Drawn
from custtui.ui.orders.inquiry_fields import capitals, inquiry_fields, read_filter
from custtui.ui.orders.inquiry_rows import draw_inquiry
from custtui.ui.orders.new_orders import NewOrders

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

CHUNK = 50
"""Rows read at once."""


class OrderInquiry(NewOrders[OrderRow]):
    """Fields that narrow, and below them the orders that fit, newest first."""

    TITLE = "Order inquiry"
    WINDOW_TOP = 3

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.fields = inquiry_fields()
        self.whole = False
        self.customer: Hit | None = None
        self._filter = OrderFilter()
        self._asked: tuple[str, ...] | None = None

    async def opened(self) -> None:
        """The inquiry comes up, or comes back as it was, read again."""
        if self._asked is None:
            await self.refresh()
        else:
            await self._read(max(CHUNK, len(self.rows.items)))
        await super().opened()

    # -- the list follows the fields -----------------------------------------------------------------------------
    async def refresh(self) -> None:
        """Bring the list up to what the fields say; nothing to do where it is."""
        asked = tuple(field.value for field in self.fields)
        if asked == self._asked:
            return
        self._asked = None  # given up on the way, all of it is asked again
        self._filter, self.customer = await read_filter(self.desk, self.fields, clock.today())
        self.rows.fill([])
        await self._read(CHUNK)
        if not self.rows.items and self._filter != capitals(self._filter):
            self._filter = capitals(self._filter)
            await self._read(CHUNK)
        self._asked = asked

    async def _read(self, count: int) -> None:
        found = await self.desk.ask(orders.inquiry, self._filter, count, 0)
        self.rows.items, self.whole = found, len(found) < count
        self.rows.chosen = min(self.rows.chosen, len(found) - 1)

    async def more(self) -> None:
        if not self.whole:
            found = await self.desk.ask(orders.inquiry, self._filter, CHUNK, len(self.rows.items))
            self.rows.items.extend(found)
            self.whole = len(found) < CHUNK

    async def settle(self) -> None:
        await self.refresh()

    # -- keys ----------------------------------------------------------------------------------------------------
    async def text(self, text: str) -> None:
        if self.in_list and self.rows.type_option(text):
            return
        if self.field is None or not self.rows.to_field(self.field, text):
            raise refuse("option", STANDING)
        await super().text(text)

    async def key(self, key: str) -> bool:
        await self.refresh()
        if key in ("tab", "shift+tab") or (key == "up" and self.rows.chosen == 0):
            if self.in_list:
                self.rows.chosen = -1
            else:
                self.step(1 if key == "tab" else -1)
            return True
        return await super().key(key)

    @keys.key("f7", "Order", "New order for the customer of the chosen row", bar=3)
    async def do_order(self) -> None:
        await super().do_order()

    @keys.key("enter", "Go", "In the fields the next one; in the list the order of the chosen row", bar=1)
    async def do_take(self) -> None:
        """Enter: in the fields the next one, in the last it stays; in the list options, else the chosen row."""
        await self.refresh()
        if self.in_list or self.rows.options:
            await super().do_take()
        elif self.at < len(self.fields) - 1:
            self.step(1)

    async def open_item(self, item: OrderRow, option: str) -> None:
        """5 or Enter: the order."""
        await self.desk.open(routes.order(self.desk, item.number))

    async def do_refresh(self) -> None:
        """F5: this field back to empty; in the list read again."""
        if not self.in_list:
            await super().do_refresh()
        self._asked = None
        await self.refresh()

    @keys.key("f11", "Clear", "All fields empty")
    async def do_clear(self) -> None:
        """F11: all fields empty."""
        if not any(field.value for field in self.fields):
            self.desk.hint("The fields are empty: nothing to clear")
        for field in self.fields:
            field.set("")
        self.at, self.rows.chosen = 0, -1

    @keys.key("f9", "Yes", keys.NO_USE)
    async def do_yes(self) -> None:
        """F9: there is nothing to say yes to."""
        self.desk.hint(keys.no_use(self.do_yes, f"{keys.name(self.do_take)} on a row opens it"))

    # -- F4 ------------------------------------------------------------------------------------------------------
    @property
    def modes(self) -> frozenset[str]:
        """Whether the field under the cursor has a list: where it has none, the bar names no key for it."""
        return frozenset({"listed" if self.field and self.field.prompt else "typed"})

    @keys.key(keys.LIST, "List", keys.NO_USE, when="typed")
    async def do_no_list(self) -> None:
        """F4 where there is no list: says so."""
        assert self.field is not None
        self.no_list(self.field)

    @keys.key(keys.LIST, "List", "Values of this field: customers, products, statuses", bar=2, when="listed")
    async def do_list(self) -> None:
        """F4: the values of the field under the cursor."""
        field = self.field
        assert field is not None
        if field.prompt == "customers":

            async def take_customer(hit: Hit) -> None:
                field.fill(hit.code)

            await routes.choose_customer(self.desk, "Customer", take_customer, find=field.value)
        else:
            await self._choose(field, routes.product_list(self.desk) if field.prompt == "products" else _statuses)

    async def _choose(self, field: Field, choices: Provider) -> None:
        async def take(choice: Choice) -> None:
            field.fill(choice.key)

        find = field.value if field.prompt == "products" else ""
        await Prompt(self.desk, field.label, choices, take, find=find).open()

    # -- elsewhere -----------------------------------------------------------------------------------------------
    async def ordering(self) -> int | None:
        """The customer of the chosen row, or of the Customer field; None where the desk has said so."""
        await self.refresh()
        if self.rows.current:
            return await routes.account_of(self.desk, self.rows.current.code)
        if self.customer:
            return self.customer.account_id
        self.refuse_unchosen()
        return None

    @keys.key("f8", "Orders", "All orders of the customer of the chosen row", bar=4)
    async def do_orders(self) -> None:
        """F8: all orders of the customer."""
        account = await self.ordering()
        if account is not None:
            await self.desk.open(routes.customer_orders(self.desk, account))

    def body(self, width: int, height: int) -> Drawn:
        return draw_inquiry(self, width, height)


async def _statuses(find: str) -> list[Choice]:
    words = {Status.PENDING: "waiting for approval", Status.SUPERSEDED: "another revision took its place"}
    found = [Choice(status, status, words.get(status, "")) for status in Status if status != Status.SUPERSEDED]
    return [choice for choice in found if choice.key.startswith(find.strip().lower())]
