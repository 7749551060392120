"""One form for how a customer is taxed and may pay (F-20, F-21)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from custtui.domain.errors import Fault
from custtui.services.lists.choice import Choice
from custtui.services.lists.payment import payment_methods
from custtui.services.terms import detail as terms_detail
from custtui.services.terms.detail import TermsFields
from custtui.services.terms.tax_status import ExemptionFields
from custtui.ui.kit.form_view import Looked
from custtui.ui.kit.outcome import added
from custtui.ui.kit.record_form import RecordForm
from custtui.ui.kit.spec import Spec

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

PAYMENT = (
    Spec("payment_method", "Payment", 20, "The method proposed on orders: F4 lists them", "methods"),
    Spec("excluded", "Excluded", 200, "Methods this customer may not use: F4 gives or takes one", "methods"),
)
PARTS = ("state", "certificate", "first_day", "last_day")
SPARE = 2
"""Blank exemptions below those that stand."""


def _specs(number: int) -> tuple[Spec, ...]:
    at = f"{number}."
    return (
        Spec(f"{at}state", f"Exempt {number + 1} in", 40, "State, or * for everywhere; all four blank: none"),
        Spec(f"{at}certificate", "  Certificate", 80, "The number of the certificate"),
        Spec(f"{at}first_day", "  Valid from", 20, "The first day: 1 Jan, 2026-01-01; empty: from ever"),
        Spec(f"{at}last_day", "  Valid to", 20, "The last day; empty: for ever"),
    )


class TermsDetail(RecordForm):
    """Payment and tax of one customer."""

    LISTS = {"excluded": ","}

    def __init__(self, desk: Desk, account_id: int, customer: str) -> None:
        super().__init__(desk)
        self.account_id, self.customer, self.version = account_id, customer, 0
        self.stored = TermsFields()

    @property
    def title(self) -> str:
        return f"Tax and payment · {self.customer}"

    @property
    def is_stored(self) -> bool:
        return True

    async def read(self) -> Mapping[str, str]:
        self.version, self.stored = await self.desk.ask(terms_detail.terms_form, self.account_id)
        stored = self.stored
        count = len(stored.exemptions) + SPARE
        names = {field.name for field in self.fields}
        if f"{count - 1}.state" not in names and not self.changed():
            self.set_specs((*PAYMENT, *(spec for number in range(count) for spec in _specs(number))))
        values = {"payment_method": stored.payment_method, "excluded": stored.excluded}
        for number, one in enumerate(stored.exemptions):
            values |= {f"{number}.{part}": getattr(one, part) for part in PARTS}
        return values

    def _typed(self) -> TermsFields:
        values = self.typed_values()
        count = (len(self.fields) - len(PAYMENT)) // len(PARTS)
        rows = (ExemptionFields(*(values[f"{number}.{part}"] for part in PARTS)) for number in range(count))
        return TermsFields(values["payment_method"], values["excluded"], tuple(rows))

    async def look(self) -> Looked:
        return await self.desk.ask(terms_detail.faults, self._typed())

    async def made_odd(self) -> Sequence[Fault]:
        now = (await self.look())[1]
        return added(now, (await self.desk.ask(terms_detail.faults, self.stored))[1]) if now else now

    async def store(self, confirmed: frozenset[str]) -> str:
        who = self.desk.session.who
        await self.desk.ask(terms_detail.save_terms, who, self.account_id, self.version, self._typed())
        return f"Tax and payment of {self.customer} kept"

    async def choices(self, prompt: str) -> list[Choice]:
        return await self.desk.ask(payment_methods)
