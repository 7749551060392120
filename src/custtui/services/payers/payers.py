"""Who pays: a customer's default payer, and bill-to accounts, which are permanent (F-38, F-40, R-03 … R-07)."""

from collections.abc import Collection
from functools import partial

from peewee import JOIN

from custtui.domain.address import Address
from custtui.domain.errors import Confirm, Refused, refuse
from custtui.domain.naming import some
from custtui.domain.who import Act, Who
from custtui.models.account import BillToAccount, CustomerAccount
from custtui.models.database import transaction
from custtui.models.families import family
from custtui.models.party import PLACE, Location, Party, PartySite
from custtui.models.prepared import Prepared
from custtui.models.search import engine as search
from custtui.services.asks import asks
from custtui.services.at_once import at_once, each_at_once
from custtui.services.customer import queries as query
from custtui.services.customer.account_lock import take_account
from custtui.services.customer.view import customer
from custtui.services.payers.relation_views import related_accounts
from custtui.services.payers.rule import payer_faults
from custtui.services.payers.settling import settlers
from custtui.services.payers.views import PaidFor, PayerView
from custtui.services.terms.history import remembering
from custtui.services.writing.bill_to import bill_to_of

PAID = Prepared(
    lambda account: (
        CustomerAccount.select(
            *(CustomerAccount.id, CustomerAccount.code, Party.name, CustomerAccount.active),
            *PLACE,
        )
        .join(BillToAccount, on=CustomerAccount.default_bill_to == BillToAccount.id)
        .join(Party, on=CustomerAccount.party == Party.id)
        .join(PartySite, JOIN.LEFT_OUTER, on=(PartySite.party == Party.id) & PartySite.identifying)
        .join(Location, JOIN.LEFT_OUTER, on=PartySite.location == Location.id)
        .where(
            (BillToAccount.account == account)
            & (CustomerAccount.id != account)
            & CustomerAccount.merged_into.is_null()
        )
        .order_by(CustomerAccount.id)
    )
)
RECORD = Prepared(
    lambda account: BillToAccount.select(BillToAccount.made_at, BillToAccount.made_by, BillToAccount.active).where(
        BillToAccount.account == account
    )
)
DEFAULT = Prepared(
    lambda account: (
        CustomerAccount.select(BillToAccount.account, BillToAccount.active)
        .join(BillToAccount, on=CustomerAccount.default_bill_to == BillToAccount.id)
        .where(
            (CustomerAccount.id == account)
            & (BillToAccount.account != account)
            & CustomerAccount.merged_into.is_null()
        )
    )
)


def payer(account_id: int, *, told: str = "") -> PayerView:
    """An account as payer. Raises Refused for an unknown one."""
    one, (record, default), (pays_for, related), settled_by = at_once(
        partial(customer, account_id),
        lambda: at_once(partial(RECORD.first, account_id), partial(DEFAULT.first, account_id)),
        lambda: at_once(partial(_paid_for, account_id), partial(_related, account_id)),
        partial(settlers, account_id),
    )
    bill_to = one.site_for("BILL_TO")
    return PayerView(
        account_id=account_id,
        version=one.version,
        code=one.code,
        name=one.name,
        commercial=one.commercial,
        payer_id=default[0] if default else None,
        payer=one.paid_by,
        payer_usable=bool(default[1]) if default else True,
        since=record[0] if record else None,
        made_by=record[1] if record else "",
        usable=bool(record and record[2]),
        pays_for=pays_for,
        related=related,
        bill_to=bill_to.address.one_line if bill_to else "",
        told=told,
        settled_by=settled_by,
    )


def _paid_for(account_id: int) -> tuple[PaidFor, ...]:
    found: list[PaidFor] = []
    rows = PAID(account_id)
    opened = each_at_once([partial(_open_orders, row[0]) for row in rows])
    for (number, code, name, active, *place), orders in zip(rows, opened, strict=True):
        at = Address(*(part or "" for part in place)).one_line
        found.append(PaidFor(number, code, name, at, bool(active), orders))
    return tuple(found)


def _open_orders(account_id: int) -> int:
    return query.OPEN_ORDERS(family(account_id))[0][0]


def _related(account_id: int) -> tuple[tuple[int, str, str], ...]:
    """Accounts that open themselves to this one by the bill-to flag, in either direction (R-16)."""
    return tuple(
        (one.other_id, one.other_code, one.other_name)
        for one in related_accounts(account_id)
        if one.opened.bill_to and one.other_active and (not one.opens or one.opened.reciprocal)
    )


