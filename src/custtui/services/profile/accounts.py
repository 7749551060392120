"""Several accounts of one party: name and sites shared, terms, codes and histories apart (F-16, R-17, R-20)."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from peewee import JOIN

from custtui.domain.customer import CustomerFields
from custtui.domain.held import in_row
from custtui.domain.naming import some
from custtui.domain.records.account import AccountFields
from custtui.domain.records.fact import said_of
from custtui.domain.records.sited import SiteTexts
from custtui.domain.who import Act, Who
from custtui.models.account import CustomerAccount, CustomerSite, SiteUse
from custtui.models.database import transaction
from custtui.models.families import of_family
from custtui.models.operator import PaymentTerms
from custtui.models.party import Party
from custtui.models.search import engine as search
from custtui.services.asks import asks
from custtui.services.at_once import at_once, each_at_once
from custtui.services.controls import read_controls
from custtui.services.customer import queries as query
from custtui.services.customer.account_lock import take_account
from custtui.services.customer.checks import Checked, check
from custtui.services.customer.codes import next_code
from custtui.services.customer.view import customer
from custtui.services.terms.supervised import refuse_terms
from custtui.services.views import Customer
from custtui.services.writing.customer import NAMES, account_row
from custtui.services.writing.hand import ByHand
from custtui.services.writing.parts import add_site


@dataclass(frozen=True, slots=True)
class PartyAccount:
    """An account among those of its party."""

    account_id: int
    code: str
    party: str
    name: str
    line_of_business: str
    terms: str
    active: bool
    open_orders: int
    last_order: str
    last_day: date | None
    merged: bool = False

    @property
    def words(self) -> str:
        """`Furniture · NET60 · 2 open orders`"""
        orders = f"{some(self.open_orders, 'open order')}"
        last = f"last {self.last_order}" if self.last_order else "never ordered"
        parts = (self.line_of_business, self.terms, orders, last, "" if self.active else "INACTIVE")
        return " · ".join(part for part in parts if part)


def accounts_of(account_id: int) -> tuple[PartyAccount, ...]:
    """The accounts of a customer's party, the oldest first; the customer's own among them, merged ones not."""
    mine = CustomerAccount.alias()
    rows = CustomerAccount.select(CustomerAccount, Party, PaymentTerms).join(Party).switch(CustomerAccount)
    rows = rows.join(PaymentTerms, JOIN.LEFT_OUTER).where(
        (CustomerAccount.party == mine.select(mine.party).where(mine.id == account_id))
        & (CustomerAccount.merged_into.is_null() | (CustomerAccount.id == account_id))
    )
    return tuple(each_at_once([partial(_shown, row) for row in rows.order_by(CustomerAccount.id)]))


def _shown(row: Any) -> PartyAccount:
    last, opened = of_family(row.id, _last_and_open)
    return PartyAccount(
        account_id=row.id,
        code=row.code,
        party=row.party.name,
        name=row.name,
        line_of_business=row.line_of_business,
        terms=row.terms.code if row.terms_id else "",
        active=row.active and row.merged_into_id is None,
        open_orders=opened,
        last_order=last[0] if last else "",
        last_day=last[1] if last else None,
        merged=row.merged_into_id is not None,
    )


def _last_and_open(accounts: list[int]) -> tuple[Any, int]:
    last, opened = at_once(partial(query.LAST_ORDER.first, accounts), partial(query.OPEN_ORDERS, accounts))
    return last, opened[0][0]


@asks(Act.PROFILE)
def open_account(who: Who, account_id: int, fields: AccountFields) -> Customer:
    """A further account of the customer's party, with a code and terms of its own (F-16, R-17, R-21).

    Raises Refused with all faults: no name, one in use among the party's accounts, terms or a method unknown, text
    that cannot be kept.
    """
    with transaction():
        code = next_code()  # first: its counter is locked before accounts (see account_lock)
        beside = take_account(who, account_id)  # two clerks who open accounts of one party meet here
        new = _checked(beside, fields)
        one = new.customer
        row = account_row(
            tuple({**one.texts, "tax_number": beside.tax_number}[name] for name in NAMES),
            terms=new.terms,
            payment_method=new.method,
            currency=beside.currency,
            held=in_row({"threshold": read_controls().new_customer_threshold}.get),
        )
        refuse_terms(who, row)
        made = ByHand(who).add(
            CustomerAccount, party=beside.party_id, code=code, price_list=beside.price_list_id, **row
        )
        if fields.share_sites:
            _share_sites(who, beside.id, made)
        search.index_accounts([made])
    return customer(made)


def _checked(beside: CustomerAccount, fields: AccountFields) -> Checked:
    typed = CustomerFields(
        name=beside.party.name,
        alias=beside.code,
        account_name=fields.account_name,
        line_of_business=fields.line_of_business,
        terms=fields.terms,
        payment_method=fields.payment_method,
        currency=beside.currency,
        share_party=beside.code,
    )
    return check(typed)


def _share_sites(who: Who, from_id: int, to_id: int) -> None:
    """The same sites with the same roles: the address stands once (R-10), its use by each account is its own."""
    for site in CustomerSite.select().where((CustomerSite.account == from_id) & CustomerSite.active):
        uses = SiteUse.select(SiteUse.purpose, SiteUse.is_primary).where((SiteUse.site == site.id) & SiteUse.active)
        add_site(ByHand(who), to_id, site.party_site_id, SiteTexts(**said_of(SiteTexts, site)), uses=uses.tuples())
