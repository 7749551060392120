"""Lists of one customer that are the pages of one screen: what he ordered, what he paid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from custtui.services import lookup
from custtui.services.views import Customer
from custtui.ui.orders.sheets import Sheets

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

T = TypeVar("T")


class CustomerSheets(Sheets[T], Generic[T]):
    """Its title says whose they are."""

    def __init__(self, desk: Desk, account_id: int) -> None:
        super().__init__(desk)
        self.account_id = account_id
        self.customer: Customer | None = None

    @property
    def title(self) -> str:
        who = f" · {self.customer.code} {self.customer.name}" if self.customer else ""
        return f"{self.sheet.name}{who}"

    async def opened(self) -> None:
        """The list comes up; back from an order it is read again, the cursor where it was."""
        self.customer = await self.desk.ask(lookup.preview, self.account_id)
        await super().opened()

    def asked(self) -> tuple[int]:
        return (self.account_id,)
