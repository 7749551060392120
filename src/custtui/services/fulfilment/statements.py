"""The statement of a payer: what it owes by invoice, what of its money settles nothing yet, what is overdue."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from custtui.domain.instalments import DuePart, overdue_of, rests_of
from custtui.domain.money import ZERO
from custtui.domain.money_back import Became
from custtui.domain.paper import Recipient, invoice_block
from custtui.domain.site import Purpose
from custtui.models.account import CustomerAccount
from custtui.models.among import among
from custtui.models.at_once import at_once
from custtui.models.base import now
from custtui.models.families import of_family, of_survivor, one_of
from custtui.models.fulfilment import Allocation, Invoice, Payment
from custtui.models.party import Party
from custtui.services.accounts import known_account
from custtui.services.clock import day_of, zone
from custtui.services.fulfilment.surplus import stands, total, unsettled
from custtui.services.order_entry.places import Site, primary_site, sites_of
from custtui.services.orders.on_papers import orders_on
from custtui.services.orders.papers import home, seller_block
from custtui.services.standing import left, next_due, parts_of
from custtui.services.views.on_orders import OnOrders

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

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


class _Stand(NamedTuple):
    """What the statements of a payer are made of, whatever their currency; `parts`, `orders` by invoice."""

    day: date
    seller: tuple[str, ...]
    to: tuple[str, ...]
    rows: Sequence[Any]
    money: Sequence[tuple[Payment, Decimal]]
    parts: Mapping[int, tuple[DuePart, ...]]
    orders: Mapping[int, tuple[str, ...]]
    back: Sequence[tuple[str, TakenBack]]
    off: Sequence[tuple[str, TakenOff]]
    """What was taken back, and off, each with its currency."""


def statements(code: str) -> list[AccountStatement]:
    """The statements of a customer, one a currency; its own always. Raises Refused for no customer."""
    return of_survivor(known_account(code), _statements)


def _statements(account: int) -> list[AccountStatement]:
    (one, site), (accounts, rows, money), here, sender = at_once(
        lambda: at_once(partial(_payer, account), partial(_site, account)),
        partial(of_family, account, _open),
        zone,
        lambda: at_once(seller_block, home),
    )
    day = day_of(now(), here)
    parts, orders, back, (off, to) = at_once(
        lambda: parts_of(row.id for row in rows),
        lambda: orders_on(row.id for row in rows),
        lambda: _taken_back((row.id for row in rows), here),
        lambda: at_once(partial(_discounts, accounts, day), partial(_to, one, site, sender[1])),
    )
    stand = _Stand(day, sender[0], to, rows, money, parts, orders, back, off)
    others = {row.currency for row in rows} - {one.currency}
    return [_statement(one, currency, stand) for currency in (one.currency, *sorted(others))]


def _payer(account: int) -> Any:
    return CustomerAccount.select(CustomerAccount, Party).join(Party).where(CustomerAccount.id == account).get()


def _open(accounts: Sequence[int]) -> tuple[Sequence[int], list[Any], list[tuple[Payment, Decimal]]]:
    """These accounts, what of their invoices is open, and what of their money settles nothing."""
    query = Invoice.select(Invoice, left().alias("left"))
    query = query.where(among(Invoice.account, accounts) & (left() != 0)).order_by(next_due(), Invoice.id)
    money = unsettled(one_of(Payment.account, [*accounts]))
    return (accounts, *at_once(lambda: list(query), lambda: list(money)))


def _line(row: Any, orders: tuple[str, ...], parts: Sequence[DuePart]) -> OpenPaper:
    rests = rests_of(parts, row.payment_due, row.left)
    return OpenPaper(row.number, orders, row.day, row.gross, row.left, rests)


def _statement(one: Any, currency: str, stand: _Stand) -> AccountStatement:
    mine = [row for row in stand.rows if row.currency == currency]
    return AccountStatement(
        *(one.code, stand.day, stand.seller, stand.to, currency),
        lines=tuple(_line(row, stand.orders.get(row.id, ()), stand.parts.get(row.id, ())) for row in mine),
        surplus=total((paid, rest) for paid, rest in stand.money if paid.currency == currency),
        taken_back=tuple(back for owed_in, back in stand.back if owed_in == currency),
        discounts=tuple(off for paid_in, off in stand.off if paid_in == currency),
    )


def _discounts(accounts: Sequence[int], day: date) -> list[tuple[str, TakenOff]]:
    since = day - timedelta(days=TOLD_FOR)
    query = Allocation.select(Payment.currency, Invoice.number, Allocation.amount, Payment.day).join(Invoice)
    query = query.switch(Allocation).join(Payment).where(among(Invoice.account, accounts) & stands())
    rows = query.where((Payment.kind == Became.DISCOUNT) & (Payment.day >= since))
    return [(currency, TakenOff(*told)) for currency, *told in rows.order_by(Allocation.id).tuples()]


def _taken_back(invoices: Iterable[int], here: "ZoneInfo") -> list[tuple[str, TakenBack]]:
    """What was taken back of these invoices, open again by it (C-37), each with its currency."""
    query = Allocation.select(Allocation, Invoice.number, Invoice.currency, Payment.day).join(Invoice)
    query = query.switch(Allocation).join(Payment)
    rows = query.where(among(Allocation.invoice, invoices) & Allocation.of.is_null(False) & (Allocation.amount < 0))
    return [(row.invoice.currency, _back(row, day_of(row.made_at, here))) for row in rows.order_by(Allocation.id)]


def _back(row: Any, went: date) -> TakenBack:
    return TakenBack(row.invoice.number, -row.amount, row.payment.day, went, row.reason)


def _site(account: int) -> int | None:
    """The site for statements, else the one bills go to."""
    wanted = (partial(primary_site, account, str(purpose)) for purpose in (Purpose.STATEMENTS, Purpose.BILL_TO))
    return next(filter(None, at_once(*wanted)), None)


def _to(one: Any, site: int | None, country: str) -> tuple[str, ...]:
    """That site; by name alone where there is neither."""
    if site is None:
        return (one.party.name,)
    place: Site = sites_of([site])[site]
    return invoice_block(Recipient(one.party.name, "", place.attention, place.address), country)
