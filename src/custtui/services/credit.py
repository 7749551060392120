"""The credit a customer has used (C-25): summed up once a booking, by what came since where it can be."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple
from weakref import WeakKeyDictionary

from peewee import Database, Select, fn

from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.families import families
from custtui.models.fulfilment import Allocation, Forfeit, Invoice, Return
from custtui.models.order import OrderEvent, OrderRevision
from custtui.models.prepared import Prepared
from custtui.services.credit_sums import of_new_orders, summed

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
    allocation: int
    forfeit: int
    returned: int


_TABLES = (OrderRevision, OrderEvent, Invoice, Allocation, Forfeit, Return)
STAMP = Prepared(lambda: Select((), [fn.COALESCE(table.select(fn.MAX(table.id)), 0) for table in _TABLES]))
_remembered: WeakKeyDictionary[Database, dict[Key, tuple[Stamp, Decimal]]] = WeakKeyDictionary()


def credit_used(accounts: Sequence[int], currency: str) -> Decimal:
    """What these accounts have on order or were sent, not yet invoiced nor given up, and owe by unpaid invoices.

    On SQLite, where one transaction writes at a time, what was summed up before is not summed again.
    """
    key = _key(accounts)
    if is_sqlite(db):
        return _up_to_date(_known().get(key), Stamp(*STAMP.first()), key, currency)
    return summed(key, currency)


def credit_used_shown(accounts: Sequence[int], currency: str) -> Decimal:
    """`credit_used` for a screen that asks at each key: summed up again only after something was booked.

    On PostgreSQL not for decisions, since rows may get their numbers long before they are there; nowhere in a
    transaction that books: what it rolls back could be remembered.
    """
    known, key, stamp = _known(), _key(accounts), Stamp(*STAMP.first())
    used = _up_to_date(known.pop(key, None), stamp, key, currency)
    known[key] = stamp, used
    if len(known) > MOST_REMEMBERED:
        del known[next(iter(known))]
    return used


def _up_to_date(known: tuple[Stamp, Decimal] | None, stamp: Stamp, accounts: Key, currency: str) -> Decimal:
    """What was remembered and what new orders added to it; where anything else happened all is summed up."""
    if known is None:
        return summed(accounts, currency)
    then, used = known
    if then == stamp:
        return used
    more = None
    if is_sqlite(db) and then[2:] == stamp[2:] and stamp.event - then.event <= MOST_EVENTS:
        more = of_new_orders(accounts, then.revision, then.event)
    return summed(accounts, currency) if more is None else used + more


def _known() -> dict[Key, tuple[Stamp, Decimal]]:
    return _remembered.setdefault(db.obj, {})


def _key(accounts: Sequence[int]) -> Key:
    return (*sorted(families(accounts)),)
