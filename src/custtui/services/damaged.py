"""Names the record that cannot be read because others wrote into the database: one line, and nothing opens (S-6)."""

from collections.abc import Callable, Generator
from contextlib import contextmanager

from custtui.domain.errors import Refused, refuse
from custtui.domain.text import as_sentence
from custtui.models.account import CustomerAccount
from custtui.models.trouble import explained

STORED = "stored"
"""The code of what stands in the database and cannot be read."""


@contextmanager
def naming(record: Callable[[], str]) -> Generator[None]:
    """Raises Refused beginning with the record's name for what cannot be read of it; all else passes."""
    try:
        with explained():
            yield
    except Refused as refused:
        first = refused.faults[0]
        if first.code != STORED or first.field:
            raise
        called, why = record(), first.text[:1].lower() + first.text[1:]
        raise refuse(STORED, f"{as_sentence(called)} cannot be read: {why}", "record") from refused


def customer_called(account_id: int) -> str:
    """`customer 3897-5`; by its id where not even its code can be read."""
    try:
        row = CustomerAccount.select(CustomerAccount.code).where(CustomerAccount.id == account_id).tuples().first()
    except Exception:  # whatever else is broken of it
        row = None
    return f"customer {row[0] if row else f'with the id {account_id}'}"
