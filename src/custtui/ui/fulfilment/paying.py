"""Money is taken: what came in, and which invoices of the payer it settles, the oldest first (R-16, C-37)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from custtui.domain.choice import Choice
from custtui.domain.errors import Refused, refuse
from custtui.domain.instalments import oldest_parts_first, up_to
from custtui.domain.money import ZERO, amount_typed
from custtui.domain.payment import oldest_first
from custtui.domain.records.fact import fields_of
from custtui.domain.records.received import PaymentFields
from custtui.domain.who import Act
from custtui.services.fulfilment.owing import owing
from custtui.services.fulfilment.payments import PART
from custtui.services.fulfilment.printing import text_of
from custtui.services.fulfilment.taking import ReadPayment, faults_of, read_payment, take
from custtui.services.lists.payment import money_methods
from custtui.services.views.money import OwedInvoice, OwingView
from custtui.ui import routes
from custtui.ui.fulfilment.paper_page import PaperScreen
from custtui.ui.fulfilment.papers import STATEMENT, Paper
from custtui.ui.fulfilment.paying_facts import due, outcome, settles, summed
from custtui.ui.fulfilment.paying_rows import draw_payment
from custtui.ui.fulfilment.quantity_form import FILL, FILL_KEY, put
from custtui.ui.fulfilment.tasks import of_payment
from custtui.ui.kit import clock, keys
from custtui.ui.kit.facts import FactRow
from custtui.ui.kit.field import NUMBER, Field
from custtui.ui.kit.form_view import FormView, Looked
from custtui.ui.kit.prompt import Provider, matching
from custtui.ui.kit.spec import spec_of
from custtui.ui.kit.view import Drawn

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

LONGEST = 18
"""Characters of an amount."""
HELP = f"How much of it this invoice gets; empty: nothing. {FILL}: all that is due"


class PaymentScreen(FormView):
    """One payment of one payer. Until an invoice's amount is typed the oldest are settled first."""

    MOVES = True
    TASKS = of_payment

    def __init__(self, desk: Desk, account_id: int) -> None:
        self.stands: OwingView | None = None
        self.head = [spec_of(one).field(24) for one in fields_of(PaymentFields).values()]
        self.by_hand: set[str] = set()
        """Invoices and credits whose amount was typed: nothing more is filled in then."""
        self.proposed: dict[str, Decimal] = {}
        """What others had been proposed by then: they keep what the typed ones leave of it."""
        self.offered = False
        """What is there already was asked for, without an amount."""
        self.late: set[str] = set()
        """Invoices that get their early-payment discount after its day too."""
        self.counted: list[FactRow] = []
        """What becomes of the money; what is being typed counts a moment after it."""
        super().__init__(desk, [])
        self.account_id = account_id

    @property
    def title(self) -> str:
        return f"Take a payment · {self.stands.code} {self.stands.name}" if self.stands else "Take a payment"

    @property
    def owed(self) -> Sequence[OwedInvoice]:
        """The payer's credit notes, which are used first, and the invoices that can be settled."""
        return (*self.stands.credits, *self.stands.invoices) if self.stands else ()

    async def opened(self) -> None:
        """The screen comes up, or back from another one: what is typed stays."""
        first = self.stands is None
        await self._read()
        if first and self.stands is not None:
            self.by_name("method").set(self.stands.method)
            self.go("amount")

    async def _read(self) -> None:
        here = self.field.name if self.field else ""
        self.stands = await self.desk.ask(owing, self.account_id)
        typed = {one.name: one for one in self.fields}
        self.fields = [*self.head, *(typed.get(PART + one.number) or _part(one) for one in self.owed)]
        self.at = next((place for place, one in enumerate(self.fields) if one.name == here), 0)
        self.fill_in()

    # -- what is typed -------------------------------------------------------------------------------------------
    def read_typed(self) -> ReadPayment:
        """What is typed, read."""
        currency = self.stands.currency if self.stands else ""
        credits = {one.number for one in self.stands.credits} if self.stands else ()
        return read_payment(self._typed(), self._parts(), currency, credits, day=clock.today())

    def _typed(self) -> PaymentFields:
        return PaymentFields(**{one.name: one.value for one in self.head})

    def _parts(self) -> Mapping[str, str]:
        return {one.number: self.value(PART + one.number) for one in self.owed}

    def fill_in(self) -> None:
        """The payer's own invoices get its credits, what came in, what is left of before, the oldest first (C-37)."""
        if self.stands is None:
            return
        if self.by_hand:
            self._give_way(self.stands)
        else:
            self._oldest_first(self.stands)
        self.counted = self.told()

    def _oldest_first(self, stands: OwingView) -> None:
        amount = self.read_typed().amount
        used = amount or self.offered
        money = amount + stands.surplus if used else ZERO
        mine = [one for one in stands.invoices if not one.customer and one.currency == stands.currency]
        mine.sort(key=lambda one: one.id)
        credits = [one for one in stands.credits if one.currency == stands.currency] if used else []
        rests = [up_to(one.parts, one.left - self.off(one)) for one in mine]
        given = oldest_first(summed(part.amount for parts in rests for part in parts), (-one.left for one in credits))
        paid = oldest_parts_first(money + summed(given), rests)
        for one, part in zip((*credits, *mine), (*given, *paid), strict=True):
            put(self.by_name(PART + one.number), amount_typed(part, one.currency) if part else "")

    def _give_way(self, stands: OwingView) -> None:
        """Amounts typed at invoices come first: of what they leave others get as much as was proposed for them."""
        read = self.read_typed()
        others = [one.number for one in stands.invoices if one.number in self.proposed.keys() - self.by_hand]
        typed = summed(part for number, part in read.parts.items() if number not in others)
        given = oldest_first(read.amount + stands.surplus - typed, (self.proposed[one] for one in others))
        for number, part in zip(others, given, strict=True):
            if part != read.parts.get(number, ZERO):
                put(self.by_name(PART + number), amount_typed(part, stands.currency) if part else "")

    def _take_over(self, *numbers: str) -> None:
        """From now on these are as they are typed."""
        if not self.by_hand:
            self.proposed = self.read_typed().parts
        self.by_hand.update(numbers)

    def off(self, one: OwedInvoice) -> Decimal:
        """What is taken off an invoice for early payment, by the value date that is typed."""
        return one.off(self._day(one), one.number in self.late)

    def _day(self, one: OwedInvoice) -> date:
        if self.stands is None:
            return one.payment_due
        return read_payment(self._typed(), {}, self.stands.currency, day=clock.today()).day or self.stands.day

    async def typed(self) -> None:
        if self.line is not None:
            self._take_over(self.line.number)
        await super().typed()

    def step(self, by: int) -> None:
        super().step(by)
        self.fill_in()

    def go(self, name: str) -> None:
        super().go(name)
        self.fill_in()

    async def afterwards(self) -> bool:
        before = self.counted, self._parts()
        self.fill_in()
        return before != (self.counted, self._parts())

    async def look(self) -> Looked:
        return await self.desk.ask(faults_of, self.read_typed()), ()

    async def store(self, confirmed: frozenset[str]) -> str:
        """Take it; where that is refused, what is due by now is shown beside what was typed."""
        assert self.stands is not None
        self.fill_in()
        read, who = self.read_typed(), self.desk.session.who
        try:
            rest = await self.desk.ask(take, who, self.stands, self._typed(), self._parts(), frozenset(self.late))
        except Refused:
            await self._read()
            raise
        return outcome(self.stands, read, rest)

    # -- keys ----------------------------------------------------------------------------------------------------
    @property
    def line(self) -> OwedInvoice | None:
        """The invoice the cursor is in; None above them."""
        at = self.at - len(self.head)
        return self.owed[at] if 0 <= at < len(self.owed) else None

    @keys.key("f9", "Take", "Check everything and take the payment", bar=2)
    async def do_keep(self) -> None:
        await super().do_keep()

    @keys.key("f11", "Discard", "Discard what is typed; asks if there is anything", bar=6)
    async def do_drop(self) -> None:
        await super().do_drop()

    @keys.key(FILL_KEY, "Fill", "All that is due of this invoice; above them: the oldest first again", bar=3)
    async def do_fill(self) -> None:
        """F6: all that is due of this invoice, and on to the next; in the fields above, the oldest first."""
        one = self.line
        if one is None:
            self.by_hand, self.offered = set(), True
            self.fill_in()
            self.desk.hint("The oldest first, until an invoice's amount is typed")
            return
        self._take_over(one.number)
        put(self.by_name(PART + one.number), amount_typed(abs(one.left - self.off(one)), one.currency))
        if self.at < len(self.fields) - 1:
            self.step(1)

    @keys.action("E", "Early-payment discount although it is late: of this invoice", act=Act.REVERSE)
    async def do_late(self) -> None:
        """F10 E: what its terms take off, after their day: who may is asked when it is taken."""
        one = self.line
        if one is None or one.early is None:
            raise refuse("early", "Go to an invoice whose terms give a discount for early payment")
        self.late.add(one.number)
        await self.do_fill()

    @keys.action("N", "None: no invoice gets anything, all of it is saved for later")
    async def do_empty(self) -> None:
        """F10 N: every invoice's field empty."""
        self._take_over(*(one.number for one in self.owed))
        for one in self.owed:
            put(self.by_name(PART + one.number), "")
        self.fill_in()

    @keys.key("f4", "List", "Values of this field, where there is a list", bar=4)
    async def do_list(self) -> None:
        await super().do_list()

    @keys.key("f8", "Orders", "Orders, invoices and open lines of this customer", bar=5)
    async def do_orders(self) -> None:
        """F8: what it ordered, and its invoices."""
        await self.desk.open(routes.customer_orders(self.desk, self.account_id))

    @keys.action("X", "Payments so far: take back, pay back")
    async def do_payments(self) -> None:
        """F10 X: what came in from this payer."""
        await self.desk.open(routes.payments(self.desk, self.account_id))

    @keys.action("D", "Statement: what is owed, as it is printed")
    async def do_statement(self) -> None:
        """F10 D: the statement of this payer."""
        assert self.stands is not None
        paper = Paper(STATEMENT, self.stands.code, self.stands.day)
        self.desk.who_now()
        text = await self.desk.ask(text_of, self.desk.session.who, paper.word, paper.number)
        await self.desk.open(PaperScreen(self.desk, paper, text), asked=True)

    def provider(self, field: Field) -> Provider | None:
        async def provide(find: str) -> list[Choice]:
            return matching(await self.desk.ask(money_methods), find)

        return provide if field.prompt == "methods" else None

    # -- what is shown -------------------------------------------------------------------------------------------
    def facts(self) -> list[FactRow]:
        """What is owed, overdue, and left of before."""
        return due(self.stands, self.line) if self.stands else []

    def told(self) -> list[FactRow]:
        """What becomes of the money as it is typed."""
        return settles(self.stands, self.read_typed(), self.late) if self.stands else []

    def body(self, width: int, height: int) -> Drawn:
        return draw_payment(self, width, height)


def _part(one: OwedInvoice) -> Field:
    return Field(PART + one.number, one.number, 12, longest=LONGEST, kind=NUMBER, help=HELP)
