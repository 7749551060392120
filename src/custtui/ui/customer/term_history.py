"""What the terms of a customer were: each change with the value before, the newest first (F-64)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from custtui.services.terms.history import PAGE, TermWas, term_history
from custtui.ui.kit.changes import ChangesList

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk


class TermHistory(ChangesList[TermWas]):
    """The changes of one customer's terms; nothing can be changed here."""

    INSTEAD, HEAD, PAGE = "the history of terms never changes", "Term", PAGE
    NOTHING = "No changes since the customer was created"

    def __init__(self, desk: Desk, account_id: int, customer: str) -> None:
        super().__init__(desk)
        self.account_id, self.customer = account_id, customer

    @property
    def title(self) -> str:
        return f"Terms history · {self.customer}"

    async def read_changes(self, limit: int, before: int | None) -> Sequence[TermWas]:
        return await self.desk.ask(term_history, self.account_id, limit, before)

    def label(self, one: TermWas) -> str:
        return one.label

    def more_of(self, one: TermWas) -> str:
        return "shared by all accounts of the party" if one.shared else ""
