"""Keeps the lookup's index up with what was written in bulk."""

from collections.abc import Collection

from custtui.models.account import CustomerAccount
from custtui.models.among import among
from custtui.models.base import db
from custtui.models.database import transaction
from custtui.models.search import engine as search
from custtui.models.search import party, product
from custtui.models.search.tables import make_missing

AT_ONCE = 2_000


def index_accounts(first: int, last: int) -> None:
    """Index the accounts with these numbers (ids), first to last, inside the transaction that wrote them."""
    for start in range(first, last + 1, AT_ONCE):
        search.index_accounts(range(start, min(start + AT_ONCE, last + 1)))


def index_codes(codes: Collection[str]) -> None:
    """Index the accounts with these codes."""
    if codes:
        rows = CustomerAccount.select(CustomerAccount.id).where(among(CustomerAccount.code, codes))
        search.index_accounts(row.id for row in rows)


def index_all() -> None:
    """Make the whole index anew: outside a transaction it sorts in files, so that memory stays constant."""
    search.rebuild()


def index_parties_anew() -> None:
    """The words of those who are neither customer nor contact."""
    with transaction():
        party.rebuild()


def index_anew() -> list[str]:
    """All that is looked for, whatever became of its tables: customers, products, parties.

    Returns the names of the tables that were missing, or made of other columns.
    """
    with transaction():
        made = make_missing(db.obj)
    index_all()
    with transaction():
        product.rebuild()
    index_parties_anew()
    return made
