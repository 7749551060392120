"""Finds terms of customers that are not what their history says they became last: others wrote them (F-64, S-6)."""

from collections.abc import Iterator
from typing import Any

from custtui.domain.records.terms import OWN, SHARED
from custtui.models.account import CustomerAccount
from custtui.models.among import among
from custtui.models.party import Party
from custtui.models.term_change import TermChange
from custtui.services.bulk.tables import chunks
from custtui.services.terms.history import STANDS, own_terms, shared_terms

TermsBecame = dict[int, dict[str, str]]


def term_faults() -> Iterator[str]:
    """What stands against what was told last, for every term that ever changed."""
    for became in _told(TermChange.account):
        rows = CustomerAccount.select().where(among(CustomerAccount.id, became))
        for row in rows.order_by(CustomerAccount.code):
            yield from _differing(f"customer {row.code}", OWN, became[row.id], own_terms(row, became[row.id]))
    for became in _told(TermChange.party):
        for row in Party.select().where(among(Party.id, became)).order_by(Party.id):
            currencies = CustomerAccount.select(CustomerAccount.currency).where(CustomerAccount.party == row.id)
            if len({one for (one,) in currencies.tuples()}) == 1:  # amounts are told in the account's
                now = shared_terms(row, currencies.scalar())
                yield from _differing(f"party {row.id} {row.name}", SHARED, became[row.id], now)


def _told(whose: Any) -> Iterator[TermsBecame]:
    """By owner and term, what it became last, so many owners at a time."""
    ids = (one for (one,) in TermChange.select(whose).where(whose.is_null(False)).distinct().tuples().iterator())
    for chunk in chunks(ids, 400):
        found = TermsBecame()
        changes = TermChange.select(whose, TermChange.field, TermChange.new).where(among(whose, chunk))
        for one, field, new in changes.order_by(TermChange.id).tuples():
            found.setdefault(one, {})[field] = new
        yield found


def _differing(what: str, labels: dict[str, str], became: dict[str, str], now: dict[str, str]) -> Iterator[str]:
    for field in sorted(became.keys() & now.keys() & STANDS):
        if became[field] != now[field]:
            label = labels.get(field) or field
            yield f"{what}: {label} is {now[field] or 'blank'}, its history made it {became[field] or 'blank'}"
