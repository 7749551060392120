"""How far a customer is trusted: credit limit, acceptance threshold, distrust mark; its own and shared (C-25)."""

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from peewee import JOIN

from custtui.domain.choice import Choice
from custtui.domain.coded import code_of
from custtui.domain.errors import Conflict, Fault, Refused
from custtui.domain.held import as_typed
from custtui.domain.pricing import list_fault
from custtui.domain.records.credit import CreditFields
from custtui.domain.records.fact import Owner, fields_of
from custtui.domain.records.reading import Ways, read_record
from custtui.domain.who import Act, Who
from custtui.models.account import CustomerAccount
from custtui.models.base import now
from custtui.models.database import transaction
from custtui.models.party import Party
from custtui.models.product import PriceList
from custtui.services.accounts import account_of
from custtui.services.asks import asks
from custtui.services.at_once import at_once
from custtui.services.customer.account_lock import party_accounts, take_account, touch_accounts
from custtui.services.customer.conflicts import differing
from custtui.services.customer.view import customer
from custtui.services.payer_credit import credits_of
from custtui.services.standing import shared_currency
from custtui.services.terms.history import remembering
from custtui.services.views import Credit

FIELDS = fields_of(CreditFields)
CreditCells = dict[str, Any]
CREDIT_LABELS = {name: field.label for name, field in FIELDS.items()}


@dataclass(frozen=True, slots=True)
class CreditForm:
    """The fields as stored, and what decides for an order: own ones first, else the party's (C-25).

    `credits` are those that are tested, its own and the shared one (C-35); `sharing` are the codes of the
    party's other accounts.
    """

    version: int
    fields: CreditFields
    currency: str
    credits: tuple[Credit, ...]
    threshold: Decimal | None
    distrust: str
    sharing: tuple[str, ...]
    shared_currency: str
    """In which the shared limit stands, or will once there is one (C-35)."""


def credit_form(account_id: int) -> CreditForm:
    """What is stored. Raises Refused for an unknown customer."""
    one, row, credits, sharing = at_once(
        partial(customer, account_id),
        partial(_row, account_id),
        lambda: credits_of(account_of(account_id)),
        partial(_sharing, account_id),
    )
    shared = shared_currency(row.party_id, one.currency)
    fields = CreditFields(
        as_typed(row.credit_limit, one.currency),
        as_typed(row.accept_threshold, one.currency),
        row.distrust or "",
        row.price_list.code if row.price_list_id else "",
        as_typed(row.party.credit_limit, shared),
        as_typed(row.party.accept_threshold, one.currency),
        row.party.distrust or "",
    )
    return CreditForm(
        one.version,
        fields,
        one.currency,
        tuple(each for each in credits if each is not None),
        one.threshold,
        one.distrust,
        sharing,
        shared,
    )


def _row(account_id: int) -> Any:
    """The account with its party and its price list."""
    rows = CustomerAccount.select(CustomerAccount, Party, PriceList).join(Party).switch(CustomerAccount)
    return rows.join(PriceList, JOIN.LEFT_OUTER).where(CustomerAccount.id == account_id).get()


def _sharing(account_id: int) -> tuple[str, ...]:
    other = CustomerAccount.alias()
    rows = other.select(other.code).join(CustomerAccount, on=CustomerAccount.party == other.party)
    rows = rows.where((CustomerAccount.id == account_id) & (other.id != account_id))
    return tuple(sorted(code for (code,) in rows.tuples()))


def faults(account_id: int, typed: CreditFields) -> list[Fault]:
    """What cannot be kept."""
    return _read(account_id, typed, credit_form(account_id).fields)[2]


@asks(Act.TERMS)
def save_credit(who: Who, account_id: int, version: int, typed: CreditFields) -> None:
    """Store them; what they were is remembered (F-64).

    Raises Refused with all faults, Conflict where somebody else changed the customer meanwhile, with both values.
    """
    with transaction(), remembering(who, account_id):
        stored = credit_form(account_id).fields
        own, shared, found = _read(account_id, typed, stored)
        if found:
            raise Refused(found)
        row = _take(who, account_id, version, typed, stored)
        CustomerAccount.update(**own).where(CustomerAccount.id == account_id).execute()
        if any(getattr(row.party, name) != value for name, value in shared.items()):
            stamps: dict[str, Any] = {"version": Party.version + 1, "changed_by": who.login, "changed_at": now()}
            Party.update(**shared, **stamps).where(Party.id == row.party_id).execute()
            touch_accounts(who, set(party_accounts(row.party_id)) - {account_id})


def _take(who: Who, account_id: int, version: int, typed: CreditFields, stored: CreditFields) -> CustomerAccount:
    try:
        return take_account(who, account_id, version)
    except Conflict as conflict:
        found = differing(typed, stored, CREDIT_LABELS)
        raise Conflict([conflict.faults[0], *found], conflict.by) from conflict


def _read(account_id: int, typed: CreditFields, stored: CreditFields) -> tuple[CreditCells, CreditCells, list[Fault]]:
    """The columns of the account, and of its party; and what cannot be kept, in the order of the form."""
    ways = Ways(CustomerAccount.get_by_id(account_id).currency, stored)
    values: CreditCells = {**read_record(CreditFields, typed, ways)}
    values["price_list"] = _price_list(values["price_list"], ways)
    own, shared = (
        {
            one.column: values[name] if values[name] != "" else None
            for name, one in FIELDS.items()
            if one.owner is owner
        }
        for owner in (Owner.ACCOUNT, Owner.PARTY)
    )
    names = [*FIELDS]
    return own, shared, sorted(ways.faults, key=lambda fault: names.index(fault.field))


def _price_list(code: str, ways: Ways) -> int | None:
    """What the house has under a code, in the customer's currency."""
    if not code:
        return None
    known = (one for (one,) in PriceList.select(PriceList.code).order_by(PriceList.id).tuples())
    row = PriceList.get_or_none(PriceList.code == code_of(code, known))
    label = CREDIT_LABELS["price_list"]
    if row is None:
        ways.faults.append(
            Fault("unknown", "price_list", f"{label}: there is no price list {code[:40]}", listed=True)
        )
    elif (why := list_fault(row.code, row.currency, ways.currency)) and not ways.stands("price_list", code):
        ways.faults.append(Fault("currency", "price_list", f"{label}: {why}"))
    return row.id if row else None


def price_lists() -> list[Choice]:
    """The price lists a customer may have."""
    rows = PriceList.select(PriceList.code, PriceList.name, PriceList.currency).order_by(PriceList.code)
    return [Choice(code, code, f"{name} · {currency}") for code, name, currency in rows.tuples()]
