"""The header of a draft, worked out: wanted date, payment, contract, who ordered, and what is wrong with them."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from peewee import JOIN

from custtui.domain import bounds, payment
from custtui.domain.acceptance import BuyerStanding
from custtui.domain.controls import Controls
from custtui.domain.days import shown_span
from custtui.domain.errors import Fault
from custtui.domain.flag import flag_slip
from custtui.domain.money import ZERO, rounded
from custtui.domain.payment import Method, Paying
from custtui.domain.typed import Unreadable, read_date
from custtui.models.account import Contact, CustomerQuestion, PaymentExclusion, ProfileAnswer, PurchasingContract
from custtui.models.families import family, survivor
from custtui.models.operator import PaymentMethod
from custtui.models.order import OrderRevision
from custtui.models.party import Party
from custtui.models.prepared import Prepared
from custtui.services.accounts import Account, account_of
from custtui.services.order_entry.slots import Roles
from custtui.services.payer_credit import Credits, credits_of, tightest
from custtui.services.standing import overdue_invoice
from custtui.services.views import Credit

MERGED = "merged"
"""The fault of a draft whose customer was merged into another one meanwhile."""

METHODS = Prepared(
    lambda: (
        PaymentMethod.select(
            PaymentMethod.code,
            PaymentMethod.name,
            PaymentMethod.when_sold_to_pays,
            PaymentMethod.when_other_pays,
            PaymentMethod.needs_terms,
        )
        .where(PaymentMethod.active)
        .order_by(PaymentMethod.id)
    )
)
EXCLUDED = Prepared(
    lambda accounts: (
        PaymentExclusion.select(PaymentMethod.code).join(PaymentMethod).where(PaymentExclusion.account.in_(accounts))
    )
)
PREVIOUS = Prepared(
    lambda accounts: (
        OrderRevision.select(OrderRevision.payment_method)
        .where(OrderRevision.sold_to.in_(accounts) & (OrderRevision.payment_method != ""))
        .order_by(OrderRevision.order_date.desc(), OrderRevision.id.desc())
        .limit(1)
    )
)
CONTRACT = Prepared(
    lambda contract: PurchasingContract.select(
        PurchasingContract.code,
        PurchasingContract.account,
        PurchasingContract.currency,
        PurchasingContract.first_day,
        PurchasingContract.last_day,
    ).where(PurchasingContract.id == contract)
)
CONTACT_NAME = Prepared(lambda contact: Contact.select(Party.name).join(Party).where(Contact.id == contact))
UNANSWERED = Prepared(
    lambda account: (
        CustomerQuestion.select(CustomerQuestion.code, CustomerQuestion.name)
        .join(
            ProfileAnswer,
            JOIN.LEFT_OUTER,
            on=(ProfileAnswer.category == CustomerQuestion.id) & (ProfileAnswer.account == account),
        )
        .where(CustomerQuestion.mandatory & CustomerQuestion.active & ProfileAnswer.id.is_null())
        .order_by(CustomerQuestion.id)
    )
)


@dataclass
class Terms:
    """What the header says and what follows from it; `deciding`: at F9, when nothing remembered will do."""

    roles: Roles
    controls: Controls
    deciding: bool = False

    @cached_property
    def typed_day(self) -> date | None:
        """The wanted date typed; None where none is. Raises Unreadable."""
        typed = self.roles.stored.head.wanted
        return read_date(typed, self.roles.stored.today) if typed.strip() else None

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
        """The same for this order, by the way it is paid."""
        return replace(self.standing, at_once=self.method is not None and self.method.code in payment.AT_ONCE)

    @cached_property
    def methods(self) -> list[Method]:
        """The table of payment methods."""
        return payment_methods()

    @cached_property
    def paying(self) -> Paying:
        """What decides which methods are open (R-01, R-36)."""
        sold_to, payer = self.roles.sold_to, self.roles.payer
        excluded = frozenset(row[0] for row in EXCLUDED(sorted({sold_to.id, payer.id})))
        left = self.standing.left if self.controls.on_account else None
        room = left is None or left > 0
        return Paying(payer.id != sold_to.id, excluded, self.controls.on_account, payer.terms is not None, room)

    @cached_property
    def proposed(self) -> Method | None:
        """The method unless one is typed: the account's, else this customer's previous one (F-58)."""
        sold_to = self.roles.sold_to
        usual = payment.find(self.methods, sold_to.method) if sold_to.method else None
        previous = "" if usual and not payment.why_not(usual, self.paying) else _previous(sold_to.id)
        return payment.proposed(self.methods, self.paying, sold_to.method or "", previous)

    @cached_property
    def method(self) -> Method | None:
        """The method typed, open or not, else the proposed one."""
        typed = self.roles.stored.head.payment_method
        return payment.find(self.methods, typed) if typed.strip() else self.proposed

    @cached_property
    def payment_due(self) -> date:
        """Order date and the payer's terms (F-75)."""
        return payment.due(self.roles.stored.today, self.roles.payer.days or 0)

    @cached_property
    def contract(self) -> tuple[str, str]:
        """The contract's code, and why it cannot be called off here ('' where it can)."""
        head, today = self.roles.stored.head, self.roles.stored.today
        row = CONTRACT.first(head.contract) if head.contract else None
        if row is None:
            return "", f'"{head.contract_text}" is not a contract of this customer' if head.contract_text else ""
        code, account, currency, first, last = row
        if account != self.roles.sold_to.id:
            return code, f"Contract {code} is another customer's"
        if currency != self.roles.sold_to.currency:
            return code, f"Contract {code} is in {currency}"
        runs = "" if first <= today <= last else f"Contract {code} runs from {shown_span(first, last, today)}"
        return code, runs

    @cached_property
    def ordered_by(self) -> str:
        """The name of the contact who ordered (C-02)."""
        contact = self.roles.stored.head.ordered_by
        return (CONTACT_NAME.first(contact) or ("",))[0] if contact else ""

    def faults(self) -> list[Fault]:
        """What is wrong with the header's fields; the slots' faults stand with the slots."""
        head = self.roles.stored.head
        found = [*self.account_faults, *self._wanted(), *self._payment(), *self._days()]
        if self.contract[1]:
            found.append(Fault("contract", "contract", self.contract[1]))
        if head.ordered_by_text and not head.ordered_by:
            found.append(
                Fault("ordered-by", "ordered_by", f'"{head.ordered_by_text}" is not a contact of this customer')
            )
        if head.ordered_by and not self.ordered_by:
            found.append(Fault("ordered-by", "ordered_by", "The contact who ordered is missing: choose one"))
        if head.prices_text:
            found.append(Fault("flag", "prices_on_note", flag_slip("Prices on note", head.prices_text)))
        found += [Fault("profile", "profile", f"{name} is not answered") for _, name in UNANSWERED(head.account)]
        return found

    @cached_property
    def account_faults(self) -> list[Fault]:
        """Why this customer may not order."""
        sold_to = self.roles.sold_to
        return [] if sold_to.active else [inactive(sold_to)]

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
        if not payment.open_methods(self.methods, self.paying):
            reasons = "; ".join(payment.why_not(method, self.paying) for method in self.methods)
            return [Fault("no-method", field, f"No payment method is available: {reasons or 'none is set up'}")]
        if self.method is None:
            return [Fault("method", field, f'"{typed}" is not a payment method')]
        why = payment.why_not(self.method, self.paying)
        return [Fault("method", field, why)] if why else []


