"""What customers owe: the invoices one may settle, and who is overdue with how much since when (R-16, R-27)."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from peewee import JOIN, fn

from custtui.domain.early import Early
from custtui.domain.instalments import DuePart, rests_of
from custtui.domain.money import ZERO
from custtui.domain.records.note import OPEN
from custtui.models.account import ActionNote, CustomerAccount
from custtui.models.among import among
from custtui.models.families import families, is_of, of_survivor, survivors
from custtui.models.fulfilment import Invoice, Payment
from custtui.models.operator import PaymentMethod
from custtui.models.party import Party
from custtui.services.at_once import at_once
from custtui.services.clock import today
from custtui.services.fulfilment.early import offered
from custtui.services.fulfilment.surplus import total, unsettled
from custtui.services.orders.on_papers import orders_on
from custtui.services.payers.settling import settled_for
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
    return _all_owed(list(query.order_by(Invoice.payment_due, Invoice.id).limit(limit).offset(offset)))


def unpaid_of(account_id: int, limit: int = 20, offset: int = 0) -> list[OwedInvoice]:
    """Its own invoices with something left, and of those merged into it, the oldest first."""
    query = Invoice.select(Invoice, left().alias("left"))
    query = query.where(is_of(Invoice.account, account_id) & unpaid())
    return _all_owed(list(query.order_by(next_due(), Invoice.id).limit(limit).offset(offset)))


def _due(payer: int, limit: int) -> list[OwedInvoice]:
    own, others = at_once(lambda: families([payer]), lambda: families(settled_for(payer)))
    query = Invoice.select(Invoice, CustomerAccount.id, CustomerAccount.code, left().alias("left"))
    query = query.join(CustomerAccount)
    query = query.where(among(Invoice.account, [*own, *others]) & unpaid())
    rows = list(query.order_by(~Invoice.account.in_([*own]), next_due(), Invoice.id).limit(limit))
    return _all_owed(rows, {row.id: row.account.code for row in rows if row.account_id not in own}, offering=True)


def _all_owed(rows: list[Any], of: Mapping[int, str] = OWN, *, offering: bool = False) -> list[OwedInvoice]:
    """Each with its orders and its parts, and what paying early takes off, asked once for all."""
    orders, parts, offers = at_once(
        lambda: orders_on(row.id for row in rows),
        lambda: parts_of(row.id for row in rows if row.kind != CREDIT),
        lambda: offered(rows if offering else ()),
    )
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
    now = survivors(account for account, *_ in rows)
    sums = dict[tuple[int, str], tuple[Decimal, int, date]]()
    for account, currency, amount, count, since in rows:
        before = sums.get((now[account], currency), (ZERO, 0, since))
        sums[now[account], currency] = (before[0] + amount, before[1] + count, min(before[2], since))
    names, notes = _names(account for account, _ in sums), _notes(account for account, _ in sums)
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


def _names(accounts: Iterable[int]) -> dict[int, tuple[str, str]]:
    query = CustomerAccount.select(CustomerAccount.id, CustomerAccount.code, Party.name).join(Party)
    return {one: (code, name) for one, code, name in query.where(among(CustomerAccount.id, accounts)).tuples()}


def _notes(accounts: Iterable[int]) -> dict[int, str]:
    """The open action note of each that is to be looked at first."""
    query = ActionNote.select(ActionNote.account, ActionNote.reason, ActionNote.text)
    query = query.where(among(ActionNote.account, accounts) & (ActionNote.status == OPEN))
    rows = query.order_by(ActionNote.follow_up.is_null(False), ActionNote.follow_up.desc(), ActionNote.id.desc())
    return {account: f"{reason} {text}".strip() for account, reason, text in rows.tuples()}
