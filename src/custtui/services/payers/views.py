"""What the payer screen shows: frozen pictures, never rows."""

from dataclasses import dataclass
from datetime import datetime

from custtui.services.payers.settling import Settler


@dataclass(frozen=True, slots=True)
class PaidFor:
    """A customer whose default payer an account is (F-40)."""

    account_id: int
    code: str
    name: str
    place: str
    active: bool
    open_orders: int


@dataclass(frozen=True, slots=True)
class PayerView:
    """An account as payer: who pays for it, for whom it pays, and its bill-to record.

    `payer_id` is None where it pays for itself. `since` is when the permanent bill-to account was made, None where
    there is none (R-03); `usable` False: not for new use (R-06). `related` open themselves to it by the bill-to flag,
    `settled_by` by the pay flag.
    """

    account_id: int
    version: int
    code: str
    name: str
    commercial: bool
    payer_id: int | None
    payer: str
    payer_usable: bool
    since: datetime | None
    made_by: str
    usable: bool
    pays_for: tuple[PaidFor, ...]
    related: tuple[tuple[int, str, str], ...]
    bill_to: str
    told: str = ""
    settled_by: tuple[Settler, ...] = ()

    @property
    def words(self) -> str:
        """`3897-5 Healthy Juices Inc. is paid for by 3897-9 H.Q. Corp`"""
        return f"{self.code} {self.name} " + (f"is paid for by {self.payer}" if self.payer_id else "pays for itself")
