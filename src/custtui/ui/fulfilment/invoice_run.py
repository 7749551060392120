"""The invoice run: what would become which invoice of all that is billable, and all of them by one yes (C-42)."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from custtui.domain.collecting import MONTH, ORDER, WEEK, WORDS, last_day
from custtui.domain.naming import first_of, po_text, some
from custtui.services import fulfilment
from custtui.services.views.invoice_run import InvoiceInRun, InvoiceRun, OrderInRun, RunMade
from custtui.ui import routes
from custtui.ui.fulfilment.tasks import of_run
from custtui.ui.kit import format as fmt
from custtui.ui.kit import keys
from custtui.ui.kit.confirming import confirmed
from custtui.ui.kit.paint import Line
from custtui.ui.kit.record_list import RecordList
from custtui.ui.kit.table import CODE, Column, Table, told
from custtui.ui.kit.view import Drawn

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

COLUMNS = (
    Column("code", "Code", 9, 8, style="strong", whole=CODE),
    Column("payer", "Payer", 18, 16, share=1, spare=1),
    Column("orders", "Orders", 6, 6, right=True),
    Column("through", "Shipped by", 10, 0, whole=11, spare=3),
    Column("due", "Pay by", 9, 0, whole=11, spare=2),
    Column("gross", "Total", 11, 11, right=True),
    Column("currency", "", 4, 4),
)
NAMED = 3
"""So many invoices made are named."""
LISTED = 6
"""So many orders of the chosen invoice are told."""


class InvoiceRunScreen(RecordList[InvoiceInRun]):
    """A row an invoice to come; it asks once more before they are made."""

    TITLE, LEADS = "Invoice run", True
    TASKS = of_run

    def __init__(self, desk: Desk, cut_off: date | None = None) -> None:
        super().__init__(desk)
        self.cut_off = cut_off
        self.run: InvoiceRun | None = None

    async def load(self) -> None:
        self.run = await self.desk.ask(fulfilment.invoice_run, self.cut_off)
        self.rows.again(self.run.invoices)

    async def open_item(self, item: InvoiceInRun, option: str) -> None:
        """5 or Enter: its first order."""
        await self.desk.open(routes.order(self.desk, item.orders[0].number))

    @keys.key("enter", "Order", "Open the first order of the chosen row", bar=1)
    async def do_take(self) -> None:
        await super().do_take()

    @keys.key("f9", "Invoice", "Make all invoices listed (asks)", bar=2)
    async def do_make(self) -> None:
        """F9: as they are listed; what changed meanwhile is told and stays."""
        seen = self.run
        if seen is None or not seen.invoices:
            self.desk.hint(f"Nothing shipped by {self._until()} is to invoice")
            return

        async def make() -> None:
            await confirmed(self.desk, partial(self._make, seen), self._made)

        self.desk.confirm(f"Make {some(len(seen.invoices), 'invoice')}, {_sums(seen)}?", make)

    async def _make(self, seen: InvoiceRun, said_yes: frozenset[str]) -> RunMade:
        try:
            return await self.desk.ask(fulfilment.run_invoices, self.desk.session.who, seen, said_yes)
        finally:
            await self.load()
            self.begin()

    async def _made(self, done: RunMade) -> None:
        text = f"{some(len(done.made), 'invoice')} made: {first_of(done.made, NAMED)}"
        self.desk.say("; ".join((text, *done.told)))

    @keys.key("f4", "Up to", "Goods shipped up to today, to the end of last week, of last month", bar=3)
    async def do_cut(self) -> None:
        """F4: the next of these days."""
        if self.run is None:
            return
        day = self.run.day
        days = list(dict.fromkeys(last_day(term, day) for term in (ORDER, WEEK, MONTH)))
        stands = self.cut_off or day
        self.cut_off = days[(days.index(stands) + 1) % len(days)] if stands in days else day
        await self.load()
        self.begin()

    def _until(self) -> str:
        return fmt.day(self.run.cut_off) if self.run else ""

    def body(self, width: int, height: int) -> Drawn:
        below = told(_words(self.rows.current) if self.rows.current else [], width)
        room = height - 4 - len(below)
        table = Table(COLUMNS, width, map(_texts, self.rows.visible(room)))
        lines, at = self.rows.listed(width, room, lambda item, line: table.draw(line, _texts(item)))
        if not self.rows.items:
            lines = [Line(width, f"  Nothing is to invoice: {keys.name(self.do_refresh)} looks again", "dim")]
        head = [Line(width, f" {self._head()}", "text"), Line(width), table.heads(width)]
        return [*head, *lines, Line(width), *below], (1 if self.in_list else 0, at + 3)

    def _head(self) -> str:
        """`Shipped by 30 Nov · 3 invoices of 7 orders · 4,096.23 USD`."""
        run = self.run
        if run is None:
            return ""
        orders = some(sum(len(one.orders) for one in run.invoices), "order")
        count = [f"{some(len(run.invoices), 'invoice')} of {orders}", _sums(run)] if run.invoices else []
        return " · ".join([f"Shipped by {self._until()}", *count])


def _sums(run: InvoiceRun) -> str:
    return " and ".join(f"{fmt.amount(amount, currency)} {currency}" for currency, amount in run.totals)


def _texts(one: InvoiceInRun) -> dict[str, str]:
    return {
        "code": one.code,
        "payer": one.payer,
        "orders": str(len(one.orders)),
        "through": fmt.day(one.through),
        "due": fmt.day(one.payment_due),
        "gross": fmt.amount(one.amounts.gross, one.currency),
        "currency": one.currency,
    }


def _words(one: InvoiceInRun) -> list[str]:
    """Whose it is, how it comes to be one invoice, what it comes to, and its orders."""
    net, tax, gross = (
        fmt.amount(value, one.currency) for value in (one.amounts.net, one.amounts.tax, one.amounts.gross)
    )
    orders = [
        " ".join(filter(None, (each.number, each.po_number and po_text(each.po_number), _amount(each, one.currency))))
        for each in one.orders
    ]
    more = f"and {some(len(orders) - LISTED, 'more order')}" if len(orders) > LISTED else ""
    told_to = f"notify {', '.join(one.tell)}" if one.tell else ""
    how = WORDS.get(one.term, WORDS[ORDER])
    return [
        f"{one.code} {one.payer}",
        f"{how}, {one.terms}",
        f"net {net} + tax {tax} = {gross}",
        told_to,
        *orders[:LISTED],
        more,
    ]


def _amount(each: OrderInRun, currency: str) -> str:
    return fmt.amount(each.amounts.gross, currency)
