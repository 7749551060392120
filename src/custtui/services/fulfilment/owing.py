"""What customers owe: the invoices one may settle, and who is overdue with how much since when (R-16, R-27)."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from peewee import JOIN, fn

from custtui.domain.early import Early
from custtui.domain.instalments import DuePart, rests_of
from custtui.domain.money import ZERO
from custtui.domain.records.note import OPEN
from custtui.models.account import ActionNote, CustomerAccount
from custtui.models.among import among
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.families import families, is_of, of_family, of_survivor, one_of, survivors
from custtui.models.fulfilment import Invoice, Payment
from custtui.models.operator import PaymentMethod
from custtui.models.party import Party
from custtui.services.at_once import at_once
from custtui.services.clock import today
from custtui.services.fulfilment.early import offered, taken_off
from custtui.services.fulfilment.surplus import total, unsettled
from custtui.services.orders.on_papers import orders_on
from custtui.services.payers.settling import families_settled
from custtui.services.standing import late, left, next_due, overdue, parts_of, unpaid
from custtui.services.views.money import OverduePayer, OwedInvoice, OwingView

CREDIT = "CREDIT"
OWN: Mapping[int, str] = {}
MOST = 500
"""So many invoices are read: the oldest are settled first."""


def owing(account_id: int) -> OwingView:
    """What an account may settle: its own invoices first, each group by due day and number; its surplus (C-37)."""
    return of_survivor(account_id, _owing)


def _owing(account_id: int) -> OwingView:
    one, rows, (money, credits), day = at_once(
        partial(_payer, account_id),
        partial(_due, account_id, MOST + 1),
        lambda: at_once(partial(_unsettled, account_id), lambda: credits_of(families([account_id]), MOST)),
        today,
    )
    method = one.payment_method.name if one.payment_method else ""
    return OwingView(
        *(one.id, one.code, one.party.name, one.currency, method, day, tuple(rows[:MOST])),
        surplus=total((payment, rest) for payment, rest in money if payment.currency == one.currency),
        more=len(rows) > MOST,
        credits=tuple(credits),
    )


def _payer(account_id: int) -> Any:
    rows = CustomerAccount.select(CustomerAccount, Party, PaymentMethod).join(Party).switch(CustomerAccount)
    return rows.join(PaymentMethod, JOIN.LEFT_OUTER).where(CustomerAccount.id == account_id).get()


def _unsettled(account_id: int) -> list[tuple[Payment, Decimal]]:
    return list(unsettled(is_of(Payment.account, account_id)))


def credits_of(accounts: Iterable[int], limit: int, offset: int = 0) -> list[OwedInvoice]:
    """The credit notes of these accounts with something left, the oldest first."""
    query = Invoice.select(Invoice, left().alias("left"))
    query = query.where(among(Invoice.account, accounts) & (Invoice.kind == CREDIT) & (left() < 0))
    return _all_owed(*_with_told(query.order_by(Invoice.payment_due, Invoice.id).limit(limit).offset(offset)))


def unpaid_of(account_id: int, limit: int = 20, offset: int = 0) -> list[OwedInvoice]:
    """Its own invoices with something left, and of those merged into it, the oldest first."""
    return of_family(account_id, partial(_unpaid, limit, offset))


def _unpaid(limit: int, offset: int, accounts: list[int]) -> list[OwedInvoice]:
    query = Invoice.select(Invoice, left().alias("left"))
    query = query.where(one_of(Invoice.account, accounts) & unpaid())
    return _all_owed(*_with_told(query.order_by(next_due(), Invoice.id).limit(limit).offset(offset)))


def _due(payer: int, limit: int) -> list[OwedInvoice]:
    own, others = at_once(lambda: families([payer]), partial(families_settled, payer))
    query = Invoice.select(Invoice, CustomerAccount.id, CustomerAccount.code, left().alias("left"))
    query = query.join(CustomerAccount).where(among(Invoice.account, [*own, *others]) & unpaid())
    rows, told = _with_told(query.order_by(~Invoice.account.in_([*own]), next_due(), Invoice.id).limit(limit), True)
    return _all_owed(rows, told, {row.id: row.account.code for row in rows if row.account_id not in own})


class _Told(NamedTuple):
    """What is told of invoices beside them, by id: their orders, their parts, what paying early takes off."""

    orders: Mapping[int, tuple[str, ...]]
    parts: Mapping[int, tuple[DuePart, ...]]
    offers: Mapping[int, Early]


def _with_told(query: Any, offering: bool = False) -> tuple[list[Any], _Told]:
    """The rows of invoices and what is told of them, asked once for all; of a far server along with them (P-13)."""
    if is_sqlite(db):
        rows = list(query)
        orders, parts = orders_on(row.id for row in rows), parts_of(row.id for row in rows if row.kind != CREDIT)
        return rows, _Told(orders, parts, offered(rows if offering else ()))
    ids = query.columns(Invoice.id)
    rows, orders, parts, off = at_once(
        lambda: list(query),
        partial(orders_on, ids),
        partial(parts_of, ids),
        lambda: taken_off(ids.where(Invoice.discount_rate > 0)) if offering else None,
    )
    return rows, _Told(orders, parts, offered(rows if offering else (), off))


def _all_owed(rows: list[Any], told: _Told, of: Mapping[int, str] = OWN) -> list[OwedInvoice]:
    orders, parts, offers = told
    return [
        _owed(row, orders.get(row.id, ()), of.get(row.id, ""), offers.get(row.id), parts.get(row.id, ()))
        for row in rows
    ]


def _owed(
    row: Any, orders: tuple[str, ...], customer: str, off: Early | None, parts: tuple[DuePart, ...]
) -> OwedInvoice:
    rests = rests_of(parts, row.payment_due, row.left)
    amounts = (rests[0].due, row.gross, row.left, row.currency)
    return OwedInvoice(row.number, orders, customer, *amounts, off, row.id, rests)


def overdue_payers() -> list[OverduePayer]:
    """Who has invoices overdue and unpaid, by currency, the longest overdue first; of a merged one, who it is now."""
    day = today()
    rows = _overdue(day)
    now, (names, notes) = _told_of({account for account, *_ in rows})
    sums = dict[tuple[int, str], tuple[Decimal, int, date]]()
    for account, currency, amount, count, since in rows:
        before = sums.get((now[account], currency), (ZERO, 0, since))
        sums[now[account], currency] = (before[0] + amount, before[1] + count, min(before[2], since))
    found = [
        OverduePayer(
            *(account, *names[account], amount, currency, count, since, (day - since).days),
            noted=notes.get(account, ""),
        )
        for (account, currency), (amount, count, since) in sums.items()
    ]
    return sorted(found, key=lambda one: (one.since, one.code))


def _overdue(day: date) -> list[tuple[int, str, Decimal, int, date]]:
    amount = fn.SUM(late(day)).converter(Invoice.gross.python_value)
    since = fn.MIN(next_due()).converter(Invoice.payment_due.python_value)
    columns = (Invoice.account, Invoice.currency, amount, fn.COUNT(Invoice.id), since)
    return list(Invoice.select(*columns).where(overdue(day)).group_by(Invoice.account, Invoice.currency).tuples())


ToldOfPayers = tuple[dict[int, tuple[str, str]], dict[int, str]]
"""By account code and name, and what is to be done."""


def _told_of(accounts: Collection[int]) -> tuple[dict[int, int], ToldOfPayers]:
    """For each account who it is now, and what is told of those; who was merged into none is asked once (P-13)."""
    now, told = at_once(partial(survivors, accounts), partial(_told, accounts))
    return now, told if {*now.values()} == {*accounts} else _told(now.values())


def _told(accounts: Collection[int]) -> ToldOfPayers:
    return at_once(partial(_names, accounts), partial(_notes, accounts))


def _names(accounts: Iterable[int]) -> dict[int, tuple[str, str]]:
    query = CustomerAccount.select(CustomerAccount.id, CustomerAccount.code, Party.name).join(Party)
    return {one: (code, name) for one, code, name in query.where(among(CustomerAccount.id, accounts)).tuples()}


def _notes(accounts: Iterable[int]) -> dict[int, str]:
    """The open action note of each that is to be looked at first."""
    query = ActionNote.select(ActionNote.account, ActionNote.reason, ActionNote.text)
    query = query.where(among(ActionNote.account, accounts) & (ActionNote.status == OPEN))
    rows = query.order_by(ActionNote.follow_up.is_null(False), ActionNote.follow_up.desc(), ActionNote.id.desc())
    return {account: f"{reason} {text}".strip() for account, reason, text in rows.tuples()}
