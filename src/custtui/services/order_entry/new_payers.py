"""A payer typed in order entry: an intent of the draft until F9, which makes it a customer with the order (F-47)."""

from custtui.domain.customer import AddressFields, CustomerFields
from custtui.domain.errors import Fault, Refused
from custtui.domain.payer import is_another
from custtui.domain.records.sited import SiteTexts
from custtui.domain.records.typed_address import AddressText
from custtui.domain.site import Purpose
from custtui.domain.who import Who
from custtui.models.search import engine as search
from custtui.services.accounts import Account
from custtui.services.customer.checks import check
from custtui.services.customer.codes import next_code
from custtui.services.customer.making import account_columns, add_account, add_site
from custtui.services.order_entry.rows import AddressRow, Stored

NOBODY_YET = 0
"""The id of an account that is not made yet."""
CALLED = "new customer"
"""What stands where others have their code."""


def payer_typed(stored: Stored, sold_to: Account) -> AddressRow | None:
    """The new payer of a draft; None where the address typed is the sold-to's own, or none is."""
    row = stored.addresses.get(stored.head.bill_to_address or 0)
    return row if row is not None and is_another(row.name, sold_to.name) else None


def as_account(row: AddressRow, sold_to: Account) -> Account:
    """The customer it will be: without terms and a credit limit, in the currency of what it pays."""
    known = (NOBODY_YET, CALLED, NOBODY_YET, row.name, True, sold_to.currency)
    return Account._make((*known, *[None] * (len(Account._fields) - len(known))))


def customer_fields(one: AddressRow | AddressText, currency: str) -> CustomerFields:
    """What is typed of it, as Customer Maintenance would have it."""
    place = AddressFields(**one.address.columns())
    return CustomerFields(name=one.name, alias=one.alias or one.name, currency=currency, billing=place)


def check_payer(one: AddressText, currency: str) -> None:
    """Raises Refused where Customer Maintenance would refuse it, each fault at the field of the address."""
    try:
        check(customer_fields(one, currency))
    except Refused as refused:
        faults = (Fault(one.code, one.field.rpartition(".")[2], one.text) for one in refused.faults)
        raise Refused(faults) from refused


def make_payer(who: Who, row: AddressRow, currency: str) -> tuple[int, int]:
    """The account and the site of a new payer, as of any customer that is created (F-10)."""
    new = check(customer_fields(row, currency))
    account = add_account(who, new, next_code(), account_columns(who, new, creating=True))
    texts = SiteTexts(alias=row.alias or row.name, attention=row.attention)
    site = add_site(who, account, row.address, texts, Purpose.BILL_TO, Purpose.SHIP_TO)
    search.index_accounts([account])
    return account, site
