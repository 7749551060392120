"""Reads an account as payer: who pays for it, and all it pays for (F-18, F-40)."""

from peewee import JOIN

from custtui.domain.address import Address
from custtui.models.account import BillToAccount, CustomerAccount
from custtui.models.families import family
from custtui.models.party import PLACE, Location, Party, PartySite
from custtui.models.prepared import Prepared
from custtui.services.customer import queries as query
from custtui.services.customer.view import customer
from custtui.services.payers.relation_views import related_accounts
from custtui.services.payers.settling import settlers
from custtui.services.payers.views import PaidFor, PayerView

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
    one = customer(account_id)
    record = RECORD.first(account_id)
    default = DEFAULT.first(account_id)
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
        pays_for=_paid_for(account_id),
        related=_related(account_id),
        bill_to=bill_to.address.one_line if bill_to else "",
        told=told,
        settled_by=settlers(account_id),
    )


def _paid_for(account_id: int) -> tuple[PaidFor, ...]:
    found: list[PaidFor] = []
    for number, code, name, active, *place in PAID(account_id):
        at = Address(*(part or "" for part in place)).one_line
        found.append(PaidFor(number, code, name, at, bool(active), query.OPEN_ORDERS(family(number))[0][0]))
    return tuple(found)


def _related(account_id: int) -> tuple[tuple[int, str, str], ...]:
    """Accounts that open themselves to this one by the bill-to flag, in either direction (R-16)."""
    return tuple(
        (one.other_id, one.other_code, one.other_name)
        for one in related_accounts(account_id)
        if one.opened.bill_to and one.other_active and (not one.opens or one.opened.reciprocal)
    )
