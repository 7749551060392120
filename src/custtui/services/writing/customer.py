"""The row of an account, and of what a record alone says about one, whoever writes it."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from custtui.domain import held as held_values
from custtui.domain.records.account import WRITTEN
from custtui.domain.records.fact import fields_of

NAMES, COLUMNS = (*WRITTEN,), (*WRITTEN.values(),)
texts_of: Callable[[object], tuple[str, ...]] = attrgetter(*NAMES)
"""The texts of an account that its row holds as they are, from whatever has them under their names."""


def row_of(record: type, said: Callable[[str], Any]) -> dict[str, Any]:
    """The columns of a row that is as its record: a note, an exemption, a product; `said` gives a value by name."""
    return {field.column: said(name) for name, field in fields_of(record).items() if not field.several}


def account_row(
    texts: tuple[str, ...],
    *,
    terms: int | None,
    payment_method: int | None,
    currency: str,
    held: tuple[Any, ...],
) -> dict[str, Any]:
    """What a clerk and a file say of an account; `texts` in the order of NAMES, `held` in that of domain.held."""
    return {
        **dict(zip(COLUMNS, texts, strict=True)),
        "terms": terms,
        "payment_method": payment_method,
        "currency": currency,
        **dict(zip(held_values.COLUMNS, held, strict=True)),
    }
