"""The credit a customer has used (C-35): summed up once a booking, by what came since where it can be."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple
from weakref import WeakKeyDictionary

from peewee import Database, Select, fn

from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.families import families
from custtui.models.fulfilment import Allocation, Forfeit, Invoice, Payment, Return
from custtui.models.order import OrderEvent, OrderRevision
from custtui.models.prepared import Prepared
from custtui.services.credit_sums import Use, of_new_orders, summed

MOST_REMEMBERED = 100
MOST_EVENTS = 1_000
"""With more since, all is summed up again."""


Key = tuple[int, ...]
"""Accounts with all that were merged into them, which still owe (F-28)."""


class Stamp(NamedTuple):
    """The newest row of each of the tables of which whatever is booked adds one to (F-74)."""

    revision: int
    event: int
    invoice: int
    payment: int
    allocation: int
    forfeit: int
    returned: int


_TABLES = (OrderRevision, OrderEvent, Invoice, Payment, Allocation, Forfeit, Return)
STAMP = Prepared(lambda: Select((), [fn.COALESCE(table.select(fn.MAX(table.id)), 0) for table in _TABLES]))
_remembered: WeakKeyDictionary[Database, dict[tuple[Key, str], tuple[Stamp, Use]]] = WeakKeyDictionary()


def credit_used(accounts: Sequence[int], currency: str) -> Decimal:
    """What these accounts have on order, accepted and neither invoiced nor given up, and owe by invoices (C-35)."""
    return credit_use(accounts, currency).used


def credit_use(accounts: Sequence[int], currency: str) -> Use:
    """What is used of the credit of these accounts in a currency, and what the orders that wait would use.

    On SQLite, where one transaction writes at a time, what was summed up before is not summed again.
    """
    key = _key(accounts)
    if is_sqlite(db):
        return _up_to_date(_known().get((key, currency)), Stamp(*STAMP.first()), key, currency)
    return summed(key, currency)


def credit_use_shown(accounts: Sequence[int], currency: str) -> Use:
    """`credit_use` for a screen that asks at each key: summed up again only after something was booked.

    On PostgreSQL not for decisions, since rows may get their numbers long before they are there; nowhere in a
    transaction that books: what it rolls back could be remembered.
    """
    known, key, stamp = _known(), _key(accounts), Stamp(*STAMP.first())
    use = _up_to_date(known.pop((key, currency), None), stamp, key, currency)
    known[key, currency] = stamp, use
    if len(known) > MOST_REMEMBERED:
        del known[next(iter(known))]
    return use


def _up_to_date(known: tuple[Stamp, Use] | None, stamp: Stamp, accounts: Key, currency: str) -> Use:
    """What was remembered and what new orders added to it; where anything else happened all is summed up."""
    if known is None:
        return summed(accounts, currency)
    then, use = known
    if then == stamp:
        return use
    more = None
    if is_sqlite(db) and then[2:] == stamp[2:] and stamp.event - then.event <= MOST_EVENTS:
        more = of_new_orders(accounts, currency, then.revision, then.event)
    return summed(accounts, currency) if more is None else use.and_more(more)


def _known() -> dict[tuple[Key, str], tuple[Stamp, Use]]:
    return _remembered.setdefault(db.obj, {})


def _key(accounts: Sequence[int]) -> Key:
    return (*sorted(families(accounts)),)
