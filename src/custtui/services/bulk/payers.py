"""Writes and reads in bulk who pays for whom by default, by the rule of the payer's screen (F-38, R-03 … R-06)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from peewee import JOIN

from custtui.domain.errors import Refused
from custtui.domain.records.payer import PayerFields
from custtui.domain.who import Who
from custtui.models.account import BillToAccount, CustomerAccount
from custtui.models.among import among
from custtui.services.bulk.products import ids_of
from custtui.services.bulk.tables import Bulk, bulk_write, chunks
from custtui.services.bulk.term_changes import changing
from custtui.services.bulk.values import Quick
from custtui.services.payers.rule import payer_faults

PAGE = 500


@dataclass(frozen=True, slots=True)
class NewPayer(PayerFields, Quick):
    """Who pays for a customer by default."""


def write_payers(who: Who, payers: Iterable[NewPayer]) -> int:
    """Write who pays for whom; one who paid before pays no longer (R-04). Returns how many.

    Raises Refused for a payer that may not be made one.
    """
    count = 0
    with bulk_write(who.login, BillToAccount) as bulk:
        for chunk in chunks(payers):
            paid = ids_of(CustomerAccount, {one.customer for one in chunk})
            with changing(who, "paid_by", paid.values()):
                link_payers(bulk, chunk)
            count += len(chunk)
    return count


def unchanged_payers(payers: Iterable[NewPayer]) -> int:
    """How many pay for these customers by default already."""
    payer, one, same = CustomerAccount.alias(), CustomerAccount, 0
    rows = one.select(one.code, payer.code).join(BillToAccount, on=one.default_bill_to == BillToAccount.id)
    rows = rows.join(payer, on=BillToAccount.account == payer.id)
    for chunk in chunks(payers):
        standing = set(rows.where(among(one.code, {each.customer for each in chunk})).tuples())
        same += sum((each.customer, each.payer) in standing for each in chunk)
    return same


def link_payers(bulk: Bulk, payers: list[NewPayer]) -> None:
    """Each payer pays for its customers: a bill-to account, made once (R-03)."""
    codes = {one.payer for one in payers}
    _check([one.payer for one in payers if not one.kept])
    accounts = ids_of(CustomerAccount, codes | {one.customer for one in payers})
    records = _records(bulk, [accounts[code] for code in sorted(codes)])
    paid = dict[int, list[int]]()
    for one in payers:
        paid.setdefault(records[accounts[one.payer]], []).append(accounts[one.customer])
    for record, customers in paid.items():
        CustomerAccount.update(default_bill_to=record).where(among(CustomerAccount.id, customers)).execute()


def _check(codes: list[str]) -> None:
    """The file was checked; what others changed meanwhile counts all the same. Raises Refused."""
    found = payer_faults(among(CustomerAccount.code, set(codes))) if codes else {}
    faults = [fault for fault in found.values() if fault]
    if faults:
        raise Refused(faults)


def _records(bulk: Bulk, accounts: list[int]) -> dict[int, int]:
    """The bill-to account (id) of each account; those that have none get one."""
    rows = BillToAccount.select(BillToAccount.account, BillToAccount.id)
    found = dict(rows.where(among(BillToAccount.account, accounts)).tuples())
    for account in accounts:
        if account not in found:
            found[account] = bulk.add(BillToAccount, account=account)
    bulk.flush()
    return found


def read_payers() -> Iterator[NewPayer]:
    """Who pays for whom, page by page, the customers in the order they were made."""
    last, payer, one = 0, CustomerAccount.alias(), CustomerAccount
    rows = (
        one.select(one.id, one.code, payer.code)
        .join(BillToAccount, JOIN.INNER, on=one.default_bill_to == BillToAccount.id)
        .join(payer, JOIN.INNER, on=BillToAccount.account == payer.id)
        .where(one.merged_into.is_null(), payer.merged_into.is_null(), payer.id != one.id)
        .order_by(one.id)
        .limit(PAGE)
    )
    while page := list(rows.where(one.id > last).tuples()):
        faults = payer_faults(among(CustomerAccount.code, {by for _, _, by in page}))
        yield from (NewPayer(code, by, kept=faults[by] is not None) for _, code, by in page)
        last = page[-1][0]
