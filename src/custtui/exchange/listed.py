"""Cells whose words stand in a list of the house: read as their forms read them, capitals aside (see domain.coded).

A list is asked for once for each spelling: a reader of rows remembers what its cells were.
"""

from collections.abc import Callable, Iterable
from typing import Any

from custtui.domain.coded import code_of
from custtui.domain.records.fact import Fact
from custtui.exchange.cells import TEXT, CellSort, cell_of, many
from custtui.models.operator import PaymentMethod, PaymentTerms
from custtui.models.product import PriceList
from custtui.services.lists import coded
from custtui.services.notes import action_notes

Codes = Callable[[], Iterable[str]]


def _of(model: Any) -> Codes:
    return lambda: [code for (code,) in model.select(model.code).order_by(model.id).tuples()]


LISTS: dict[str, Codes] = {
    "terms": _of(PaymentTerms),
    "methods": _of(PaymentMethod),
    "lists": _of(PriceList),
    "price lists": _of(PriceList),
    "reasons": lambda: coded.codes(coded.NOTE),
    "assignees": lambda: [one.key for one in action_notes.assignees()],
    "roles": lambda: coded.codes(coded.ROLE),
    "events": lambda: coded.codes(coded.EVENT),
    "price reasons": lambda: coded.set_up("price"),
    "discount reasons": lambda: coded.set_up("discount"),
    "return reasons": lambda: coded.set_up("return"),
    "write off reasons": lambda: coded.set_up("write off"),
    "refund reasons": lambda: coded.set_up("refund"),
}
"""The codes that F4 lists, by the name a field gives its list."""


def spelled(cell: CellSort, name: str) -> CellSort:
    """A code of a list in any capitals; one that is none stays, and is told of where rows are checked (`needs`)."""

    def read(raw: str) -> str:
        typed: str = cell.read(raw)
        return code_of(typed, LISTS[name]()) or typed

    return CellSort(cell.form, read)


def cell_with_list(field: Fact) -> CellSort:
    """The cell of a field of a record; where F4 lists its codes, in any capitals."""
    if field.prompt not in LISTS:
        return cell_of(field)
    one = spelled(
        cell_of(field._replace(several="", longest=field.each if field.several else field.longest)), field.prompt
    )
    return many(one) if field.several else one


def reason(kind: str) -> CellSort:
    """A reason of a kind in any capitals, as the desk asks for it; any text where the house has set up none."""

    def read(raw: str) -> str:
        typed: str = TEXT.read(raw)
        known = list(LISTS[f"{kind} reasons"]())
        code = code_of(typed, known)
        if known and not code:
            raise ValueError(f"{typed!r} is not a reason for a {kind}: {', '.join(known)}")
        return code or typed

    return CellSort("code of a reason", read)


PRICE_REASON, DISCOUNT_REASON, RETURN = reason("price"), reason("discount"), reason("return")
TERMS, METHOD = spelled(TEXT, "terms"), spelled(TEXT, "methods")
