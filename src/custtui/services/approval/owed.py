"""What is overdue and unpaid of the customers whose orders wait: what a hold for it is about (R-27)."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from custtui.domain.money import ZERO
from custtui.models.among import among
from custtui.models.at_once import at_once
from custtui.models.families import families, survivors
from custtui.models.fulfilment import Invoice
from custtui.services.standing import late, next_due, overdue


class Owed(NamedTuple):
    """What is overdue and unpaid, by account and currency; `into` is the account that each one counts for."""

    into: Mapping[int, int]
    sums: Mapping[tuple[int, str], Decimal]

    def of(self, accounts: Iterable[int], currency: str) -> Decimal | None:
        """That of these accounts in a currency, each once; None where it is nothing."""
        counted = {self.into[one] for one in accounts}
        return sum((self.sums.get((one, currency), ZERO) for one in counted), ZERO) or None


def overdue_invoices(accounts: Iterable[int], today: date) -> Any:
    """The invoices of accounts that are overdue and unpaid, each with what of it is (`late`), and since when."""
    columns = (Invoice, late(today).alias("late"), next_due().alias("since"))
    return Invoice.select(*columns).where(among(Invoice.account, accounts) & overdue(today))


def owed_by(accounts: Iterable[int], today: date) -> Owed:
    """What is overdue and unpaid of these accounts, what stands at those that were merged into one of them too."""
    asked = sorted(accounts)
    ask = partial(_invoices, today)
    into, counts, rows = at_once(partial(survivors, asked), partial(families, asked), partial(ask, asked))
    if set(into.values()) | counts.keys() != set(asked):  # few were merged: nobody waits for that (P-13)
        counts = families(into.values())
        rows = ask(counts)
    sums = dict[tuple[int, str], Decimal]()
    for row in rows:
        key = counts[row.account_id], row.currency
        sums[key] = sums.get(key, ZERO) + row.late
    return Owed(into, sums)


def _invoices(today: date, accounts: Iterable[int]) -> list[Any]:
    return list(overdue_invoices(accounts, today))
