"""The bill-to account of who pays: made once, by whoever needs it first, and permanent (R-03, R-06)."""

from custtui.domain.who import Who
from custtui.models.account import BillToAccount
from custtui.models.base import moment
from custtui.models.prepared import Prepared

STANDS = Prepared(lambda account: BillToAccount.select(BillToAccount.id).where(BillToAccount.account == account))
MADE = Prepared(
    lambda account, login, made_at: BillToAccount.insert(
        {BillToAccount.account: account, BillToAccount.made_by: login, BillToAccount.made_at: made_at}
    ).on_conflict_ignore()
)


def bill_to_of(who: Who, account_id: int) -> int:
    """The bill-to account (id) of a customer account, made if there is none.

    Two clerks who need it at once get one; one that stands is linked.
    """
    if not (stands := STANDS(account_id)):
        MADE(account_id, who.login, moment())
        stands = STANDS.afresh(account_id)
    return stands[0][0]
