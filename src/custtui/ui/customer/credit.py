"""One form for how far a customer is trusted: what is its own, and what all accounts of its party share (C-25)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

from custtui.domain.choice import Choice
from custtui.domain.records.credit import CreditFields
from custtui.domain.who import Act
from custtui.services.terms import credit
from custtui.services.terms.credit import FIELDS, CreditForm
from custtui.services.views import Credit
from custtui.ui import routes
from custtui.ui.kit import format as fmt
from custtui.ui.kit import keys
from custtui.ui.kit.facts import labelled
from custtui.ui.kit.form_view import Looked
from custtui.ui.kit.paint import Line
from custtui.ui.kit.record_form import RecordForm
from custtui.ui.kit.spec import spec_of

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

SPECS = tuple(map(spec_of, FIELDS.values()))


class CreditScreen(RecordForm):
    """Credit limit, acceptance threshold, distrust mark and price list of one customer."""

    def __init__(self, desk: Desk, account_id: int, customer: str) -> None:
        super().__init__(desk, SPECS)
        self.account_id, self.customer = account_id, customer
        self.stands: CreditForm | None = None

    @property
    def title(self) -> str:
        return f"Credit and approval · {self.customer}"

    @property
    def is_stored(self) -> bool:
        return True

    @property
    def act(self) -> Act | None:
        return Act.TERMS

    async def read(self) -> Mapping[str, str]:
        self.stands = await self.desk.ask(credit.credit_form, self.account_id)
        return asdict(self.stands.fields)

    async def look(self) -> Looked:
        return await self.desk.ask(credit.faults, self.account_id, self._typed()), ()

    async def store(self, confirmed: frozenset[str]) -> str:
        assert self.stands is not None
        who, version = self.desk.session.who, self.stands.version
        await self.desk.ask(credit.save_credit, who, self.account_id, version, self._typed())
        return f"Credit and approval limits of {self.customer} saved"

    def _typed(self) -> CreditFields:
        return CreditFields(**self.typed_values())

    async def choices(self, prompt: str) -> list[Choice]:
        return await self.desk.ask(credit.price_lists)

    @keys.action("L", "What its terms were, who changed them when")
    async def do_terms(self) -> None:
        """F10 L: what was changed."""
        await self.desk.open(routes.term_history(self.desk, self.account_id, self.customer))

    def above(self, width: int) -> list[Line]:
        """What decides for an order as things are stored, and with whom the rest is shared."""
        one = self.stands
        if one is None:
            return []
        shares = f"with {', '.join(one.sharing)}" if one.sharing else "its party has no other account"
        asks = f"the shared limit is in {one.shared_currency}: orders in {one.currency} wait for approval"
        shared = [shares, asks] if one.shared_currency != one.currency else [shares]
        if one.fields.shared_threshold and one.threshold is None:
            shared.append(
                f"the shared auto-accept is in another currency: orders in {one.currency} wait for approval"
            )
        facts = [("Status", _decides(one), "mark" if one.distrust else "text"), ("Shared", shared, "dim")]
        return [*labelled(facts, width), Line(width)]


def _decides(one: CreditForm) -> list[str]:
    limits = [_left(each) for each in one.credits] or ["no credit limit"]
    upto = fmt.amount(one.threshold, one.currency)
    accepts = "asks for every order" if one.threshold is None else f"auto-accept up to {upto}"
    return [accepts, *limits, f"credit warning: {one.distrust}" if one.distrust else "in good standing"]


def _left(credit: Credit) -> str:
    left, of = fmt.amount(credit.left, credit.currency), fmt.amount(credit.limit, credit.currency)
    return f"{'shared' if credit.shared else 'credit'} left {left} of {of} {credit.currency}"