__all__ = ["clear_payer", "payer", "set_bill_to_active", "set_payer"]
REPLACE, CLEAR, RETIRE = "replace_payer", "clear_payer", "retire_bill_to"
"""The questions of this module."""


@asks(Act.PAYER)
def set_payer(
    who: Who, account_id: int, payer_id: int, version: int | None = None, confirmed: Collection[str] = ()
) -> PayerView:
    """Another account pays for this one by default (F-38). Its bill-to record is made once, or linked (R-03).

    An account that pays for itself needs none: choosing itself clears the default. Raises Confirm where another
    payer stands (R-04), which stays a bill-to account (R-06); Refused for a payer that is inactive, not for new
    use, or has no bill-to site (R-12); Conflict where the customer changed meanwhile.
    """
    if payer_id == account_id:
        return clear_payer(who, account_id, version, confirmed)
    with transaction(), remembering(who, account_id):
        before = _payer_of(take_account(who, account_id, version))
        if before == payer_id:
            raise refuse("same_payer", f"{_name(payer_id)} pays for {_name(account_id)} already")
        _check_payer(payer_id)
        if before is not None and REPLACE not in confirmed:
            text = f"{_name(payer_id)} pays instead of {_name(before)}?"
            raise Confirm(REPLACE, text)
        bill_to = bill_to_of(who, payer_id)
        CustomerAccount.update(default_bill_to=bill_to).where(CustomerAccount.id == account_id).execute()
        search.index_accounts([account_id])
        return payer(account_id, told=f"{_name(account_id)} is paid for by {_name(payer_id)}")


@asks(Act.PAYER)
def clear_payer(who: Who, account_id: int, version: int | None = None, confirmed: Collection[str] = ()) -> PayerView:
    """The account pays for itself again; the bill-to account of who paid stays (R-06).

    Raises Refused where it does already, Confirm before it is done, Conflict where the customer changed meanwhile.
    """
    with transaction(), remembering(who, account_id):
        before = _payer_of(take_account(who, account_id, version))
        if before is None:
            raise refuse("no_payer", f"{_name(account_id)} pays for itself already")
        if CLEAR not in confirmed:
            raise Confirm(CLEAR, f"{_name(before)} pays no longer: {_name(account_id)} pays for itself?")
        CustomerAccount.update(default_bill_to=None).where(CustomerAccount.id == account_id).execute()
        search.index_accounts([account_id])
        return payer(account_id, told=f"{_name(account_id)} pays for itself again")


@asks(Act.PAYER)
def set_bill_to_active(
    who: Who, account_id: int, active: bool, version: int | None = None, confirmed: Collection[str] = ()
) -> PayerView:
    """A bill-to account is permanent (R-06); this takes it out of new use, or back. What was billed stays.

    Raises Refused where there is none, or nothing to change; Confirm where customers are paid for by it.
    """
    with transaction():
        take_account(who, account_id, version)
        row = BillToAccount.get_or_none(BillToAccount.account == account_id)
        if row is None:
            raise refuse("no_bill_to", f"{_name(account_id)} is not a bill-to account: it pays for no one else")
        if row.active == active:
            raise refuse("same", f"{_name(account_id)} is already {'in use' if active else 'out of use'}")
        paid = len(payer(account_id).pays_for)
        if not active and paid and RETIRE not in confirmed:
            text = f"{_name(account_id)} pays for {some(paid, 'customer')}: no longer in use?"
            raise Confirm(RETIRE, text)
        BillToAccount.update(active=active).where(BillToAccount.id == row.id).execute()
        return payer(account_id, told=f"{_name(account_id)} is {'in use' if active else 'not in use'} as bill-to")


def _payer_of(account: CustomerAccount) -> int | None:
    """The default payer, other than the account itself."""
    row = BillToAccount.get_or_none(BillToAccount.id == account.default_bill_to_id)
    return None if row is None or row.account_id == account.id else row.account_id


def _check_payer(payer_id: int) -> None:
    faults = payer_faults(CustomerAccount.id == payer_id)
    if not faults:
        raise refuse("unknown_customer", "There is no such customer")
    if found := [fault for fault in faults.values() if fault]:
        raise Refused(found)


def _name(account_id: int) -> str:
    row = (
        CustomerAccount.select(CustomerAccount.code, Party.name).join(Party).where(CustomerAccount.id == account_id)
    ).tuples()
    for code, name in row:
        return f"{code} {name}"
    raise refuse("unknown_customer", "There is no such customer")
