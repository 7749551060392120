"""Who has invoices overdue and unpaid: how long, how much, and what is to be done about it (R-27)."""

from __future__ import annotations

from custtui.domain.naming import some
from custtui.services.fulfilment.owing import overdue_payers
from custtui.services.views.money import OverduePayer
from custtui.ui import routes
from custtui.ui.fulfilment.tasks import of_overdue
from custtui.ui.kit import format as fmt
from custtui.ui.kit import keys
from custtui.ui.kit.paint import Line
from custtui.ui.kit.record_list import RecordList
from custtui.ui.kit.table import CODE, Column, Table, told
from custtui.ui.kit.view import Drawn

COLUMNS = (
    Column("code", "Code", 9, 8, style="strong", whole=CODE),
    Column("name", "Payer", 18, 16, share=1, spare=1),
    Column("days", "Days", 4, 4, right=True),
    Column("invoices", "Invoices", 8, 0, right=True, spare=3),
    Column("amount", "Overdue", 12, 11, right=True),
    Column("currency", "", 3, 3),
    Column("noted", "To do", 14, 0, share=2, spare=4),
)


class OverdueList(RecordList[OverduePayer]):
    """Payers with overdue invoices, the longest overdue first."""

    TITLE, LEADS = "Overdue", True
    INSTEAD = "Enter takes a payment of the chosen payer"
    TASKS = of_overdue

    async def load(self) -> None:
        self.rows.again(await self.desk.ask(overdue_payers))

    async def open_item(self, item: OverduePayer, option: str) -> None:
        """5 or Enter: money of that payer."""
        await self.desk.open(routes.payment(self.desk, item.account_id))

    @keys.key("enter", "Payment", "What the chosen payer owes, and a payment of his", bar=1)
    async def do_take(self) -> None:
        await super().do_take()

    def _chosen(self) -> OverduePayer | None:
        if self.rows.current is None:
            self.refuse_unchosen()
        return self.rows.current

    @keys.inserting("Note", "A new action note about the chosen payer", bar=2)
    async def do_note(self) -> None:
        """F6, Ins: what is to be done about it."""
        if one := self._chosen():
            await self.desk.open(routes.action_note(self.desk, one.account_id, f"{one.code} {one.name}"))

    @keys.key("f8", "Orders", "Orders, invoices and open lines of the chosen payer", bar=3)
    async def do_orders(self) -> None:
        """F8: what it ordered, and its invoices."""
        if one := self._chosen():
            await self.desk.open(routes.customer_orders(self.desk, one.account_id))

    @keys.action("W", "Notes and follow-ups of the chosen payer")
    async def do_notes(self) -> None:
        """F10 W: what is noted about it."""
        if one := self._chosen():
            await self.desk.open(routes.notes(self.desk, one.account_id, f"{one.code} {one.name}"))

    @keys.action("X", "Payments of the chosen payer so far: take back, pay back")
    async def do_payments(self) -> None:
        """F10 X: what came in from this payer."""
        if one := self._chosen():
            await self.desk.open(routes.payments(self.desk, one.account_id))

    def body(self, width: int, height: int) -> Drawn:
        below = told(_words(self.rows.current) if self.rows.current else [], width)
        room = height - 2 - len(below)
        table = Table(COLUMNS, width, map(_texts, self.rows.visible(room)))
        table.share("currency", (item.currency for item in self.rows.items))
        lines, at = self.rows.listed(width, room, lambda item, line: table.draw(line, _texts(item)))
        if not self.rows.items:
            lines = [Line(width, f"  No invoice is overdue: {keys.name(self.do_refresh)} looks again", "dim")]
        return [table.heads(width), *lines, Line(width), *below], (1 if self.in_list else 0, at + 1)


def _texts(one: OverduePayer) -> dict[str, str]:
    return {
        "code": one.code,
        "name": one.name,
        "days": str(one.days),
        "invoices": str(one.invoices),
        "amount": fmt.amount(one.amount, one.currency),
        "currency": one.currency,
        "noted": one.noted,
    }


def _words(one: OverduePayer) -> list[str]:
    count = f"{some(one.invoices, 'invoice')}"
    owed = f"{count}, {fmt.amount(one.amount, one.currency)} {one.currency}"
    return [f"{one.code} {one.name}", owed, f"the first since {fmt.day(one.since)}", one.noted]
