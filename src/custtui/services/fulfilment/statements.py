"""The statement of a payer: what it owes by invoice, what of its money settles nothing yet, what is overdue."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from custtui.domain.instalments import DuePart, overdue_of, rests_of
from custtui.domain.money import ZERO
from custtui.domain.money_back import Became
from custtui.domain.paper import Recipient, invoice_block
from custtui.domain.site import Purpose
from custtui.models.account import CustomerAccount
from custtui.models.among import among
from custtui.models.families import families, survivor
from custtui.models.fulfilment import Allocation, Invoice, Payment
from custtui.services.accounts import known_account
from custtui.services.clock import day_of, today
from custtui.services.fulfilment.surplus import stands, surplus_of, total
from custtui.services.order_entry.places import Site, primary_site, sites_of
from custtui.services.orders.on_papers import orders_on
from custtui.services.orders.papers import home, seller_block
from custtui.services.standing import left, next_due, parts_of
from custtui.services.views.on_orders import OnOrders

TOLD_FOR = 31
"""So many days a statement tells of a discount: an invoice settled by it stands there no more."""


@dataclass(frozen=True, slots=True)
class OpenPaper(OnOrders):
    """An invoice or credit note of which something is open; `left` is negative of a credit note.

    `parts` are what of it is open by when; one that is due whole is one part (C-37).
    """

    number: str
    orders: tuple[str, ...]
    day: date
    gross: Decimal
    left: Decimal
    parts: tuple[DuePart, ...]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was paid of an open invoice and taken back: when it came, when and why it went."""

    number: str
    amount: Decimal
    came: date
    went: date
    reason: str


@dataclass(frozen=True, slots=True)
class TakenOff:
    """A discount for early payment that was taken off an invoice: how much, and for a payment of which day."""

    number: str
    amount: Decimal
    day: date


@dataclass(frozen=True, slots=True)
class AccountStatement:
    """What a payer owes on a day, in one currency; `surplus` is what it paid and nothing was settled with."""

    code: str
    day: date
    seller: tuple[str, ...]
    to: tuple[str, ...]
    currency: str
    lines: tuple[OpenPaper, ...]
    surplus: Decimal
    taken_back: tuple[TakenBack, ...] = ()
    discounts: tuple[TakenOff, ...] = ()
    """Given for early payment of late, which stand (C-37)."""

    @property
    def overdue(self) -> Decimal:
        """What of it is past its day (R-27)."""
        return sum((overdue_of(one.parts, self.day) for one in self.lines if one.left > 0), ZERO)

    @property
    def balance(self) -> Decimal:
        """What is owed in all."""
        return sum((one.left for one in self.lines), ZERO) - self.surplus


def statements(code: str) -> list[AccountStatement]:
    """The statements of a customer, one a currency; its own always. Raises Refused for no customer."""
    one: Any = CustomerAccount.get_by_id(survivor(known_account(code)))
    rows = _open(one.id)
    others = {row.currency for row in rows} - {one.currency}
    return [_statement(one, currency, rows) for currency in (one.currency, *sorted(others))]


def _open(account: int) -> list[Any]:
    query = Invoice.select(Invoice, left().alias("left"))
    query = query.where(among(Invoice.account, families([account])) & (left() != 0))
    return list(query.order_by(next_due(), Invoice.id))


def _line(row: Any, orders: tuple[str, ...], parts: Sequence[DuePart]) -> OpenPaper:
    rests = rests_of(parts, row.payment_due, row.left)
    return OpenPaper(row.number, orders, row.day, row.gross, row.left, rests)


def _statement(one: Any, currency: str, rows: Sequence[Any]) -> AccountStatement:
    parts, orders = parts_of(row.id for row in rows), orders_on(row.id for row in rows)
    mine = (row for row in rows if row.currency == currency)
    lines = tuple(_line(row, orders.get(row.id, ()), parts.get(row.id, ())) for row in mine)
    surplus = total(surplus_of(one.id, currency))
    back = tuple(_taken_back(row.id for row in rows if row.currency == currency))
    off = tuple(_discounts(one.id, currency))
    return AccountStatement(one.code, today(), seller_block(), _to(one), currency, lines, surplus, back, off)


def _discounts(account: int, currency: str) -> Iterator[TakenOff]:
    since = today() - timedelta(days=TOLD_FOR)
    query = Allocation.select(Invoice.number, Allocation.amount, Payment.day).join(Invoice)
    query = query.switch(Allocation).join(Payment).where(among(Invoice.account, families([account])) & stands())
    rows = query.where((Payment.kind == Became.DISCOUNT) & (Payment.currency == currency) & (Payment.day >= since))
    for number, amount, day in rows.order_by(Allocation.id).tuples():
        yield TakenOff(number, amount, day)


def _taken_back(invoices: Iterable[int]) -> Iterator[TakenBack]:
    """What was taken back of these invoices, which are open again by it (C-37)."""
    query = Allocation.select(Allocation, Invoice.number, Payment.day).join(Invoice)
    query = query.switch(Allocation).join(Payment)
    rows = query.where(among(Allocation.invoice, invoices) & Allocation.of.is_null(False) & (Allocation.amount < 0))
    for row in rows.order_by(Allocation.id):
        yield TakenBack(row.invoice.number, -row.amount, row.payment.day, day_of(row.made_at), row.reason)


def _to(one: Any) -> tuple[str, ...]:
    """The site for statements, else the one bills go to; by name alone where there is neither."""
    ids = (primary_site(one.id, str(purpose)) for purpose in (Purpose.STATEMENTS, Purpose.BILL_TO))
    site = next((id for id in ids if id), None)
    if site is None:
        return (one.party.name,)
    place: Site = sites_of([site])[site]
    return invoice_block(Recipient(one.party.name, "", place.attention, place.address), home())
