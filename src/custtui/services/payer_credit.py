"""The credit of whoever pays: its limit, what is used of it, what waits, what is left: the one figure (C-35)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from custtui.domain.controls import Controls
from custtui.domain.money import ZERO, rounded
from custtui.services.accounts import Account, account_named, account_of
from custtui.services.controls import read_controls
from custtui.services.credit import credit_use, credit_use_shown
from custtui.services.standing import shared_currency, sharing_accounts
from custtui.services.views import Credit


class Credits(NamedTuple):
    """What an account may owe by its own limit, and what the accounts of its party may together; None: no limit.

    The shared one is in the currency of the limit, which may be another than the account's: its orders ask then, and
    are compared with nothing (C-35).
    """

    own: Credit | None
    shared: Credit | None


def credits_of(payer: Account, controls: Controls | None = None, *, typing: bool = False) -> Credits:
    """Both credits of an account that pays: each counts only where it is tested (C-25, C-35).

    `typing`: for a screen that asks at each key (see `credit_use_shown`), never to decide. Without a limit nothing
    is summed up.
    """
    own, shared = payer.own_limit is not None, payer.shares
    return Credits(
        _credit(payer, [payer.id], controls, typing=typing) if own else None,
        _credit(payer, sharing_accounts(payer.party), controls, typing=typing, shared=True) if shared else None,
    )


def credit_of(payer: Account, controls: Controls | None = None, *, typing: bool = False) -> Credit:
    """The credit of an account that pays; of two the one that leaves less."""
    return tightest(payer, credits_of(payer, controls, typing=typing))


def told_credit(code: str) -> Credit:
    """The credit of whoever has this code, for who asks for the figures: without a limit they are summed up too.

    Raises Refused for a code that is none.
    """
    payer = account_of(account_named(code) or 0)
    found = credit_of(payer)
    if found.limit is not None:
        return found
    return replace(_credit(payer, [payer.id], None, typing=False), limit=None, left=None)


def tightest(payer: Account, both: Credits) -> Credit:
    """Of an account's credits the one that leaves less; one without a limit where it has none.

    One in another currency than the account's only where there is no other.
    """
    limited = [one for one in both if one is not None and one.left is not None]
    limited = [one for one in limited if one.currency == payer.currency] or limited
    none = Credit(payer.code, payer.name, payer.currency, None, ZERO, ZERO, None)
    return min(limited, key=lambda one: one.left or ZERO, default=none)


def _credit(
    payer: Account, accounts: Sequence[int], controls: Controls | None, *, typing: bool, shared: bool = False
) -> Credit:
    currency = shared_currency(payer.party, payer.currency) if shared else payer.currency
    use = (credit_use_shown if typing else credit_use)(accounts, currency)
    used, waiting = rounded(use.used, currency), rounded(use.waiting, currency)
    if (controls or read_controls()).waiting_counts:
        used, waiting = used + waiting, ZERO
    limit = rounded((payer.party_limit if shared else payer.own_limit) or ZERO, currency)
    return Credit(payer.code, payer.name, currency, limit, used, waiting, limit - used, shared)
