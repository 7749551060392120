"""Accounts merged into one another are one customer; what was ordered and owed stays where it was booked (F-28)."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, TypeVar

from custtui.models.account import CustomerAccount
from custtui.models.at_once import at_once
from custtui.models.prepared import Prepared

T = TypeVar("T")

MERGED = Prepared(
    lambda accounts: CustomerAccount.select(CustomerAccount.id, CustomerAccount.merged_into).where(
        CustomerAccount.merged_into.in_(accounts)
    )
)
INTO = Prepared(
    lambda accounts: CustomerAccount.select(CustomerAccount.id, CustomerAccount.merged_into).where(
        CustomerAccount.id.in_(accounts) & CustomerAccount.merged_into.is_null(False)
    )
)


def family(account_id: int) -> list[int]:
    """An account and all that were merged into it, those of those included: whose orders are its history (F-28)."""
    return sorted(families([account_id]))


def of_family(account_id: int, ask: Callable[[list[int]], T]) -> T:
    """What is asked of an account and all that were merged into it; who has none is not waited for (P-13)."""
    accounts, alone = at_once(partial(family, account_id), partial(ask, [account_id]))
    return alone if len(accounts) == 1 else ask(accounts)


def one_of(column: Any, accounts: list[int]) -> Any:
    """The condition that a column names one of these accounts; one account stays one, for the index."""
    return column == accounts[0] if len(accounts) == 1 else column.in_(accounts)


def is_of(column: Any, account_id: int) -> Any:
    """The condition that a column names an account of a customer's family; one account stays one, for the index."""
    return one_of(column, family(account_id))


def families(accounts: Iterable[int]) -> dict[int, int]:
    """For these accounts and each that was merged into one of them, the one it counts for."""
    found = {one: one for one in accounts}
    newest = list(found)
    while newest:
        rows = [(one, into) for one, into in MERGED(newest) if one not in found]
        found.update({one: found[into] for one, into in rows})
        newest = [one for one, _ in rows]
    return found


def survivor(account: int) -> int:
    """The account that survived this one, or itself."""
    return survivors([account])[account]


def of_survivor(account: int, ask: Callable[[int], T]) -> T:
    """What is asked of the account that survived this one; most are merged into none, and not waited for (P-13)."""
    lives_on, own = at_once(partial(survivor, account), partial(ask, account))
    return own if lives_on == account else ask(lives_on)


def survivors(accounts: Iterable[int]) -> dict[int, int]:
    """For each of these accounts the one that survived it, or itself."""
    into, newest = dict[int, int](), set(accounts)
    found = {one: one for one in newest}
    while newest and (moved := dict(INTO(sorted(newest)))):
        into |= moved
        newest = set(moved.values()) - into.keys()
    return {one: _last(one, into) for one in found}


def _last(account: int, into: dict[int, int]) -> int:
    """Where it ends; whoever wrote past all guards may have made a ring, which `custtui check` names."""
    seen = set[int]()
    while account in into and account not in seen:
        seen.add(account)
        account = into[account]
    return account
