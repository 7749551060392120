"""Why an order that comes in waiting waits: it is kept as it was, and shows what it waits for (X-08, X-09)."""

from decimal import Decimal

from custtui.domain.acceptance import IMPORTED, Reason, Standing, reasons
from custtui.services.clock import today
from custtui.services.credit import credit_used
from custtui.services.order_entry.accounts import Account, account_of
from custtui.services.standing import overdue_invoice, sharing_accounts


class Waiting:
    """What is known of who orders and who pays, read once each, as it stands before anything of a file is written."""

    def __init__(self) -> None:
        self.standings = dict[tuple[int, int], Standing]()

    def holds(self, gross: Decimal, sold_to: int, payer: int) -> tuple[tuple[str, str], ...]:
        """Code and text of each: that it came in waiting, and every reason of the rules."""
        key = (sold_to, payer)
        if key not in self.standings:
            self.standings[key] = _standing(account_of(sold_to), account_of(payer))
        found: list[Reason] = [IMPORTED, *reasons(gross, self.standings[key])]
        return tuple((one.code, one.text) for one in found)


def _standing(sold_to: Account, payer: Account) -> Standing:
    used = Decimal(0)
    if payer.limit is not None:
        accounts = [payer.id] if payer.own_limit is not None else sharing_accounts(payer.party)
        used = credit_used(accounts, payer.currency)
    overdue = overdue_invoice(sorted({sold_to.id, payer.id}), today())
    return Standing(sold_to.threshold, payer.limit, used, overdue, sold_to.distrust or payer.distrust)
