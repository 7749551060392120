"""Checks what was typed of a customer against the house: terms, methods, the party it shares."""

from collections.abc import Collection
from dataclasses import dataclass

from custtui.domain.account_name import account_name_fault, same_name
from custtui.domain.coded import code_of
from custtui.domain.customer import CheckedCustomer, CustomerFields, checked, in_order, label, warnings
from custtui.domain.errors import Fault, Refused
from custtui.domain.payment import default_fault
from custtui.domain.permission import dated_refusals
from custtui.models.account import CustomerAccount
from custtui.models.operator import PaymentMethod, PaymentTerms, Seller
from custtui.models.prepared import Prepared
from custtui.services.clock import today

SELLER = Prepared(lambda: Seller.select(Seller.currency, Seller.country).limit(1))


@dataclass(frozen=True, slots=True)
class Checked:
    """A customer that may be stored, with the ids of what it names."""

    customer: CheckedCustomer
    terms: int | None
    method: int | None
    party: int | None
    country: str


def seller() -> tuple[str, str]:
    """The seller's currency and country, for what is left empty."""
    return SELLER.first() or ("USD", "US")


def check(
    fields: CustomerFields,
    before: CustomerFields | None = None,
    excluded: Collection[str] = (),
    account_id: int = 0,
) -> Checked:
    """Check every field; `before` is the customer as it is stored, None for a new one; `excluded` are the payment
    methods it may not use, `account_id` its account.

    Raises Refused with all faults in the order of the form, each naming its field.
    """
    currency, country = seller()
    faults: list[Fault] = []
    fields, customer = dated_refusals(fields, before, today(), faults), None
    try:
        customer = checked(fields, currency, country, before)
    except Refused as refused:
        faults += refused.faults
    terms = _id(PaymentTerms, "terms", fields, before, faults)
    method = _id(PaymentMethod, "payment_method", fields, before, faults)
    stands = before is not None and before.payment_method == fields.payment_method
    if not stands and default_fault(one := code_of(fields.payment_method, excluded), excluded):
        faults.append(
            Fault("excluded", "payment_method", f"{label('payment_method')}: {one} is excluded for this customer")
        )
    party = _party(fields.share_party.strip(), faults)
    if before is None or before.account_name != fields.account_name:
        faults += _account_name(fields.account_name, party, account_id)
    if customer is None or faults:
        raise Refused(in_order(faults))
    return Checked(customer, terms, method, party, country)


def _id(
    model: type[PaymentTerms] | type[PaymentMethod],
    name: str,
    fields: CustomerFields,
    before: CustomerFields | None,
    faults: list[Fault],
) -> int | None:
    """What the house has under a code. One out of use stays where it stands."""
    code: str = getattr(fields, name).strip()
    if not code:
        return None
    known = (one for (one,) in model.select(model.code).order_by(model.id).tuples())
    row = model.get_or_none(model.code == code_of(code, known))
    stands = before is not None and getattr(before, name) == code
    if row is None or not (stands or getattr(row, "active", True)):
        faults.append(Fault("unknown", name, f"{label(name)}: there is no {code[:40]}"))
        return None
    return row.id


def _party(code: str, faults: list[Fault]) -> int | None:
    if not code:
        return None
    row = CustomerAccount.get_or_none(CustomerAccount.code == code)
    if row is None:
        faults.append(Fault("unknown", "share_party", f"{label('share_party')}: there is no customer {code[:40]}"))
        return None
    return row.party_id


def _account_name(name: str, party: int | None, account_id: int) -> list[Fault]:
    """What is wrong with the name of an account beside those of its party (F-16), of one that stands by its id."""
    living, shared = CustomerAccount.merged_into.is_null(), CustomerAccount.party == party
    if account_id:
        shared = CustomerAccount.party.in_(
            CustomerAccount.select(CustomerAccount.party).where(CustomerAccount.id == account_id)
        )
    elif party is None:
        return []
    rows = CustomerAccount.select(CustomerAccount.id, CustomerAccount.name, CustomerAccount.code)
    rows = list(rows.where(living, shared).order_by(CustomerAccount.id).tuples())
    taken = {same_name(other): code for one, other, code in rows if one != account_id}
    fault = account_name_fault(name, taken, further=not account_id or rows[0][0] != account_id)
    return [fault] if fault else []


def oddities(fields: CustomerFields) -> list[Fault]:
    """What looks odd and is kept all the same: phones, tax numbers, addresses."""
    return warnings(fields, *seller())
