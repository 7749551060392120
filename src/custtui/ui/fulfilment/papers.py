"""The papers of an order: its packing slips and invoices, and each as it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from custtui.domain.errors import Refused, refuse
from custtui.domain.naming import numbered
from custtui.domain.order import IN_FORCE
from custtui.domain.who import Act
from custtui.services import fulfilment, orders
from custtui.services.at_once import at_once
from custtui.services.fulfilment.printing import OF_ORDER, text_beside, text_of
from custtui.services.views import OrderView
from custtui.ui import routes
from custtui.ui.fulfilment.paper_page import PaperScreen, previewed
from custtui.ui.fulfilment.printing import Printing
from custtui.ui.fulfilment.tasks import of_papers
from custtui.ui.kit import format as fmt
from custtui.ui.kit import keys
from custtui.ui.kit.facts import labelled
from custtui.ui.kit.paint import Line, broken, lines_of
from custtui.ui.kit.record_list import RecordList
from custtui.ui.kit.refilled import refill
from custtui.ui.kit.table import Column, Table
from custtui.ui.kit.view import Drawn

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

COLUMNS = (
    Column("kind", "Document", 14, 14, spare=1),
    Column("number", "Number", 14, 12, style="strong", whole=20),
    Column("day", "Date", 9, 9, whole=11, spare=2),
    Column("total", "Total", 14, 12, right=True),
)
SLIP, CONFIRMATION, PICK, STATEMENT = "packing slip", "confirmation", "pick ticket", "statement"
INVOICE, CREDIT = "invoice", "credit note"
WORDS = {SLIP: "delivery", CONFIRMATION: "confirmation", PICK: "pick", STATEMENT: "statement", CREDIT: "credit"}
"""What the command line calls documents that are no invoices."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of an order; `total` None where it has no amounts."""

    kind: str
    number: str
    day: date
    total: Decimal | None = None

    @property
    def word(self) -> str:
        """What the command line calls it."""
        return WORDS.get(self.kind, INVOICE)


def papers_of(order: OrderView) -> list[Paper]:
    """Every paper of an order: packing slips, then by day invoices before credit notes; what stands as last."""
    notes = [Paper(SLIP, number, day) for number, day in order.shipments]
    notes += [Paper(INVOICE if gross >= 0 else CREDIT, number, day, gross) for number, day, gross in order.invoices]
    if order.status not in IN_FORCE:
        return notes
    notes.append(Paper(CONFIRMATION, order.number, order.order_date, order.gross))
    return notes + [Paper(PICK, order.number, order.order_date)] * any(line.open > 0 for line in order.lines)


class PapersScreen(RecordList[Paper]):
    """The list; Enter or 5 shows a paper, 5 beside several one after the other; F9 prints the chosen one."""

    printing = keys.part(Printing)
    TASKS = of_papers

    def __init__(self, desk: Desk, number: str) -> None:
        super().__init__(desk)
        self.number, self.printing = number, Printing(desk, lambda: self.rows.current)
        self.order: OrderView | None = None
        self.read: tuple[Paper | None, list[str]] = None, []
        """What the chosen document says, as far as it is read."""

    @property
    def title(self) -> str:
        return f"Documents of {self.number}"

    async def opened(self) -> None:
        """The list comes up; an order without papers has none."""
        await super().opened()
        if not self.rows.items:
            self.desk.views.remove(self)
            raise refuse("no_papers", f"{self.number} has no documents yet: it is not accepted")

    async def load(self) -> None:
        self.order, who = await self.desk.ask(at_once, partial(orders.order, self.number), self.printing.asks)
        self.printing.look(who)
        refill(self.rows, papers_of(self.order), lambda paper: (paper.kind, paper.number))

    async def settle(self) -> None:
        """The chosen one is read behind the walking."""
        paper = self.rows.current
        if paper is not None and paper != self.read[0]:
            try:
                text = await self._text_beside(paper)
            except Refused:  # Enter tells why
                text = []
            self.read = paper, text

    async def _text_beside(self, paper: Paper) -> list[str]:
        who, order = self.desk.session.who, self.order
        return await self.desk.ask(text_beside, who, paper.word, paper.number, order) if order else []

    async def _text_of(self, paper: Paper) -> list[str]:
        return await self.desk.ask(text_of, self.desk.session.who, paper.word, paper.number)

    async def open_item(self, item: Paper, option: str) -> None:
        """5 or Enter: the paper."""
        self.desk.who_now()
        stands = item.word in OF_ORDER  # it says how the order stands by now
        text = await (self._text_of(item) if stands else self._text_beside(item))
        await self.desk.open(PaperScreen(self.desk, item, text), asked=True)

    @property
    def modes(self) -> frozenset[str]:
        return self.printing.modes

    def body(self, width: int, height: int) -> Drawn:
        if self.order is None:
            return [], (0, 0)
        one = self.order
        top = [*labelled([("Sold to", [f"{one.sold_to_code} {one.sold_to_name}"], "strong")], width), Line(width)]
        room = height - len(top) - 3
        table = Table(COLUMNS, width, (_texts(paper, one.currency) for paper in self.rows.visible(room)))

        def draw(paper: Paper, line: Line) -> None:
            table.draw(line, _texts(paper, one.currency))

        lines, at = self.rows.listed(width, room, draw)
        rows = [*top, table.heads(width), *lines, Line(width)]
        return [*rows, *self._told(width, height - len(rows))], (1, len(top) + 1 + at)

    def _told(self, width: int, height: int) -> list[Line]:
        """How the chosen paper is printed, or who sees to that, and what the paper says."""
        paper = self.rows.current
        if paper is None:
            return []
        others = self.order.beside(paper.number) if self.order else ()
        also = f"{paper.number} is also of {numbered(others)}" if others else ""
        told = (row for text in (also, self.printing.told) if text for row in broken(text, width - 2))
        lines = [*lines_of(told, width, 1, "dim"), Line(width)]
        text = self.read[1] if self.read[0] == paper else []
        return [*lines, *previewed(text, width, height - len(lines))][:height]

    @keys.action("W", "Credit the chosen invoice whole, and invoice again (asks)", act=Act.CREDIT)
    async def do_credit_whole(self) -> None:
        """F10 W: all that is left of it; then what is to invoice comes up, filled in (C-31)."""
        paper = self.rows.current
        if paper is None or paper.kind != INVOICE:
            raise refuse("invoice", "Choose an invoice first: an arrow goes to it")

        await self.desk.ask(fulfilment.check_credit_whole, self.number, paper.number)

        async def credit() -> None:
            made = await self.desk.ask(fulfilment.credit_whole, self.desk.session.who, self.number, paper.number)
            await self.load()
            await self.desk.open(routes.invoice(self.desk, self.number))
            self.desk.say(f"Credit note {', '.join(made)} of {paper.number}; invoice it again")

        self.desk.confirm(f"Credit all that is left of {paper.number}, and invoice it again?", credit)

    @keys.key("enter", "Show", "The chosen document as it is printed; 5 beside several: one after the other", bar=1)
    async def do_take(self) -> None:
        await super().do_take()


def _texts(paper: Paper, currency: str) -> dict[str, str]:
    return {
        "kind": paper.kind,
        "number": paper.number,
        "day": fmt.day(paper.day),
        "total": f"{fmt.amount(paper.total, currency)} {currency}" if paper.total is not None else "",
    }
