"""What is open in the whole house, page by page: to ship, to invoice, to approve, to credit, to cover."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from custtui.domain.naming import po_text, some
from custtui.services.approval import queue
from custtui.services.orders import open_work, to_cover
from custtui.services.views.approval import WaitingRow
from custtui.services.views.covers import LineToCover
from custtui.services.views.open_work import LineToShip, OpenTotal, OrderToCredit, OrderToInvoice
from custtui.ui import routes
from custtui.ui.kit import format as fmt
from custtui.ui.kit import keys
from custtui.ui.kit.table import CODE, NUMBER, Column
from custtui.ui.orders.cover_rows import TO_COVER, to_cover_texts, to_cover_words
from custtui.ui.orders.list_rows import wanted_texts, wanted_words
from custtui.ui.orders.sheets import Sheet, Sheets
from custtui.ui.orders.tasks import of_open_work

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk
    from custtui.ui.kit.view import View

WorkRow = LineToShip | OrderToInvoice | OrderToCredit | LineToCover | WaitingRow
TO_SHIP = (
    Column("number", "Order", 7, 7, style="strong", whole=NUMBER),
    Column("position", "Pos", 3, 0, right=True, spare=5),
    Column("product", "Item", 9, 9, whole=CODE),
    Column("description", "Description", 27, 0, share=1, spare=4),
    Column("open", "Open", 4, 4, right=True, style="strong"),
    Column("ship_to", "Ship to", 12, 14, share=2, spare=2),
    Column("wanted", "Wanted", 6, 6, right=True, spare=1),
    Column("mark", "", 1, 1, style="mark"),
)
TO_INVOICE = (
    Column("number", "Order", 9, 8, style="strong", whole=NUMBER),
    Column("customer", "Customer", 22, 16, share=2, spare=1),
    Column("payer", "Paid by", 9, 0, share=1, whole=CODE, spare=3),
    Column("po", "PO", 10, 0, share=1, spare=4),
    Column("date", "Date", 9, 9, whole=11, spare=2),
    Column("amount", "To invoice", 11, 11, right=True),
    Column("currency", "", 3, 3),
)
TO_CREDIT = (
    Column("number", "Order", 9, 8, style="strong", whole=NUMBER),
    Column("customer", "Customer", 22, 16, share=2, spare=1),
    Column("payer", "Paid by", 9, 0, share=1, whole=CODE, spare=3),
    Column("date", "Date", 9, 9, whole=11, spare=2),
    Column("quantity", "Back", 6, 6, right=True, spare=4),
    Column("amount", "To credit", 11, 11, right=True),
    Column("currency", "", 3, 3),
)
TO_APPROVE = (
    Column("number", "Order", 9, 8, style="strong", whole=NUMBER),
    Column("customer", "Customer", 24, 14, share=2, spare=1),
    Column("reasons", "Waits for", 16, 14, share=1),
    Column("missing", "Missing", 9, 0, right=True, spare=3),
    Column("gross", "Total", 11, 11, right=True),
    Column("currency", "", 3, 3),
)
TOTALS: tuple[Callable[..., OpenTotal], ...] = (
    open_work.to_ship_total,
    open_work.to_invoice_total,
    queue.waiting_total,
    open_work.to_credit_total,
    to_cover.to_cover_total,
)
"""What each page comes to."""


def _ship_texts(one: LineToShip) -> dict[str, str]:
    return {
        "number": one.number,
        "position": str(one.position),
        "product": one.product,
        "description": one.description,
        "open": fmt.quantity(one.open),
        "ship_to": ", ".join(filter(None, (one.ship_to, one.city))),
        **wanted_texts(one.wanted),
    }


def _ship_words(one: LineToShip) -> list[str]:
    return [
        f"{one.number} line {one.position}",
        f"{one.code} {one.customer}",
        f"{one.product} {one.description}",
        f"{fmt.quantity(one.open)} of {fmt.counted(one.quantity, one.unit)} open",
        f"to {_ship_texts(one)['ship_to']}",
        wanted_words(one.wanted),
    ]


def _invoice_texts(one: OrderToInvoice) -> dict[str, str]:
    return {
        "number": one.number,
        "customer": one.customer,
        "payer": one.payer,
        "po": one.po_number,
        "date": fmt.day(one.order_date),
        "amount": fmt.amount(one.amount, one.currency),
        "currency": one.currency,
    }


def _invoice_words(one: OrderToInvoice) -> list[str]:
    cells = _invoice_texts(one)
    named = po_text(one.po_number) if one.po_number else ""
    total = f"{cells['amount']} {one.currency} to invoice"
    return [
        f"{one.number} of {fmt.day(one.order_date)}",
        f"{one.code} {one.customer}",
        f"paid by {one.payer}",
        named,
        total,
    ]


def _credit_texts(one: OrderToCredit) -> dict[str, str]:
    return {
        "number": one.number,
        "customer": one.customer,
        "payer": one.payer,
        "date": fmt.day(one.order_date),
        "quantity": fmt.quantity(one.quantity),
        "amount": fmt.amount(one.amount, one.currency),
        "currency": one.currency,
    }


def _credit_words(one: OrderToCredit) -> list[str]:
    total = f"{fmt.amount(one.amount, one.currency)} {one.currency} to credit"
    return [f"{one.number} of {fmt.day(one.order_date)}", f"{one.code} {one.customer}", f"paid by {one.payer}", total]


def _waiting_texts(one: WaitingRow) -> dict[str, str]:
    return {
        "number": one.number,
        "customer": one.name,
        "reasons": ", ".join(one.short),
        "missing": fmt.amount(one.missing, one.currency),
        "gross": fmt.amount(one.gross, one.currency),
        "currency": one.currency,
    }


def _waiting_words(one: WaitingRow) -> list[str]:
    return [f"{one.number} revision {one.revision} by {one.made_by}", f"{one.code} {one.name}", *one.reasons]


class OpenWork(Sheets[WorkRow]):
    """What is open, house-wide: to ship, to invoice, to approve, to credit, to cover."""

    TITLE, LEADS = "What is open", True
    INSTEAD = "Enter opens the order of the chosen row"
    OPTIONS = {"5": "display"}
    SHEETS = (
        Sheet("To ship", "Nothing is left to ship", open_work.to_ship, TO_SHIP, _ship_texts, _ship_words),
        Sheet(
            *("To invoice", "Nothing is left to invoice", open_work.to_invoice),
            *(TO_INVOICE, _invoice_texts, _invoice_words),
        ),
        Sheet(
            *("To approve", "No order waits for approval", queue.waiting_orders),
            *(TO_APPROVE, _waiting_texts, _waiting_words),
        ),
        Sheet(
            *("To credit", "Nothing is left to credit", open_work.to_credit),
            *(TO_CREDIT, _credit_texts, _credit_words),
        ),
        Sheet(
            *("To cover", "Everything made to order is covered", to_cover.to_cover),
            *(TO_COVER, to_cover_texts, to_cover_words),
        ),
    )
    TASKS = of_open_work

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.by = open_work.BY_DAY
        self.total: OpenTotal | None = None

    @property
    def shipping(self) -> bool:
        """Lines to ship are up."""
        return self.page == 0

    def asked(self) -> tuple[str, ...]:
        return ((self.by,), (), (self.desk.session.counter,), (), ())[self.page]

    async def load(self) -> None:
        await super().load()
        asked = self.asked()[: self.shipping]
        self.total = await self.desk.ask(TOTALS[self.page], *asked)

    def beside(self) -> list[str]:
        """`by day · 12 lines, 4,096.23 USD`; where there is less room without the sums, then how they stand alone."""
        by, told = [self.by] if self.shipping else [], self.about()
        return [" · ".join([*by, ", ".join(told[:count])]) for count in (len(told), 1) if told] + by

    def about(self) -> list[str]:
        """How many lines or orders, and what they come to in each currency."""
        if self.total is None:
            return []
        what = "line" if any(one.key == "position" for one in self.sheet.columns) else "order"
        sums = [f"{fmt.amount(amount, currency)} {currency}" for currency, amount in self.total.amounts]
        return [some(self.total.count, what), *sums]

    async def open_item(self, item: WorkRow, option: str) -> None:
        """5 or Enter: the order, at the line where one is meant."""
        position = item.position if isinstance(item, LineToShip | LineToCover) else None
        await self.desk.open(routes.order(self.desk, item.number, position=position))

    @keys.key("enter", "Open", "Open the order of the chosen row", bar=1)
    async def do_take(self) -> None:
        await super().do_take()

    @keys.key("f8", "Next list", "The next page: to ship, to invoice, to approve, to credit, to cover", bar=2)
    @keys.key("tab", "Page", "The next page: to ship, to invoice, to approve, to credit, to cover")
    async def do_next_page(self) -> None:
        await super().do_next_page()

    @keys.key("f4", "Order by", "Lines to ship by day, by ship-to, by item, or only those that are late", bar=3)
    async def do_order_by(self) -> None:
        """F4: in another order, or only what is late."""
        if not self.shipping:
            self.desk.hint("Only lines to ship stand in several orders")
            return
        at = open_work.ORDERS.index(self.by) + 1
        self.by = open_work.ORDERS[at % len(open_work.ORDERS)]
        await self.show(self.page)

    @keys.action("M", "Made or bought: cover the chosen line")
    async def do_cover(self) -> None:
        """F10 M: production and purchase orders for it."""
        item = self.rows.current
        if not isinstance(item, LineToShip | LineToCover):
            self.refuse_unchosen()
        else:
            await self.desk.open(routes.covers(self.desk, item.number, item.position))

    @keys.action("S", "Ship the order of the chosen row")
    async def do_ship(self) -> None:
        """F10 S: what goes out of it."""
        await self._lead(routes.ship)

    @keys.action("B", "Bill the order of the chosen row")
    async def do_invoice(self) -> None:
        """F10 B: what was shipped of it."""
        await self._lead(routes.invoice)

    @keys.action("R", "Run invoices: all that is billable, by payer")
    async def do_run(self) -> None:
        """F10 R: what a run would make."""
        await self.desk.open(routes.invoice_run(self.desk))

    @keys.action("K", "Credit what came back of the chosen order")
    async def do_credit(self) -> None:
        """F10 K: what came back of it and was invoiced."""
        await self._lead(partial(routes.goods_back, credit=True))

    async def _lead(self, way: Callable[[Desk, str], View]) -> None:
        """To a screen of the order of the chosen row."""
        if self.rows.current is None:
            self.refuse_unchosen()
        else:
            await self.desk.open(way(self.desk, self.rows.current.number))
