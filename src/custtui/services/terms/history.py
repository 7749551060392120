"""The terms of a customer as they were: what changed, from what to what, by whom (F-64).

What changes by an import, of many at once, is remembered by services.bulk.term_changes.
"""

from collections.abc import Container, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from peewee import JOIN

from custtui.domain.held import HELD, as_told
from custtui.domain.money import shown_if_any
from custtui.domain.records.account import WRITTEN
from custtui.domain.records.exemption import exemptions_text
from custtui.domain.records.terms import OWN, SHARED
from custtui.domain.who import Who, by_both
from custtui.models.account import BillToAccount, CustomerAccount
from custtui.models.at_once import at_once, each_at_once
from custtui.models.histories import keep
from custtui.models.operator import PaymentMethod, PaymentTerms
from custtui.models.party import Party
from custtui.models.product import PriceList
from custtui.models.term_change import TermChange
from custtui.services.customer.account_lock import lock_accounts

TERM = {"account": "term_change", "party": "shared_term"}
"""In which chain a change is kept, by whose terms they are."""
PAGE = 100
"""Changes read at once."""
TermsSnapshot = dict[tuple[str, int], dict[str, str]]


@dataclass(frozen=True, slots=True)
class TermWas:
    """A term, what it was and what it became; `shared` by all accounts of the party. '' is nothing at all."""

    row: int
    label: str
    old: str
    new: str
    by: str
    at: datetime
    shared: bool


@contextmanager
def remembering(who: Who, *accounts: int) -> Generator[None]:
    """In the caller's transaction: whatever changes inside of the terms of these accounts is remembered (F-64)."""
    lock_accounts(*accounts)
    before = _snapshot(accounts)
    yield
    stamps = {"made_by": who.login, "signed_by": who.signed_by}
    for owner, now in _snapshot(accounts).items():
        was = before.get(owner, {})
        for field, new in now.items():
            if field in was and was[field] != new:
                kind, number = owner
                change = TermChange.create(**{kind: number}, field=field, old=was[field], new=new, **stamps)
                keep(TERM[kind], change.id)


def term_history(account_id: int, limit: int = PAGE, before: int | None = None) -> tuple[TermWas, ...]:
    """What the terms of a customer were, the latest change first; those it shares with its party's accounts too.

    `before` is the row of the last change that was read.
    """
    party = CustomerAccount.select(CustomerAccount.party).where(CustomerAccount.id == account_id)
    mine = (TermChange.account == account_id) | TermChange.party.in_(party)
    rows = TermChange.select().where(mine if before is None else mine & (TermChange.id < before))
    return tuple(map(_shown, rows.order_by(TermChange.id.desc()).limit(limit)))


def _shown(row: TermChange) -> TermWas:
    shared = row.party_id is not None
    by = by_both(row.made_by, row.signed_by)
    labels = SHARED if shared else OWN
    return TermWas(row.id, labels.get(row.field) or row.field, row.old, row.new, by, row.made_at, shared)


def _snapshot(accounts: tuple[int, ...]) -> TermsSnapshot:
    """The terms of accounts and of their parties; nobody else changes the accounts before the transaction ends."""
    found: TermsSnapshot = {}
    for one, row, own in each_at_once([partial(_of_account, one) for one in accounts]):
        if row is not None:
            found["account", one] = own
            found["party", row.party_id] = shared_terms(row.party, row.currency)
    return found


def _of_account(account: int) -> tuple[int, CustomerAccount | None, dict[str, str]]:
    """An account with what its terms name, read along with them (P-13), and its own terms."""
    query = CustomerAccount.select(CustomerAccount, Party, PaymentTerms, PaymentMethod, PriceList).join(Party)
    for table in (PaymentTerms, PaymentMethod, PriceList):
        query = query.switch(CustomerAccount).join(table, JOIN.LEFT_OUTER)
    row = query.where(CustomerAccount.id == account).first()
    return account, row, _own(row) if row else {}


def _own(row: CustomerAccount) -> dict[str, str]:
    told, paid_by = at_once(partial(own_terms, row), partial(_payer, row.default_bill_to_id))
    return {
        **{name: getattr(row, column) for name, column in WRITTEN.items()},
        **{name: told[name] for name in ("terms", "payment_method", "excluded")},
        **told,
        "paid_by": paid_by,
        "merged_into": row.merged_into.code if row.merged_into_id else "",
    }


HELD_TERMS = {name: field.column for name, field in HELD.items() if field.remembered}
STANDS = frozenset(
    (
        *("terms", "payment_method", "price_list", "currency", "exemptions", "excluded", "active", "distrust"),
        *HELD_TERMS,
    )
)
"""Terms that nothing but a change of them changes: what stands is what their history says last."""


def own_terms(row: CustomerAccount, wanted: Container[str] = STANDS) -> dict[str, str]:
    """The terms of an account that stand by themselves, as people read them; rows beside it only where `wanted`."""
    from custtui.services.terms.exclusions import excluded_of  # here: 15 ms that opening a profile need not pay
    from custtui.services.terms.tax_status import exemptions_of

    exempt, excluded = at_once(
        lambda: {"exemptions": exemptions_text(exemptions_of(row.id))} if "exemptions" in wanted else {},
        lambda: {"excluded": ", ".join(excluded_of(row.id))} if "excluded" in wanted else {},
    )
    return {
        "terms": row.terms.code if row.terms_id else "",
        "payment_method": row.payment_method.code if row.payment_method_id else "",
        "price_list": row.price_list.code if row.price_list_id else "",
        "currency": row.currency,
        **exempt,
        **excluded,
        **{name: as_told(getattr(row, column), row.currency) for name, column in HELD_TERMS.items()},
        "active": as_told(row.active, row.currency),
        "distrust": row.distrust or "",
    }


def shared_terms(row: Party, currency: str) -> dict[str, str]:
    """The terms that all accounts of a party share, amounts as in that currency."""
    return {
        "name": row.name,
        "kind": row.kind.lower(),
        "credit_limit": shown_if_any(row.credit_limit, currency),
        "threshold": shown_if_any(row.accept_threshold, currency),
        "distrust": row.distrust or "",
    }


def _payer(bill_to: int | None) -> str:
    row = BillToAccount.get_or_none(BillToAccount.id == bill_to) if bill_to else None
    return row.account.code if row else ""
