"""The header of a draft, worked out: wanted date, payment, contract, who ordered, and what is wrong with them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from custtui.domain import bounds, payment
from custtui.domain.acceptance import BuyerStanding
from custtui.domain.card_payment import METHOD, CardPayment, uses_no_credit
from custtui.domain.controls import Controls
from custtui.domain.due import AT_ONCE
from custtui.domain.errors import Fault
from custtui.domain.flag import flag_slip
from custtui.domain.instalments import DuePart
from custtui.domain.money import ZERO, rounded
from custtui.domain.payment import Method, Paying
from custtui.domain.typed import Unreadable, read_date
from custtui.models.account import Contact, CustomerQuestion, ProfileAnswer, stands_for
from custtui.models.party import Party
from custtui.models.prepared import Prepared
from custtui.services.accounts import account_of
from custtui.services.order_entry.base import Base, day_text
from custtui.services.order_entry.buyers import inactive, standing_of
from custtui.services.order_entry.card_terms import typed_card
from custtui.services.order_entry.known_methods import excluded_methods, payment_methods, previous_method
from custtui.services.order_entry.named_contracts import NamedContract, named_contract
from custtui.services.order_entry.slots import Roles
from custtui.services.payer_credit import Credits, credits_of, tightest
from custtui.services.views import Credit

CONTACT_NAME = Prepared(
    lambda contact: Contact.select(Party.name, Contact.active).join(Party).where(Contact.id == contact)
)


def _answered(account: Any) -> Any:
    return ProfileAnswer.select(ProfileAnswer.question).where(stands_for(ProfileAnswer, account))


UNANSWERED = Prepared(
    lambda account: (
        CustomerQuestion.select(CustomerQuestion.code, CustomerQuestion.name)
        .where(CustomerQuestion.mandatory & CustomerQuestion.active & CustomerQuestion.id.not_in(_answered(account)))
        .order_by(CustomerQuestion.id)
    )
)


@dataclass
class Terms:
    """What the header says and what follows from it; `deciding`: at F9, when nothing remembered will do."""

    roles: Roles
    controls: Controls
    deciding: bool = False

    @property
    def base(self) -> Base | None:
        """What a change begins from."""
        return self.roles.base

    @cached_property
    def typed_day(self) -> date | None:
        """The wanted date typed; None where none is. Raises Unreadable."""
        typed, base = self.roles.stored.head.wanted, self.base
        if base is not None and base.row.wanted and typed == day_text(base.row.wanted):
            return base.row.wanted  # it may be past by now
        return read_date(typed, self.roles.stored.today) if typed.strip() else None

    @property
    def keeps_wanted(self) -> bool:
        """A change that leaves the wanted day of the order as it was."""
        return self.base is not None and self.roles.stored.head.wanted == day_text(self.base.row.wanted)

    @cached_property
    def wanted(self) -> date:
        """The wanted date: typed, else today and the days the house starts with."""
        start = bounds.days_after(self.roles.stored.today, self.controls.wanted_days)
        try:
            return self.typed_day or start
        except Unreadable:
            return start

    @cached_property
    def credits(self) -> Credits:
        """The credit of whoever pays: its own and the one it shares."""
        return credits_of(self.roles.payer, self.controls, typing=not self.deciding)

    @property
    def credit(self) -> Credit:
        """The one of both that leaves less."""
        return tightest(self.roles.payer, self.credits)

    @cached_property
    def standing(self) -> BuyerStanding:
        """Where sold-to and payer stand: the customer's threshold, the payer's credit, trust in both."""
        return standing_of(self.roles.sold_to, self.roles.payer, self.credits, self.roles.stored.today)

    @cached_property
    def placing(self) -> BuyerStanding:
        """The same for this order, by the way it is paid; what a change begins from is not counted twice (C-35)."""
        method = self.method.code if self.method else ""
        standing, (own, shared) = self.standing, self._counted
        return standing._replace(
            at_once=uses_no_credit(method, self.card),
            used=standing.used - own,
            shared_used=standing.shared_used - shared,
        )

    @property
    def _counted(self) -> tuple[Decimal, Decimal]:
        """What the revision changed uses by now of the payer's own credit, and of the one it shares."""
        base, payer = self.base, self.roles.payer
        if base is None or base.uses_no_credit or base.row.currency != payer.currency:
            return ZERO, ZERO
        waiting = rounded(base.row.gross, base.row.currency) if self.controls.waiting_counts else ZERO
        used = base.to_come if base.in_force else waiting
        before = account_of(base.row.bill_to_id)
        return used if before.id == payer.id else ZERO, used if before.party == payer.party else ZERO

    @cached_property
    def methods(self) -> list[Method]:
        """The table of payment methods."""
        return payment_methods()

    @cached_property
    def paying(self) -> Paying:
        """What decides which methods are open (R-01, R-36)."""
        sold_to, payer = self.roles.sold_to, self.roles.payer
        excluded = excluded_methods(sold_to.id, payer.id)
        granted = self.controls.on_account and self.standing.granted  # no limit: nothing is granted (C-35)
        return Paying(payer.id != sold_to.id, excluded, self.controls.on_account, payer.terms is not None, granted)

    @cached_property
    def proposed(self) -> Method | None:
        """The method unless one is typed: the account's, else this customer's previous one (F-58)."""
        sold_to = self.roles.sold_to
        usual = payment.find(self.methods, sold_to.method) if sold_to.method else None
        previous = "" if usual and not payment.why_not(usual, self.paying) else previous_method(sold_to.id)
        return payment.proposed(self.methods, self.paying, sold_to.method or "", previous)

    @cached_property
    def method(self) -> Method | None:
        """The method typed, open or not, else the proposed one."""
        typed = self.roles.stored.head.payment_method
        return payment.find(self.methods, typed) if typed.strip() else self.proposed

    @property
    def replaced(self) -> str:
        """What is told where the account's own method gave way to the one proposed; '' where it did not."""
        if self.roles.stored.head.payment_method.strip():
            return ""
        return payment.why_replaced(self.methods, self.paying, self.roles.sold_to.method or "", self.proposed)

    @property
    def usual(self) -> str:
        """The name of the account's own method, where it gave way."""
        code = self.roles.sold_to.method or ""
        return next((one.name for one in self.methods if one.code == code), code) if self.replaced else ""

    @property
    def keeps_method(self) -> bool:
        """A change that leaves payer and method as they were: what is open today is not asked again."""
        base, typed = self.base, self.roles.stored.head.payment_method
        return base is not None and self.roles.keeps_payer and typed == base.row.payment_method

    @property
    def code(self) -> str:
        """The payment terms: the payer's, or those of the order that a change keeps (C-12)."""
        if self.base and self.roles.keeps_payer:
            return self.base.row.payment_terms
        return self.roles.payer.terms or ""

    @cached_property
    def payment_due(self) -> date | None:
        """Order date and the payer's terms (F-75); the order day is that of the first revision (C-39)."""
        if self.base and self.roles.keeps_payer:
            return self.base.row.payment_due
        return self.roles.payer.rule.due(self.order_day)

    def parts_of(self, gross: Decimal) -> tuple[DuePart, ...]:
        """What is expected when of a total, where the payer's terms have parts (C-37)."""
        payer = self.roles.payer
        rule = payer.rule if self.code == payer.terms else AT_ONCE
        return rule.parts_of(gross, self.order_day, self.roles.sold_to.currency)

    @property
    def order_day(self) -> date:
        """That of the first revision: it decides whether a contract holds (C-39, C-40)."""
        return self.base.row.order_date if self.base else self.roles.stored.today

    @cached_property
    def contract(self) -> NamedContract:
        """The contract that is called off."""
        return named_contract(self.roles, self.order_day)

    @cached_property
    def _typed_card(self) -> tuple[CardPayment | None, list[Fault]]:
        by_card = self.method is not None and self.method.code == METHOD
        return typed_card(self.roles.stored, self.roles.sold_to.currency, by_card=by_card)

    @property
    def card(self) -> CardPayment | None:
        """The card it is paid by, where it is (C-47)."""
        return self._typed_card[0]

    @property
    def ordered_by(self) -> str:
        """The name of the contact who ordered (C-02)."""
        return self._orderer[0]

    @cached_property
    def _orderer(self) -> tuple[str, bool]:
        """With whether he still is one of this customer's."""
        contact = self.roles.stored.head.ordered_by
        if self.base and contact == self.base.row.ordered_by_id:
            return self.base.row.ordered_by_name, True
        return (CONTACT_NAME.first(contact) or ("", True)) if contact else ("", True)

    def faults(self) -> list[Fault]:
        """What is wrong with the header's fields; the slots' faults stand with the slots."""
        head = self.roles.stored.head
        found = [*self.account_faults, *self._wanted(), *self._payment(), *self._days()]
        if self.contract.why_not:
            found.append(Fault("contract", "contract", self.contract.why_not))
        if head.ordered_by_text and not head.ordered_by:
            found.append(
                Fault("ordered-by", "ordered_by", f'"{head.ordered_by_text}" is not a contact of this customer')
            )
        if head.ordered_by and not self.ordered_by:
            found.append(Fault("ordered-by", "ordered_by", "The contact who ordered is missing: choose one"))
        if not self._orderer[1]:
            gone = f"{self.ordered_by} is no longer a contact of this customer: choose another"
            found.append(Fault("ordered-by", "ordered_by", gone))
        if head.prices_text:
            found.append(Fault("flag", "prices_on_note", flag_slip("Prices on slip", head.prices_text)))
        found += self._typed_card[1]
        if self.base:
            return found
        found += [Fault("profile", "profile", f"{name} is not answered") for _, name in UNANSWERED(head.account)]
        return found

    @cached_property
    def account_faults(self) -> list[Fault]:
        """Why this customer may not order; its orders are still lowered (C-46)."""
        sold_to = self.roles.sold_to
        return [] if sold_to.active or self.base else [inactive(sold_to)]

    def _wanted(self) -> list[Fault]:
        try:
            _ = self.typed_day
        except Unreadable as error:
            return [Fault("wanted", "wanted", str(error))]
        return []

    def _days(self) -> list[Fault]:
        """Terms of a database filled by others may have days without end."""
        payer = self.roles.payer
        why = bounds.days_fault(payer.days or 0)
        return [Fault("terms", "terms", f"Payment terms {payer.terms}: {why}")] if why else []

    def _payment(self) -> list[Fault]:
        typed, field = self.roles.stored.head.payment_method.strip(), "payment_method"
        if self.keeps_method:
            return []
        if not payment.open_methods(self.methods, self.paying):
            reasons = "; ".join(payment.why_not(method, self.paying) for method in self.methods)
            return [Fault("no-method", field, f"No payment method is available: {reasons or 'none is set up'}")]
        if self.method is None:
            return [Fault("method", field, f'"{typed}" is not a payment method')]
        why = payment.why_not(self.method, self.paying)
        return [Fault("method", field, why)] if why else []
