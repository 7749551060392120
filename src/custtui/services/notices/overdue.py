"""Tells payers of invoices overdue: once more only when another one has become so (R-45, R-27)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from peewee import fn

from custtui.domain.notice import Notice, Particulars
from custtui.domain.who import Act, Who
from custtui.models.account import Contact, CustomerAccount
from custtui.models.database import locked, transaction
from custtui.models.families import families, survivors
from custtui.models.fulfilment import Invoice
from custtui.models.order import Outbox
from custtui.services.asks import asks
from custtui.services.clock import today
from custtui.services.notices import facts
from custtui.services.notices.telling import put_notice, sends
from custtui.services.standing import last_due, late, next_due, overdue


@asks(Act.SEND)
def tell_overdue(who: Who) -> int:
    """Put a message into the outbox for each payer with an invoice, or a part of one, that became overdue; how many.

    It lists all that is overdue of it. Where two do it at once each payer is told once.
    """
    if not sends():
        return 0
    day = today()
    until = fn.MAX(last_due(day)).converter(Invoice.payment_due.python_value)
    rows = Invoice.select(Invoice.account, until).where(overdue(day)).group_by(Invoice.account)
    due, told = _of_survivors(dict(rows.tuples())), _of_survivors(_told())
    new = [account for account, until in due.items() if until > told.get(account, date.min)]
    return sum(_tell(who, account, day) for account in sorted(new))


def _of_survivors(days: Mapping[int, date]) -> dict[int, date]:
    """The latest day of each account and those merged into it (F-28)."""
    into, found = survivors(days), dict[int, date]()
    for account, day in days.items():
        found[into[account]] = max(day, found.get(into[account], day))
    return found


def _told(account: int | None = None) -> dict[int, date]:
    """Up to which due date each account, or those of this one's family, was told.

    What others wrote that is no day does not count.
    """
    readable = fn.DATE(Outbox.until) == Outbox.until
    of = fn.COALESCE(Outbox.account, Contact.account)
    query = Outbox.select(of, fn.MAX(Outbox.until)).join(Contact)
    query = query.where(Outbox.until.is_null(False) & readable)
    query = query if account is None else query.where(of.in_([*families([account])]))
    return dict(query.group_by(of).tuples())


def _tell(who: Who, account: int, day: date) -> int:
    with transaction():
        list(locked(CustomerAccount.select(CustomerAccount.id).where(CustomerAccount.id == account)))
        found = _overdue(account, day)
        until = max((row.until for row in found), default=date.min)
        if until <= max(_told(account).values(), default=date.min):
            return 0
        told: Particulars = facts.of_overdue(found)
        return len(put_notice(who, Notice.OVERDUE, account, told, until=until))


def _overdue(account: int, day: date) -> list[Any]:
    """Invoices of a payer that are overdue, and of those merged into it (F-28), the first due first."""
    late_of, since, until = late(day).alias("late"), next_due().alias("since"), last_due(day).alias("until")
    query = Invoice.select(Invoice, late_of, since, until).where(Invoice.account.in_([*families([account])]))
    return list(query.where(overdue(day)).order_by(next_due(), Invoice.id))
