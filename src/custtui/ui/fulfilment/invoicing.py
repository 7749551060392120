"""What was shipped is billed: quantities of an order's billable lines become an invoice (F-68, R-30)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from custtui.domain.errors import refuse
from custtui.domain.fulfilment import Amounts, Position
from custtui.domain.line_tax import TaxedPart, sum_charged, told_otherwise
from custtui.domain.numbers import one_way
from custtui.domain.order import Quantities
from custtui.services import fulfilment, notices, orders
from custtui.services.at_once import at_once
from custtui.services.fulfilment import people
from custtui.services.views import BillableLine, ContactLine, InvoicingView
from custtui.ui.fulfilment.counted_form import CountedForm
from custtui.ui.fulfilment.quantity_form import FILL, NOTHING_LEFT, put
from custtui.ui.fulfilment.quantity_lines import NOW, Movable, OrderPicture
from custtui.ui.fulfilment.tasks import of_invoice
from custtui.ui.kit import format as fmt
from custtui.ui.kit import keys
from custtui.ui.kit.facts import FactRow
from custtui.ui.kit.table import CODE, Column

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

COLUMNS = (
    Column("position", "Pos", 3, 3, right=True),
    Column("code", "Item", 7, 9, style="strong", whole=CODE),
    Column("description", "Description", 14, 0, share=1, spare=5),
    Column("shipped", "Shipped", 7, 7, right=True, spare=3),
    Column("invoiced", "Invoiced", 8, 8, right=True, spare=4),
    Column("billable", "To bill", 7, 7, right=True, style="strong", spare=2),
    Column(NOW, "Bill now", 8, 8, whole=11),
    Column("net", "Net", 9, 9, right=True),
)


class InvoiceScreen(CountedForm):
    """What is billed now: a quantity a line, all that is billable unless said otherwise."""

    ACT, DOES = "invoice", "invoices it"
    FIELD_HELP = f"How many are billed now; empty: none of this line. {FILL}: all that was shipped and not billed"
    TASKS = of_invoice

    def __init__(self, desk: Desk, number: str) -> None:
        self.stands: InvoicingView | None = None
        self.people: Sequence[ContactLine] = ()
        self.parts: dict[int, Sequence[TaxedPart]] = {}
        self.counted: dict[int, Amounts] = {}
        """What each line comes to; what is being typed counts a moment after it: the total is of all that stands."""
        super().__init__(desk, number)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The currency stands in the head of the amounts."""
        currency = self.stands.currency if self.stands else ""
        return (*COLUMNS[:-1], replace(COLUMNS[-1], head=f"Net {currency}"))

    @property
    def title(self) -> str:
        return f"Invoice {self.number}"

    async def read(self) -> OrderPicture:
        one, told = await self.ask_of(_to_bill)
        self.stands = one
        lines = [line for line in one.lines if line.billable > 0]
        if one.why_not or not lines:
            raise refuse(NOTHING_LEFT, one.why_not or f"Nothing of {one.number} is shipped and not yet invoiced")
        self.people = told
        words = one.due_after.words if one.terms else ""
        facts: list[FactRow] = [
            ("Sold to", [f"{one.account_code} {one.customer}"], "strong"),
            ("Bill to", one.invoice_to, "text"),
            ("Notify", [_person(one) for one in self.people] or ["no one: the payer has no contact"], "text"),
            ("Terms", [one.terms, words, f"dated {fmt.day(one.day)}", f"pay by {fmt.day(one.payment_due)}"], "text"),
        ]
        return OrderPicture(facts, (), [self._movable(line) for line in lines])

    def _movable(self, line: BillableLine) -> Movable:
        moved = Quantities(line.shipped, line.shipped, invoiced=line.shipped - line.billable)
        texts = {name: fmt.quantity(getattr(line, name), "-") for name in ("shipped", "invoiced", "billable")}
        texts |= {name: getattr(line, name) for name in ("code", "description", "unit")}
        stands = Position(line.position, line.code, line.unit, moved)
        return Movable(stands, line.billable, {**texts, "position": str(line.position)})

    def default(self, line: Movable) -> str:
        return one_way(line.most)

    # -- what it comes to ----------------------------------------------------------------------------------------
    def count(self) -> None:
        """Every field counts as it stands now."""
        if self.stands is not None:
            self.counted = self._amounts(self.typed_quantities()[0])

    def _amounts(self, quantities: Mapping[int, Decimal]) -> dict[int, Amounts]:
        """Net and tax of each line for its quantity, as the invoice will have them (D-01)."""
        assert self.stands is not None
        self.parts = {
            line.position: line.parts(quantities.get(line.position, Decimal(0))) for line in self.stands.lines
        }
        return {at: sum((one.amounts for one in parts), Amounts()) for at, parts in self.parts.items() if parts}

    def live_texts(self) -> Mapping[int, dict[str, str]]:
        assert self.stands is not None
        return {key: {"net": fmt.amount(one.net, self.stands.currency)} for key, one in self.counted.items()}

    def told(self) -> list[FactRow]:
        assert self.stands is not None
        one, currency = self.stands, self.stands.currency
        total = sum(self.counted.values(), Amounts())
        facts: list[FactRow] = []
        if one.charges and self.counted:
            named = [f"{name} {fmt.amount(net, currency)}" for name, net, _ in one.charges]
            total = sum_charged(one.charges, one.charges_taxed, total)
            facts.append(("Charges", named, "text"))
        facts += [("Tax", [told], "text") for told in self._otherwise(total.differs)]
        net, tax, gross = (fmt.amount(value, currency) for value in (total.net, total.tax, total.gross))
        return [*facts, ("Total", [f"net {net} + tax {tax} = {gross} {currency}"], "strong")]

    def _otherwise(self, differs: Decimal) -> list[str]:
        """What is taxed otherwise than on the order, as it was shipped, and what that comes to (C-38)."""
        assert self.stands is not None
        found = dict[str, dict[str, None]]()
        for line in self.stands.lines:
            for one in self.parts.get(line.position, ()):
                if text := told_otherwise(one.tax, line.agreed, one.tax.reason):
                    found.setdefault(text, {})[line.code] = None
        told = [f"{', '.join(codes)}: {text}" for text, codes in found.items()]
        told += [one.told for one in self.stands.charges_taxed if self.counted]
        much = f"{fmt.amount(abs(differs), self.stands.currency)} {'more' if differs > 0 else 'less'} than ordered"
        return [*told, much] if differs else told

    # -- keys ----------------------------------------------------------------------------------------------------
    @keys.key("f9", "Invoice", "Check everything and make the invoice", bar=2)
    async def do_keep(self) -> None:
        await super().do_keep()

    async def do_fill(self) -> None:
        await super().do_fill()
        self.count()

    @keys.action("A", "Fill in everything that is billable")
    async def do_fill_all(self) -> None:
        await super().do_fill_all()
        self.count()

    @keys.action("N", "None: every field empty")
    async def do_empty(self) -> None:
        """F10 N: every field empty; those to bill are filled by F6."""
        for line in self.picture.lines:
            put(self.by_name(line.name), "")
        self.count()

    async def move(self, quantities: dict[int, Decimal], confirmed: frozenset[str]) -> str:
        """Make it: `Invoice IN-41: 62.50 USD, pay by 22 Dec; notify Emily Rose (e-mail)`."""
        who = self.desk.session.who
        number = await self.desk.ask(
            fulfilment.invoice, who, self.number, quantities, seen=self.stands, confirmed=confirmed
        )
        order_now = partial(orders.order, self.number) if self.is_below else lambda: None
        paper, self.people, queued, order = await self.desk.ask(  # who is told as it was when it was booked
            at_once,
            partial(fulfilment.invoice_told, number),
            partial(people.told_of_invoice, self.number),
            partial(notices.queued, self.number, [number]),
            order_now,
        )
        self.was_read(order)
        total = f"{fmt.amount(paper.gross, paper.currency)} {paper.currency}"
        said = f"Invoice {number}: {total}, pay by {fmt.day(paper.payment_due)}"
        said += f", the first of {paper.parts} parts" * bool(paper.parts)
        if queued:
            return f"{said}; e-mail queued for {', '.join(queued)}"
        told = [person.name for person in self.people if person.email]
        return f"{said}; notify {', '.join(told)} (e-mail)" if told else said


def _to_bill(number: str) -> tuple[InvoicingView, Sequence[ContactLine]]:
    return at_once(partial(fulfilment.invoicing, number), partial(people.told_of_invoice, number))


def _person(contact: ContactLine) -> str:
    """`Emily Rose, finance, e-mail`."""
    reached = "e-mail" if contact.email else "not reached: no address"
    return ", ".join([contact.name, *contact.roles[:1], reached])
