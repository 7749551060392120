"""The bill-to account of who pays: made once, by whoever needs it first, and permanent (R-03, R-06)."""

from typing import Any

from custtui.domain.who import Who
from custtui.models.account import BillToAccount, CustomerAccount
from custtui.models.ahead import kept
from custtui.models.base import moment
from custtui.models.draft import Draft
from custtui.models.prepared import Prepared

STANDS = Prepared(lambda account: BillToAccount.select(BillToAccount.id).where(BillToAccount.account == account))
MADE = Prepared(
    lambda account, login, made_at: BillToAccount.insert(
        {BillToAccount.account: account, BillToAccount.made_by: login, BillToAccount.made_at: made_at}
    ).on_conflict_ignore()
)


def _of_draft(draft: Any) -> Any:
    """Of who was chosen to pay, and of the customer's usual payer."""
    chosen = Draft.select(Draft.bill_to_account).where(Draft.id == draft)
    usual = CustomerAccount.select(CustomerAccount.default_bill_to).join(
        Draft, on=Draft.account == CustomerAccount.id
    )
    either = BillToAccount.account.in_(chosen) | BillToAccount.id.in_(usual.where(Draft.id == draft))
    return BillToAccount.select(BillToAccount.account, BillToAccount.id).where(either)


OF_DRAFT = Prepared(_of_draft)


def bill_to_ahead(draft_id: int) -> None:
    """Ask for that of who pays for a draft, where the server is far (P-13): one that stands is permanent."""
    known = kept()
    if known is not None:
        known.update({(AHEAD, account): stands for account, stands in OF_DRAFT.afresh(draft_id)})


AHEAD = "bill_to"


def bill_to_of(who: Who, account_id: int) -> int:
    """The bill-to account (id) of a customer account, made if there is none.

    Two clerks who need it at once get one; one that stands is linked.
    """
    if stands := (kept() or {}).get((AHEAD, account_id)):
        return stands
    if not (stands := STANDS(account_id)):
        MADE(account_id, who.login, moment())
        stands = STANDS.afresh(account_id)
    return stands[0][0]
