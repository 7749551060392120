"""Where who orders and who pays stand, and why a customer may not order at all (R-26, C-25, F-17, F-28)."""

from datetime import date
from functools import partial

from custtui.domain.acceptance import BuyerStanding
from custtui.domain.errors import Fault
from custtui.domain.money import ZERO, rounded
from custtui.models.at_once import at_once
from custtui.models.families import survivor
from custtui.services.accounts import Account, account_of
from custtui.services.payer_credit import Credits
from custtui.services.standing import overdue_invoice

MERGED = "merged"
"""The fault of a draft whose customer was merged into another one meanwhile."""


def inactive(account: Account) -> Fault:
    """The refusal of an order for an inactive customer (F-17), or one that was merged: it names the other (F-28)."""
    into = survivor(account.id)
    if into != account.id:
        other = account_of(into)
        text = f"{account.code} was merged into {other.code} {other.name}: order for that one"
        return Fault(MERGED, "account", text)
    text = f"{account.code} {account.name} is inactive: no new orders until it is active again"
    return Fault("inactive", "account", text)


def standing_of(sold_to: Account, payer: Account, both: Credits, today: date, currency: str = "") -> BuyerStanding:
    """What the acceptance rule asks of who orders and who pays (R-26, C-25, C-35)."""
    ordered_in = currency or sold_to.currency
    threshold = None if sold_to.threshold is None else rounded(sold_to.threshold, sold_to.currency)
    another = payer.id != sold_to.id
    elsewhere = both.shared.currency if both.shared and both.shared.currency != payer.currency else ""
    shared = None if elsewhere else both.shared
    overdue, payer_overdue = at_once(
        partial(overdue_invoice, [sold_to.id], today),
        lambda: overdue_invoice([payer.id], today) if another else "",
    )
    return BuyerStanding(
        threshold=threshold,
        limit=both.own and both.own.limit,
        used=both.own.used if both.own else ZERO,
        shared_limit=shared and shared.limit,
        shared_used=shared.used if shared else ZERO,
        shared_currency=elsewhere,
        overdue=overdue,
        payer_overdue=payer_overdue,
        distrust=sold_to.distrust,
        payer_distrust=payer.distrust if another else "",
        whose=payer.name if another else "",
        other_currency="" if payer.currency == ordered_in else payer.currency,
    )
