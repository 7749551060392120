"""Money that settles no invoice yet, in and out: what is allocated goes with its order (C-35)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from peewee import fn

from custtui.domain.records.received import ReceivedFields
from custtui.domain.who import Who
from custtui.models import chaining
from custtui.models.account import CustomerAccount
from custtui.models.among import among
from custtui.models.database import locked
from custtui.models.families import survivor
from custtui.models.fulfilment import Payment
from custtui.services.bulk.tables import changed, chunks, writing
from custtui.services.bulk.values import Quick
from custtui.services.fulfilment.surplus import unsettled

PAGE = 500
_Key = tuple[int, date, Decimal, str, str, str]


@dataclass(frozen=True, slots=True)
class NewReceived(ReceivedFields, Quick):
    """Money that came from a customer and settles no invoice."""


def write_received(who: Who, received: Iterable[NewReceived]) -> int:
    """Write them; one that stands already is not written again. Returns how many the file has."""
    count, last = 0, Payment.select(fn.MAX(Payment.id)).scalar() or 0
    taken = Counter[_Key]()
    with writing():
        for chunk in chunks(received):
            _write(who, chunk, last, taken)
            count += len(chunk)
    return count


def _write(who: Who, chunk: list[NewReceived], last: int, taken: Counter[_Key]) -> None:
    asked = CustomerAccount.select().where(among(CustomerAccount.code, {one.customer for one in chunk}))
    accounts = {row.code: row for row in locked(asked.order_by(CustomerAccount.id))}
    if gone := {one.customer for one in chunk} - accounts.keys():
        raise changed(f"there is no customer {min(gone)}")
    mine = among(Payment.account, [row.id for row in accounts.values()])
    standing = Counter(_key(row) for row in unsettled(mine & (Payment.id <= last))) - taken
    for one in chunk:
        account = accounts[one.customer]
        currency = one.currency or account.currency
        key = (account.id, one.day, one.amount, currency, one.method, one.reference)
        if standing[key] > 0:
            standing[key] -= 1
            taken[key] += 1
            continue
        columns = {"day": one.day, "amount": one.amount, "currency": currency}
        texts = {"method": one.method, "reference": one.reference}
        made = Payment.create(account=account, **columns, **texts, made_by=who.login)
        chaining.link_payment(account.id, made.id)


def _key(found: tuple[Payment, Decimal]) -> _Key:
    row, rest = found
    one: Any = row
    return one.account_id, one.day, rest, one.currency, one.method, one.reference


def read_received() -> Iterator[NewReceived]:
    """All of it, in the order it came; of a merged customer it is that of the one it lives on in (F-28)."""
    codes = dict[int, str]()
    last = 0
    while ids := [one for (one,) in _after(last)]:
        for found in unsettled(among(Payment.id, ids)):
            account, day, amount, currency, method, reference = _key(found)
            if account not in codes:
                codes[account] = CustomerAccount.get_by_id(survivor(account)).code
            yield NewReceived(codes[account], day, amount, currency, method, reference)
        last = ids[-1]


def _after(last: int) -> Any:
    return Payment.select(Payment.id).where(Payment.id > last).order_by(Payment.id).limit(PAGE).tuples()
