"""The money of a customer: payments are taken back, what is left is paid back, always for a coded reason (C-37)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from decimal import Decimal
from functools import partial
from typing import Any

from custtui.domain.errors import refuse
from custtui.domain.money import ZERO, amount_typed
from custtui.domain.numbers import Unreadable
from custtui.domain.records.reading import read_amount
from custtui.domain.who import Act, Who
from custtui.services import fulfilment
from custtui.services.fulfilment import money_lists
from custtui.services.fulfilment.owing import unpaid_of
from custtui.services.lists.coded import REFUND, REVERSAL, WRITE_OFF
from custtui.services.views.money import OwedInvoice, SettledPart, TakenPayment
from custtui.ui import routes
from custtui.ui.kit import format as fmt
from custtui.ui.kit import keys
from custtui.ui.kit.field import NUMBER, Field
from custtui.ui.orders import payment_rows as rows
from custtui.ui.orders.customer_sheets import CustomerSheets
from custtui.ui.orders.sheets import Sheet
from custtui.ui.orders.tasks import of_payments
from custtui.ui.orders.why_window import WhyWindow, reason

Item = TakenPayment | SettledPart | OwedInvoice
PayBack = Callable[[Who, Any, Decimal, str], Decimal]
"""Pays back or writes off so much of a payment (id), a credit note or an invoice (number); gives what is left."""


class Payments(CustomerSheets[Item]):
    """What came in, what it settles, which credits are open, what is unpaid."""

    SHEETS = (
        Sheet(
            *("Payments", f"No payments yet: {keys.shown(keys.ACTIONS)} RP takes one", money_lists.payments_of),
            *(rows.PAYMENTS, rows.payment_texts, rows.payment_words),
        ),
        Sheet(
            *("Settled", "No invoice was settled yet", money_lists.settled_by),
            *(rows.SETTLED, rows.settled_texts, rows.settled_words),
        ),
        Sheet(
            *("Open credits", "No credit note has anything left", money_lists.credits_left),
            *(rows.CREDITS, rows.credit_texts, rows.credit_words),
        ),
        Sheet("Unpaid", "Nothing is due", unpaid_of, rows.UNPAID, rows.unpaid_texts, rows.unpaid_words),
    )
    TASKS = of_payments

    async def open_item(self, item: Item, option: str) -> None:
        """5 or Enter: the order of what is settled; of a payment what it settles."""
        if isinstance(item, TakenPayment):
            await self.show(1)
            return
        await self.desk.open(routes.order(self.desk, item.order))

    @keys.key("enter", "Open", "What the payment settles; the order of an invoice or a credit note", bar=1)
    async def do_take(self) -> None:
        await super().do_take()

    @keys.key("f8", "Next list", "The next page: payments, what they settle, open credits, unpaid", bar=2)
    @keys.key("tab", "Page", "The next page: payments, what they settle, open credits, unpaid")
    async def do_next_page(self) -> None:
        await super().do_next_page()

    # -- what becomes of it --------------------------------------------------------------------------------------
    @keys.key(
        "f11", "Take back", "Take the chosen payment back, or what it settles: asks why", bar=3, act=Act.REVERSE
    )
    async def do_take_back(self) -> None:
        """F11: the invoices are open again."""
        one = self._chosen()
        if isinstance(one, TakenPayment):
            await self._ask_of_payment(one)
        elif isinstance(one, SettledPart):
            beside = await self.desk.ask(fulfilment.check_take_back, one.allocation_id)
            what = f"{fmt.amount(abs(one.amount), one.currency)} of {one.invoice}"
            heading = f"Take back {what}{rows.given_with(beside, one.currency)}"
            self._ask(heading, [reason(REVERSAL)], partial(self._undo, one.allocation_id, what))
        elif one is not None and one.left > 0:
            raise refuse("page", f"Nothing came in here: {keys.name(self.do_write_off)} writes it off")
        elif one is not None:
            raise refuse("page", f"A credit note is not taken back: {keys.name(self.do_pay_back)} pays it back")

    async def _ask_of_payment(self, one: TakenPayment) -> None:
        """Of what settles without money that alone; of money all it settled, with what was given for it."""
        if one.without_money:
            if one.alone is None:
                raise refuse("payment", f"It was taken back already: {one.what}")
            what = f"{one.what} {rows.named(one)}"
            parts = [f"{number} {fmt.amount(part, one.currency)}" for number, part in one.settles]
            opened = f"; open again: {', '.join(parts)}"
            await self.desk.ask(fulfilment.check_take_back, one.alone)
            self._ask(f"Take back {what}", [reason(REVERSAL)], partial(self._undo, one.alone, what, opened=opened))
            return
        beside = await self.desk.ask(fulfilment.check_reverse, one.payment_id)
        heading = f"Take back {rows.named(one)}{rows.given_with(beside, one.currency)}"
        self._ask(heading, [reason(REVERSAL)], partial(self._reverse, one))

    async def _reverse(self, one: TakenPayment, told: dict[str, str]) -> None:
        act, who = fulfilment.reverse, self.desk.session.who
        opened = await self.desk.ask(act, who, one.payment_id, told["reason"])
        parts = [f"{number} {fmt.amount(part, one.currency)}" for number, part in opened.items() if part > 0]
        await self._done(f"{rows.named(one)} taken back{'; open again: ' * bool(parts)}{', '.join(parts)}")

    async def _undo(self, allocation: int, what: str, told: dict[str, str], opened: str = "") -> None:
        await self.desk.ask(fulfilment.take_back, self.desk.session.who, allocation, told["reason"])
        await self._done(f"{what} taken back{opened}")

    @keys.action("U", "Pay back what is left of the chosen payment or credit note", act=Act.REVERSE)
    async def do_pay_back(self) -> None:
        """F10 U: money goes back to who paid."""
        one = self._chosen()
        if isinstance(one, TakenPayment):
            paying = partial(self._amounted, fulfilment.refund, one.payment_id)
            self._pay_back(rows.named(one), one.left, one.currency, paying)
        elif isinstance(one, OwedInvoice) and one.left < 0:
            paying = partial(self._amounted, fulfilment.refund_credit, one.number)
            self._pay_back(f"credit note {one.number}", -one.left, one.currency, paying)
        elif one is not None:
            raise refuse("page", "Choose a payment or a credit note: what settles an invoice is taken back first")

    @keys.action("W", "Write off what is left of the chosen unpaid invoice")
    async def do_write_off(self) -> None:
        """F10 W: settled without money."""
        one = self._chosen()
        if isinstance(one, OwedInvoice) and one.left > 0:
            fields = [_amount_field(one.left, one.currency, "written off"), reason(WRITE_OFF)]
            writing = partial(self._amounted, fulfilment.write_off, one.number)
            self._ask(f"Write off of {one.number}", fields, partial(writing, one.number, one.currency, "written off"))
        elif one is not None:
            raise refuse("page", "Choose an unpaid invoice, on the last page")

    async def _amounted(
        self, act: PayBack, of: int | str, what: str, currency: str, done: str, told: dict[str, str]
    ) -> None:
        """An amount of something is paid back or written off, for a reason, by who is here then, or signs (X-22)."""
        amount = _amount(told["amount"], currency)
        rest = await self.desk.ask(act, self.desk.session.who, of, amount, told["reason"])
        kept = f"; {fmt.amount(rest, currency)} left" * bool(rest)
        await self._done(f"{fmt.amount(amount, currency)} {currency} of {what} {done}{kept}")

    def _pay_back(self, what: str, left: Decimal, currency: str, paying: Callable[..., Awaitable[None]]) -> None:
        if not left:
            raise refuse("left", "Nothing of it is left to pay back")
        fields = [_amount_field(left, currency, "paid back"), reason(REFUND)]
        self._ask(f"Pay back of {what}", fields, partial(paying, what, currency, "paid back"))

    def _chosen(self) -> Item | None:
        if self.rows.current is None:
            self.refuse_unchosen()
        return self.rows.current

    def _ask(self, heading: str, fields: list[Field], act: Callable[[dict[str, str]], Awaitable[None]]) -> None:
        self.desk.windows.append(WhyWindow(self.desk, heading, fields, act))

    async def _done(self, outcome: str) -> None:
        """After each act no row is chosen: one act a key."""
        await self.load()
        self.rows.chosen = -1
        self.desk.say(outcome)

    # -- elsewhere -----------------------------------------------------------------------------------------------
    @keys.action("Y", "Take a payment")
    async def do_payment(self) -> None:
        """F10 Y: money that came in."""
        await self.desk.open(routes.payment(self.desk, self.account_id))


def _amount_field(left: Decimal, currency: str, done: str) -> Field:
    help_text = f"How much is {done}, up to what is left"
    value = amount_typed(left, currency)
    return Field("amount", "Amount", 12, value, longest=18, kind=NUMBER, help=help_text, needed=True)


def _amount(typed: str, currency: str) -> Decimal:
    try:
        return read_amount(typed, currency) or ZERO
    except Unreadable as error:
        raise refuse("amount", f"Amount: {error}", "amount") from error
