"""Takes an account for a change: its version is what all changes of a customer meet at (X-13).

Locks are taken in one order, so that clerks wait for each other and never in a circle: the counter of customer codes
(by who makes an account), then accounts, all those of a party at once, then what parties and accounts have.
"""

from collections.abc import Iterable
from typing import Any

from custtui.domain.errors import Conflict, Fault, Refused, refuse
from custtui.domain.who import Who
from custtui.models.account import CustomerAccount
from custtui.models.base import db, now
from custtui.models.database import is_sqlite
from custtui.models.prepared import Prepared

LOCK = Prepared(
    lambda accounts: (
        CustomerAccount.select(CustomerAccount.id)
        .where(
            CustomerAccount.party.in_(
                CustomerAccount.select(CustomerAccount.party).where(CustomerAccount.id.in_(accounts))
            )
        )
        .order_by(CustomerAccount.id)
        .for_update("FOR NO KEY UPDATE")
    )
)


def lock_accounts(*ids: int) -> None:
    """Lock accounts and all others of their parties until the transaction ends: a change of one may reach these.

    Who needs accounts of several parties names them all at once. SQLite has one writer at a time.
    """
    if ids and not is_sqlite(db):
        LOCK.later([*ids])


def take_account(who: Who, account_id: int, version: int | None = None, *, merged: bool = False) -> CustomerAccount:
    """Lock an account for the rest of the transaction, as changed by `who`; gives its row as it is now.

    Raises Conflict where `version` is not the stored one any more, Refused for an unknown account and, unless
    `merged` allows it, one that was merged into another: it stays as it is until that is undone (X-03).
    """
    lock_accounts(account_id)
    here = CustomerAccount.id == account_id
    if version is not None:
        here &= CustomerAccount.version == version
    stamps = {"version": CustomerAccount.version + 1, "changed_by": who.login, "changed_at": now()}
    done = [*CustomerAccount.update(stamps).where(here).returning(CustomerAccount).execute()]
    row = done[0] if done else CustomerAccount.get_or_none(CustomerAccount.id == account_id)
    if row is None:
        raise refuse("unknown_customer", "There is no such customer")
    if row.merged_into_id and not merged:
        raise _merged(row)
    if not done:
        by = row.changed_by or "Somebody"
        raise Conflict([Fault("conflict", "", f"{by} changed this customer meanwhile: nothing was saved")], by)
    return row


def refuse_merged(account_id: int) -> None:
    """Raises Refused for an account that was merged into another."""
    row = CustomerAccount.get_or_none(CustomerAccount.id == account_id, CustomerAccount.merged_into.is_null(False))
    if row is not None:
        raise _merged(row)


def _merged(row: CustomerAccount) -> Refused:
    return refuse("merged", f"{row.code} was merged into {row.merged_into.code}: change that one")


def touch_accounts(who: Who, ids: Iterable[int]) -> None:
    """Accounts that a change reached through what they share: a form open on one of them is told (X-13)."""
    known = sorted(set(ids))
    if known:
        lock_accounts(*known)
        CustomerAccount.update(version=CustomerAccount.version + 1, changed_by=who.login, changed_at=now()).where(
            CustomerAccount.id.in_(known)
        ).execute()


def sisters(account_id: int) -> list[int]:
    """The accounts of the party of an account, itself among them."""
    return party_accounts(CustomerAccount.select(CustomerAccount.party).where(CustomerAccount.id == account_id))


def party_accounts(party: Any) -> list[int]:
    """The accounts of a party, given by its id or by a question for it."""
    rows = CustomerAccount.select(CustomerAccount.id).where(CustomerAccount.party == party)
    return [row.id for row in rows.order_by(CustomerAccount.id)]