def payment_methods() -> list[Method]:
    """The methods in use, in the table's order."""
    return [Method(*row) for row in METHODS()]


def inactive(account: Account) -> Fault:
    """The refusal of an order for an inactive customer (F-17), or one that was merged: it names the other (F-28)."""
    into = survivor(account.id)
    if into != account.id:
        other = account_of(into)
        text = f"{account.code} was merged into {other.code} {other.name}: order for that one"
        return Fault(MERGED, "account", text)
    text = f"{account.code} {account.name} is inactive: no new orders until it is active again"
    return Fault("inactive", "account", text)


def standing_of(sold_to: Account, payer: Account, both: Credits, today: date, currency: str = "") -> BuyerStanding:
    """What the acceptance rule asks of who orders and who pays (R-26, C-25, C-35)."""
    ordered_in = currency or sold_to.currency
    threshold = None if sold_to.threshold is None else rounded(sold_to.threshold, sold_to.currency)
    another = payer.id != sold_to.id
    return BuyerStanding(
        threshold=threshold,
        limit=both.own and both.own.limit,
        used=both.own.used if both.own else ZERO,
        shared_limit=both.shared and both.shared.limit,
        shared_used=both.shared.used if both.shared else ZERO,
        overdue=overdue_invoice([sold_to.id], today),
        payer_overdue=overdue_invoice([payer.id], today) if another else "",
        distrust=sold_to.distrust,
        payer_distrust=payer.distrust if another else "",
        whose=payer.name if another else "",
        other_currency="" if payer.currency == ordered_in else payer.currency,
    )


def _previous(account: int) -> str:
    row = PREVIOUS.first(family(account))
    return row[0] if row else ""
