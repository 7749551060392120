"""Which accounts may be made the default payer of others: the domain's rule, asked for many at once (R-06, R-12)."""

from typing import Any

from peewee import JOIN, fn

from custtui.domain.errors import Fault
from custtui.domain.payer import PayerFacts, payer_fault
from custtui.domain.site import Purpose
from custtui.models.account import BillToAccount, CustomerAccount, CustomerSite, SiteUse
from custtui.models.party import Party


def payer_faults(where: Any) -> dict[str, Fault | None]:
    """The accounts a condition picks, by code: why they may not pay for others by default, None where they may."""
    facts = {code: _facts(code, *rest) for code, *rest in _query(where).tuples()}
    return {code: payer_fault(one) for code, one in facts.items()}


def _facts(code: str, name: str, active: bool, merged: int | None, in_use: bool | None, site: bool) -> PayerFacts:
    usable = bool(active) and merged is None
    return PayerFacts(f"{code} {name}", usable, in_use is None or bool(in_use), bool(site))


def _query(where: Any) -> Any:
    one = CustomerAccount
    return (
        one.select(
            *(one.code, Party.name, one.active, one.merged_into, BillToAccount.active),
            fn.EXISTS(_billed(one.id)),
        )
        .join(Party, on=one.party == Party.id)
        .join(BillToAccount, JOIN.LEFT_OUTER, on=BillToAccount.account == one.id)
        .where(where)
    )


def _billed(account: Any) -> Any:
    """The active sites of an account that are billed."""
    uses = SiteUse.select(SiteUse.id).join(CustomerSite, on=SiteUse.site == CustomerSite.id)
    mine = SiteUse.account == account
    return uses.where(mine & (SiteUse.purpose == Purpose.BILL_TO) & SiteUse.active & CustomerSite.active)
