"""The credit a customer has used (C-35): summed up once a booking, by what came since where it can be."""

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from peewee import Database

from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.families import families
from custtui.services.credit_sums import STAMP, Stamp, Use, of_new_orders, summed, summed_at

MOST_REMEMBERED = 100
MOST_EVENTS = 1_000
"""With more since, all is summed up again."""


CreditKey = tuple[int, ...]
"""Accounts with all that were merged into them, which still owe (F-28)."""


_remembered: WeakKeyDictionary[Database, dict[tuple[CreditKey, str], tuple[Stamp, Use]]] = WeakKeyDictionary()


def credit_use(accounts: Sequence[int], currency: str) -> Use:
    """What is used of the credit of these accounts in a currency, and what the orders that wait would use (C-35).

    Used is what they have on order, accepted and neither invoiced nor given up, and what they owe by invoices.

    On SQLite, where one transaction writes at a time, what was summed up before is not summed again.
    """
    key = _key(accounts)
    known = _known().get((key, currency)) if is_sqlite(db) else None
    return summed(key, currency) if known is None else _up_to_date(known, Stamp(*STAMP.first()), key, currency)[0]


def credit_use_shown(accounts: Sequence[int], currency: str) -> Use:
    """`credit_use` for a screen: summed up again only after something was booked.

    On PostgreSQL not for decisions, since rows may get their numbers long before they are there. In a transaction
    nothing is remembered: it may be rolled back.
    """
    if db.in_transaction():
        return credit_use(accounts, currency)
    known, key, stamp = _known(), _key(accounts), Stamp(*STAMP.first())
    use, stood = _up_to_date(known.pop((key, currency), None), stamp, key, currency)
    if stood == stamp:
        known[key, currency] = stamp, use
    if len(known) > MOST_REMEMBERED:
        del known[next(iter(known))]
    return use


def _up_to_date(
    known: tuple[Stamp, Use] | None, stamp: Stamp, accounts: CreditKey, currency: str
) -> tuple[Use, Stamp]:
    """What was remembered and what new orders added to it; where anything else happened all is summed up.

    With the stamp it was summed up at: another one where somebody booked meanwhile.
    """
    if known is None:
        return summed_at(accounts, currency)
    then, use = known
    if then == stamp:
        return use, stamp
    more = None
    if is_sqlite(db) and then[2:] == stamp[2:] and stamp.event - then.event <= MOST_EVENTS:
        more = of_new_orders(accounts, currency, then, stamp)
    return summed_at(accounts, currency) if more is None else (use.and_more(more), stamp)


def _known() -> dict[tuple[CreditKey, str], tuple[Stamp, Use]]:
    return _remembered.setdefault(db.obj, {})


def _key(accounts: Sequence[int]) -> CreditKey:
    return (*sorted(families(accounts)),)
