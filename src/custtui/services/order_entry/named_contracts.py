"""Purchasing contracts an order may name: its customer's, or its party's where they are shared (C-40)."""

from datetime import date
from typing import NamedTuple

from custtui.domain.calling_off import anothers_fault
from custtui.domain.days import shown_span
from custtui.domain.money import ZERO
from custtui.domain.pricing import Candidate, Source
from custtui.models.account import ContractLine, CustomerAccount, PurchasingContract, stands_for
from custtui.models.prepared import Prepared
from custtui.services.accounts import Account
from custtui.services.order_entry.slots import Roles

CONTRACT = Prepared(
    lambda contract: (
        PurchasingContract.select(
            PurchasingContract.code,
            PurchasingContract.account,
            PurchasingContract.currency,
            PurchasingContract.first_day,
            PurchasingContract.last_day,
            PurchasingContract.shared,
            CustomerAccount.party,
        )
        .join(CustomerAccount)
        .where(PurchasingContract.id == contract)
    )
)


CONTRACTS = Prepared(
    lambda account: (
        PurchasingContract.select(
            PurchasingContract.id,
            PurchasingContract.code,
            PurchasingContract.name,
            PurchasingContract.first_day,
            PurchasingContract.last_day,
        )
        .where(stands_for(PurchasingContract, account))
        .order_by(PurchasingContract.first_day.desc(), PurchasingContract.id)
    )
)
PRICES = Prepared(
    lambda account, product, currency, day: (
        ContractLine.select(
            *(PurchasingContract.id, PurchasingContract.code, ContractLine.price),
            *(PurchasingContract.first_day, PurchasingContract.last_day, ContractLine.made_by),
        )
        .join(PurchasingContract)
        .where(
            stands_for(PurchasingContract, account)
            & (ContractLine.product == product)
            & (PurchasingContract.currency == currency)
            & (PurchasingContract.last_day >= day)
        )
    )
)


def contract_prices(account: Account, product: int, day: date, *, but: int | None) -> list[Candidate]:
    """What a product costs by the contracts that an order of this day may name, or may later; `but` is the named."""
    return [
        Candidate(Source.CONTRACT, f"contract {code}", price, ZERO, first, last, by)
        for contract, code, price, first, last, by in PRICES(account.id, product, account.currency, day)
        if contract != but
    ]


class NamedContract(NamedTuple):
    """The contract an order names: its code, why it cannot be called off ('' where it can), its last day."""

    code: str = ""
    why_not: str = ""
    last: date | None = None


def named_contract(roles: Roles, day: date) -> NamedContract:
    """That of a draft whose order is of this day, which decides whether it holds."""
    head, sold_to, base = roles.stored.head, roles.sold_to, roles.base
    row = CONTRACT.first(head.contract) if head.contract else None
    if row is None:
        text = f'"{head.contract_text}" is not a contract of this customer' if head.contract_text else ""
        return NamedContract("", text)
    code, account, currency, first, last, shared, party = row
    why = ""
    if base and head.contract == base.row.contract_id:
        return NamedContract(code, "", last)  # it did, whatever became of it
    if account != sold_to.id and not (shared and party == sold_to.party):
        why = anothers_fault(code)
    elif currency != sold_to.currency:
        why = f"Contract {code} is in {currency}"
    elif not first <= day <= last:
        why = f"Contract {code} runs from {shown_span(first, last, day)}"
    return NamedContract(code, why, last)
