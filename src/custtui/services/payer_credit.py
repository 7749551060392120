"""The credit of whoever pays: its limit, what is used of it, what waits, what is left: the one figure (C-35)."""

from custtui.domain.controls import Controls
from custtui.domain.money import ZERO, rounded
from custtui.services.accounts import Account
from custtui.services.controls import read_controls
from custtui.services.credit import credit_use, credit_use_shown
from custtui.services.standing import sharing_accounts
from custtui.services.views import Credit


def credit_of(payer: Account, controls: Controls | None = None, *, typing: bool = False) -> Credit:
    """The credit of an account that pays: its own limit counts its own use, its party's is shared (C-25).

    `typing`: for a screen that asks at each key (see `credit_use_shown`), never to decide. Without a limit nothing
    is summed up.
    """
    currency, used, waiting = payer.currency, ZERO, ZERO
    if payer.limit is not None:
        accounts = [payer.id] if payer.own_limit is not None else sharing_accounts(payer.party)
        use = (credit_use_shown if typing else credit_use)(accounts, currency)
        used, waiting = rounded(use.used, currency), rounded(use.waiting, currency)
        if (controls or read_controls()).waiting_counts:
            used, waiting = used + waiting, ZERO
    limit = None if payer.limit is None else rounded(payer.limit, currency)
    left = None if limit is None else limit - used
    return Credit(payer.code, payer.name, currency, limit, used, waiting, left)
