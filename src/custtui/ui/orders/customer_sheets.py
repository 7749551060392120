"""Lists of one customer that are the pages of one screen: what he ordered, what he paid."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from custtui.services import lookup
from custtui.services.at_once import at_once
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
        self._looked = False
        """Is the customer read as he is now?"""

    @property
    def title(self) -> str:
        who = f" · {self.customer.code} {self.customer.name}" if self.customer else ""
        return f"{self.sheet.name}{who}"

    async def opened(self) -> None:
        """The list comes up; back from an order it is read again, the cursor where it was."""
        self._looked = False
        await super().opened()

    async def _read(self, limit: int, offset: int) -> list[T]:
        """Whose they are is asked along with the first of them (P-13)."""
        if self._looked:
            return await super()._read(limit, offset)
        rows = partial(self.sheet.read, *self.asked(), limit, offset)
        self.customer, read = await self.desk.ask(at_once, partial(lookup.preview, self.account_id), rows)
        self._looked = True
        return read

    def asked(self) -> tuple[int]:
        return (self.account_id,)
