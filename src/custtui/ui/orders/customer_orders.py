"""F8: what a customer ordered: orders newest first, invoices, open lines; three pages of one screen (F-25)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from custtui.services import lookup, orders
from custtui.services.views import Customer, OpenLine
from custtui.ui import routes
from custtui.ui.kit import keys
from custtui.ui.kit.paint import Line
from custtui.ui.kit.record_list import RecordList
from custtui.ui.kit.table import Column, Table
from custtui.ui.kit.view import Drawn
from custtui.ui.orders import list_rows as rows
from custtui.ui.orders.new_orders import Item, NewOrders, number_of

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

CHUNK = 100
"""Rows read at once."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its name, where its rows come from, and how they look."""

    name: str
    nothing: str
    read: Callable[..., list[Any]]
    columns: tuple[Column, ...]
    texts: Callable[[Any], dict[str, str]]
    words: Callable[[Any], list[str]]


SHEETS = (
    Sheet("Orders", "no order yet", orders.orders_of, rows.ORDERS, rows.order_texts, rows.order_words),
    Sheet("Invoices", "no invoice yet", orders.invoices_of, rows.INVOICES, rows.invoice_texts, rows.invoice_words),
    Sheet(
        *("Open lines", "nothing is left to ship", orders.open_lines),
        *(rows.OPEN_LINES, rows.open_line_texts, rows.open_line_words),
    ),
)


class CustomerOrders(NewOrders[Item], RecordList[Item]):
    """Orders, invoices and open lines of one customer."""

    def __init__(self, desk: Desk, account_id: int) -> None:
        super().__init__(desk)
        self.account_id = account_id
        self.customer: Customer | None = None
        self.page = 0
        self.whole = False

    @property
    def sheet(self) -> Sheet:
        """The page that is up."""
        return SHEETS[self.page]

    @property
    def title(self) -> str:
        who = f" · {self.customer.code} {self.customer.name}" if self.customer else ""
        return f"{self.sheet.name}{who}"

    async def opened(self) -> None:
        """The list comes up; back from an order it is read again, the cursor where it was."""
        self.customer = await self.desk.ask(lookup.preview, self.account_id)
        await super().opened()

    async def load(self) -> None:
        count = max(CHUNK, len(self.rows.items))
        self.rows.again(await self._read(count, 0))
        self.whole = len(self.rows.items) < count

    async def _read(self, limit: int, offset: int) -> list[Item]:
        return await self.desk.ask(self.sheet.read, self.account_id, limit, offset)

    async def more(self) -> None:
        if not self.whole:
            read = await self._read(CHUNK, len(self.rows.items))
            self.rows.items.extend(read)
            self.whole = len(read) < CHUNK

    async def open_item(self, item: Item, option: str) -> None:
        """5 or Enter: the order, at the line where one is meant."""
        position = item.position if isinstance(item, OpenLine) else None
        await self.desk.open(routes.order(self.desk, number_of(item), position=position))

    # -- pages ---------------------------------------------------------------------------------------------------
    async def _show(self, page: int) -> None:
        self.page = page % len(SHEETS)
        self.rows.fill([])
        await self.load()

    @keys.key(
        "enter", "Open", "Open the order of the chosen row; 5 beside several rows opens one after the other", bar=1
    )
    async def do_take(self) -> None:
        await super().do_take()

    @keys.key("f8", "Next list", "The next page: orders, invoices, open lines", bar=2)
    @keys.key("tab", "Page", "The next page: orders, invoices, open lines")
    async def do_next_page(self) -> None:
        """F8, Tab: the next page."""
        await self._show(self.page + 1)

    @keys.key("shift+tab", "Page", "The page before")
    async def do_page_before(self) -> None:
        """Shift+Tab: the page before."""
        await self._show(self.page - 1)

    @keys.action("O", "Orders")
    async def do_orders(self) -> None:
        """F10 O."""
        await self._show(0)

    @keys.action("I", "Invoices")
    async def do_invoices(self) -> None:
        """F10 I."""
        await self._show(1)

    @keys.action("L", "Open lines")
    async def do_open_lines(self) -> None:
        """F10 L."""
        await self._show(2)

    # -- elsewhere -----------------------------------------------------------------------------------------------
    async def ordering(self) -> int:
        return self.account_id

    @keys.action("C", "Copy the chosen order to a new one")
    async def do_copy(self) -> None:
        await super().do_copy()

    @keys.action("Y", "Take a payment")
    async def do_payment(self) -> None:
        """F10 Y: money that came in."""
        await self.desk.open(routes.payment(self.desk, self.account_id))

    @keys.action("P", "Profile of this customer")
    async def do_profile(self) -> None:
        """F10 P: the customer."""
        await self.desk.open(routes.profile(self.desk, self.account_id))

    # -- what is shown -------------------------------------------------------------------------------------------
    def body(self, width: int, height: int) -> Drawn:
        room = height - 5
        table = Table(self.sheet.columns, width, map(self.sheet.texts, self.rows.visible(room)))
        table.share("currency", (getattr(item, "currency", "") for item in self.rows.items))
        lines, at = self.rows.draw(width, room, lambda item, line: table.draw(line, self.sheet.texts(item)))
        if not self.rows.items:
            lines = [Line(width, f"  {self.sheet.nothing}", "dim")]
        lines += [Line(width) for _ in range(room - len(lines))]
        current = self.rows.current
        below = rows.told(self.sheet.words(current) if current else [], width)
        cursor = (1 if self.in_list else 0, at + 2)
        return [self._tabs(width), table.heads(width), *lines, Line(width), *below], cursor

    def _tabs(self, width: int) -> Line:
        line, x = Line(width), 1
        for number, sheet in enumerate(SHEETS):
            here = number == self.page
            x = line.put(x, f"[{self._count} {sheet.name}]" if here else sheet.name, "strong" if here else "dim") + 2
        return line

    @property
    def _count(self) -> str:
        return f"{len(self.rows.items)}{'' if self.whole else '+'}"
