"""One form for how a customer is taxed and may pay (F-20, F-21)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from custtui.domain.choice import Choice
from custtui.domain.errors import Fault
from custtui.domain.records.account import ACCOUNT
from custtui.domain.records.exemption import ExemptionFields
from custtui.domain.records.fact import fields_of
from custtui.domain.records.reading import listed
from custtui.domain.who import Act
from custtui.services.lists.payment import payment_methods
from custtui.services.terms import detail as terms_detail
from custtui.services.terms.detail import TermsFields
from custtui.ui.customer.tasks import of_terms
from custtui.ui.kit.form_view import Looked
from custtui.ui.kit.outcome import added
from custtui.ui.kit.record_form import RecordForm
from custtui.ui.kit.spec import Spec, spec_of

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

PAYMENT = (
    spec_of(ACCOUNT["payment_method"]),
    Spec("excluded", "Excluded", 200, "Methods this customer may not use", "methods"),
)
PARTS = fields_of(ExemptionFields)
SPARE = 2
"""Blank exemptions below those that stand."""


def specs_of(number: int) -> tuple[Spec, ...]:
    """The fields of an exemption, by its place."""
    first, *rest = (replace(spec_of(one), name=f"{number}.{one.name}") for one in PARTS.values())
    return replace(first, label=f"Exempt {number + 1} in"), *(replace(one, label=f"  {one.label}") for one in rest)


class TermsDetail(RecordForm):
    """Payment and tax of one customer."""

    LISTS = {"excluded": ","}
    TASKS = of_terms

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

    @property
    def act(self) -> Act | None:
        return Act.TERMS

    async def read(self) -> Mapping[str, str]:
        self.version, self.stored = await self.desk.ask(terms_detail.terms_form, self.account_id)
        stored = self.stored
        count = len(stored.exemptions) + SPARE
        names = {field.name for field in self.fields}
        if f"{count - 1}.state" not in names and not self.changed():
            self.set_specs((*PAYMENT, *(spec for number in range(count) for spec in specs_of(number))))
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
        return await self.desk.ask(terms_detail.faults, self._typed(), self.stored)

    async def made_odd(self) -> Sequence[Fault]:
        now = (await self.look())[1]
        return added(now, (await self.desk.ask(terms_detail.faults, self.stored, self.stored))[1]) if now else now

    async def store(self, confirmed: frozenset[str]) -> str:
        who = self.desk.session.who
        await self.desk.ask(terms_detail.save_terms, who, self.account_id, self.version, self._typed())
        return f"Tax and payment of {self.customer} saved"

    async def choices(self, prompt: str) -> list[Choice]:
        """As the usual method none that is excluded beside it (F-21)."""
        known = await self.desk.ask(payment_methods)
        if self.field is None or self.field.name != "payment_method":
            return known
        excluded = {one.casefold() for one in listed(self.typed_values()["excluded"])}
        return [one for one in known if not excluded & {one.key.casefold(), one.label.casefold()}]
