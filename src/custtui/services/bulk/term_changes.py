"""Remembers, for many accounts at once, one of their terms as it was before an import changed it (F-64)."""

from collections.abc import Collection, Generator, Iterable
from contextlib import contextmanager

from peewee import fn

from custtui.domain.records.exemption import exemptions_text
from custtui.domain.who import Who
from custtui.models.account import BillToAccount, CustomerAccount, PaymentExclusion, TaxStatus
from custtui.models.among import among
from custtui.models.base import db
from custtui.models.histories import take_up_kind
from custtui.models.operator import PaymentMethod
from custtui.models.term_change import TermChange
from custtui.services.customer.account_lock import touch_accounts
from custtui.services.terms.tax_status import shown

Texts = dict[int, str]


@contextmanager
def changing(who: Who, field: str, accounts: Iterable[int]) -> Generator[None]:
    """Take accounts (ids) for a change, so that forms open on them are told; `field` '' is none to remember."""
    accounts = list(accounts)
    touch_accounts(who, accounts)  # locks them: what is read before and after differs by this change alone
    read = READERS.get(field)
    before = read(accounts) if read else {}
    yield
    after = read(accounts) if read else {}
    changes = [
        {"account": one, "field": field, "old": before.get(one, ""), "new": after.get(one, ""), "made_by": who.login}
        for one in accounts
        if before.get(one, "") != after.get(one, "")
    ]
    if changes:
        last = TermChange.select(fn.COALESCE(fn.MAX(TermChange.id), 0)).scalar()
        TermChange.insert_many(changes).execute()
        take_up_kind(db.obj, "account_id", "term_change", last + 1)


def _exemptions(accounts: Collection[int]) -> Texts:
    rows = TaxStatus.select().where(among(TaxStatus.account, accounts)).order_by(TaxStatus.state)
    found = dict[int, list[TaxStatus]]()
    for row in rows:
        found.setdefault(row.account_id, []).append(row)
    return {account: exemptions_text(map(shown, mine)) for account, mine in found.items()}


def _excluded(accounts: Collection[int]) -> Texts:
    rows = PaymentExclusion.select(PaymentExclusion.account, PaymentMethod.code).join(PaymentMethod)
    found = dict[int, list[str]]()
    for account, code in rows.where(among(PaymentExclusion.account, accounts)).order_by(PaymentMethod.id).tuples():
        found.setdefault(account, []).append(code)
    return {account: ", ".join(codes) for account, codes in found.items()}


def _paid_by(accounts: Collection[int]) -> Texts:
    payer, one = CustomerAccount.alias(), CustomerAccount
    rows = one.select(one.id, payer.code).join(BillToAccount, on=one.default_bill_to == BillToAccount.id)
    return dict(rows.join(payer, on=BillToAccount.account == payer.id).where(among(one.id, accounts)).tuples())


READERS = {"exemptions": _exemptions, "excluded": _excluded, "paid_by": _paid_by}
"""The terms that files change of customers that stand, as `term_history` tells them."""
