"""The customer a full code names; an old or merged code names the one that survived it (F-01, F-09)."""

from collections.abc import Sequence
from dataclasses import dataclass

from custtui.models.account import CustomerAccount
from custtui.models.prepared import Prepared
from custtui.models.search.question import Answer

LONGEST_CHAIN = 20

BY_ID = Prepared(
    lambda one: CustomerAccount.select(
        CustomerAccount.id, CustomerAccount.code, CustomerAccount.active, CustomerAccount.merged_into
    ).where(CustomerAccount.id == one)
)


@dataclass(frozen=True, slots=True)
class Exact:
    """The account of a full code; `message` tells of a number that was superseded."""

    account_id: int
    active: bool
    message: str = ""


def exact(text: str, accounts: Sequence[Answer], alternates: Sequence[Answer]) -> Exact | None:
    """The customer of a code in whatever case, or of an old one, among those found; None where there is none."""
    if accounts:
        one = next((row for row in accounts if row.a == text), accounts[0])
        return _survivor((one.account, one.a, bool(one.b), int(one.c) if one.c else None), one.a, "merged into")
    if not alternates:
        return None
    account, code, reason = alternates[0].account, alternates[0].a, alternates[0].b
    return _survivor(BY_ID.first(account), code, reason or "now")


def living(account: int) -> Exact:
    """The account itself, or the one that survived it and a word of that: an order keeps who bought it (F-09)."""
    row = BY_ID.first(account)
    return _survivor(row, row[1], "merged into")


def _survivor(row: tuple[int, str, bool, int | None], code: str, how: str) -> Exact:
    for _ in range(LONGEST_CHAIN):
        if row[3] is None:
            break
        row = BY_ID.first(row[3])
    account, now, active, _ = row
    return Exact(account, bool(active), "" if now == code else f"{code} {_verb(how)} {now}")


def _verb(how: str) -> str:
    return {"merged": "was merged into", "merged into": "was merged into", "imported": "is now"}.get(how, "is now")
