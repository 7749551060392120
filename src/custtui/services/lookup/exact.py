"""The customer a full code names; an old or merged code names the one that survived it (F-01, F-09)."""

from dataclasses import dataclass

from custtui.models.account import AlternateNumber, CustomerAccount
from custtui.models.prepared import Prepared

LONGEST_CHAIN = 20

ACCOUNT = Prepared(
    lambda codes: (
        CustomerAccount.select(
            CustomerAccount.id, CustomerAccount.code, CustomerAccount.active, CustomerAccount.merged_into
        )
        .where(CustomerAccount.code.in_(codes))
        .order_by(CustomerAccount.code)
    )
)
BY_ID = Prepared(
    lambda one: CustomerAccount.select(
        CustomerAccount.id, CustomerAccount.code, CustomerAccount.active, CustomerAccount.merged_into
    ).where(CustomerAccount.id == one)
)
ALTERNATE = Prepared(
    lambda codes: AlternateNumber.select(AlternateNumber.account, AlternateNumber.code, AlternateNumber.reason).where(
        AlternateNumber.code.in_(codes)
    )
)


@dataclass(frozen=True, slots=True)
class Exact:
    """The account of a full code; `message` tells of a number that was superseded."""

    account_id: int
    active: bool
    message: str = ""


def exact(text: str) -> Exact | None:
    """The customer with this code, in whatever case, or with this old code; None where there is none."""
    codes = list(dict.fromkeys([text, text.upper(), text.lower()]))
    rows = ACCOUNT(codes)
    if rows:
        row = next((row for row in rows if row[1] == text), rows[0])
        return _survivor(row, row[1], "merged into")
    alternate = ALTERNATE.first(codes)
    if alternate is None:
        return None
    account, code, reason = alternate
    return _survivor(BY_ID.first(account), code, reason or "now")


def _survivor(row: tuple[int, str, bool, int | None], code: str, how: str) -> Exact:
    for _ in range(LONGEST_CHAIN):
        if row[3] is None:
            break
        row = BY_ID.first(row[3])
    account, now, active, _ = row
    return Exact(account, bool(active), "" if now == code else f"{code} {_verb(how)} {now}")


def _verb(how: str) -> str:
    return {"merged": "was merged into", "merged into": "was merged into", "imported": "is now"}.get(how, "is now")
