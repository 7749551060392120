"""Accounts as orders need them: who orders, who pays, and what decides for them (C-25)."""

from decimal import Decimal
from typing import Any, NamedTuple

from peewee import JOIN

from custtui.domain.due import DueRule
from custtui.domain.errors import refuse
from custtui.domain.text import clean
from custtui.domain.written_number import in_any_case
from custtui.models.account import AlternateNumber, BillToAccount, CustomerAccount
from custtui.models.capitals import any_capitals
from custtui.models.operator import PaymentMethod, PaymentTerms
from custtui.models.party import Party
from custtui.models.prepared import Prepared


class Account(NamedTuple):
    """An account with what its party shares; the `party_…` values count where the account has none of its own."""

    id: int
    code: str
    party: int
    name: str
    active: bool
    currency: str
    terms: str | None
    days: int | None
    method: str | None
    price_list: int | None
    own_threshold: Decimal | None
    own_limit: Decimal | None
    own_distrust: str | None
    party_threshold: Decimal | None
    party_limit: Decimal | None
    party_distrust: str | None
    default_bill_to: int | None
    bill_to_active: bool | None
    instalments: str | None = None
    """Days of the parts of its terms (C-37)."""
    end_of_month: bool | None = None
    shared_in: str = ""
    """The currency of the oldest account of its party, in which what they share stands (C-25)."""

    @property
    def rule(self) -> DueRule:
        """What its terms say of the day an invoice is due; at once where it has none (F-75)."""
        return DueRule.of(self.days, self.end_of_month, self.instalments)

    @property
    def threshold(self) -> Decimal | None:
        """The account's own threshold decides, else its party's (C-25), unless that stands in another currency."""
        shared = self.party_threshold if self.shared_in == self.currency else None
        return shared if self.own_threshold is None else self.own_threshold

    @property
    def limit(self) -> Decimal | None:
        """The account's own credit limit, else its party's."""
        return self.party_limit if self.own_limit is None else self.own_limit

    @property
    def shares(self) -> bool:
        """Its party's credit limit counts: it has none of its own, or one within that; a larger one decides alone."""
        own, party = self.own_limit, self.party_limit
        return party is not None and (own is None or own <= party)

    @property
    def distrust(self) -> str:
        """The account's own mark decides, else its party's; '' means trusted."""
        return (self.party_distrust if self.own_distrust is None else self.own_distrust) or ""

    @property
    def usual_payer(self) -> int:
        """Who pays unless another one is chosen: its default bill-to while that is in use, else itself."""
        return self.default_bill_to if self.default_bill_to and self.bill_to_active else self.id


def _oldest_of_party() -> Any:
    """The currency of the oldest account of a party that was not merged."""
    oldest = CustomerAccount.alias()
    here = (oldest.party == CustomerAccount.party) & oldest.merged_into.is_null()
    return oldest.select(oldest.currency).where(here).order_by(oldest.id).limit(1)


ACCOUNT = Prepared(
    lambda account: (
        CustomerAccount.select(
            CustomerAccount.id,
            CustomerAccount.code,
            CustomerAccount.party,
            Party.name,
            CustomerAccount.active,
            CustomerAccount.currency,
            PaymentTerms.code,
            PaymentTerms.days,
            PaymentMethod.code,
            CustomerAccount.price_list,
            CustomerAccount.accept_threshold,
            CustomerAccount.credit_limit,
            CustomerAccount.distrust,
            Party.accept_threshold,
            Party.credit_limit,
            Party.distrust,
            BillToAccount.account,
            BillToAccount.active,
            PaymentTerms.instalments,
            PaymentTerms.end_of_month,
            _oldest_of_party(),
        )
        .join(Party)
        .switch(CustomerAccount)
        .join(PaymentTerms, JOIN.LEFT_OUTER)
        .switch(CustomerAccount)
        .join(PaymentMethod, JOIN.LEFT_OUTER)
        .switch(CustomerAccount)
        .join(BillToAccount, JOIN.LEFT_OUTER, on=CustomerAccount.default_bill_to == BillToAccount.id)
        .where(CustomerAccount.id == account)
    )
)


def account_named(code: str) -> int | None:
    """The account of a code as a person writes it, in any case, or of one it had before (F-09); None for none."""
    ways = in_any_case(" ".join(code.split()))
    for table, account in ((CustomerAccount, CustomerAccount.id), (AlternateNumber, AlternateNumber.account)):
        rows = table.select(table.code, account).where(any_capitals(table.code, ways)).order_by(table.id)
        found = dict(rows.tuples())
        if found:
            return next((found[way] for way in ways if way in found), next(iter(found.values())))
    return None


def known_account(code: str) -> int:
    """The same. Raises Refused (field `account`) where there is none."""
    account = account_named(code)
    if account is None:
        raise refuse("unknown_customer", f"There is no customer {clean(code, 'account')}", "account")
    return account


def account_of(account_id: int) -> Account:
    """An account by id. Raises Refused where there is none: others than this program pointed to it."""
    row = ACCOUNT.first(account_id)
    if row is None:
        raise refuse("stored", f"The database has no customer with the id {account_id}: custtui check names the row")
    return Account._make(row)
