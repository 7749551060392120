"""Numbers for orders, shipments and invoices: from counters in the database, never twice (D-02)."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from peewee import Case, Value, fn

from custtui.domain.written_number import MOST_NUMBER, PREFIX, in_any_case, spellings, used_up
from custtui.models.ahead import kept
from custtui.models.at_once import at_once, if_far
from custtui.models.base import db
from custtui.models.capitals import any_capitals
from custtui.models.database import is_sqlite, locked
from custtui.models.fulfilment import Invoice, Shipment
from custtui.models.operator import Counter
from custtui.models.order import SalesOrder
from custtui.models.prepared import Prepared
from custtui.models.rows import record_of

NEXT = Prepared(
    lambda name: (
        Counter.update({Counter.value: Counter.value + 1})
        .where((Counter.name == name) & (Counter.value < MOST_NUMBER))
        .returning(Counter.value)
    )
)
NEW = Prepared(lambda name, value: Counter.insert({Counter.name: name, Counter.value: value}).on_conflict_ignore())
LOCK = Prepared(lambda name: Counter.select(Counter.id).where(Counter.name == name).for_update("FOR NO KEY UPDATE"))
FIRST = {"order": 1001}
"""Where counters begin; at 1 unless told."""

PAPERS: dict[str, Any] = {"order": SalesOrder, "shipment": Shipment, "invoice": Invoice, "credit": Invoice}
TAKEN = {
    table: Prepared(lambda ways, table=table: table.select(table.id).where(any_capitals(table.number, ways)).limit(1))
    for table in (SalesOrder, Shipment, Invoice)
}


def _drawn_taken(paper: str) -> Any:
    """The value of the counter of a paper, and whether a paper has its number."""
    table, ways = PAPERS[paper], (PREFIX[paper], PREFIX[paper].lower())
    numbers = [Value(prefix).concat(Counter.value.cast("TEXT")) for prefix in ways]
    taken = table.select(table.id).where(any_capitals(table.number, numbers))
    return Counter.select(Counter.value, fn.EXISTS(taken)).where(Counter.name == paper)


DRAWN_TAKEN = {paper: Prepared(partial(_drawn_taken, paper)) for paper in PAPERS}


def begin_ahead(counter: str) -> None:
    """A far server begins the counter, where there is none, along with what is asked next (P-13)."""
    if_far(partial(NEW.later, counter, FIRST.get(counter, 1) - 1))


def next_value(counter: str) -> int:
    """The next value of a counter; its row stays locked until the transaction ends. Raises Refused at its last."""
    rows = NEXT(counter)
    if not rows:
        if stands := Counter.get_or_none(Counter.name == counter, Counter.value >= MOST_NUMBER):
            raise used_up(counter, stands.value)
        NEW.later(counter, FIRST.get(counter, 1) - 1)
        rows = NEXT(counter)
    return rows[0][0]


def lock_counter(counter: str) -> None:
    """Whoever takes a number of this counter waits until the transaction ends. SQLite has one writer at a time."""
    if not is_sqlite(db):
        NEW.later(counter, FIRST.get(counter, 1) - 1)
        LOCK(counter)


def next_order_number() -> str:
    """`SO-1042`; numbers that imported orders brought along, in any capitals, are skipped."""
    return _next("order")


def next_shipment_number() -> str:
    """`SH-87`; numbers that imported shipments brought along are skipped."""
    return _next("shipment")


def next_invoice_number() -> str:
    """`IN-41`, without gaps: what is rolled back gives its number back; imported numbers are skipped."""
    return _next("invoice")


def next_credit_number() -> str:
    """`CN-3`, without gaps, in a series of its own (C-43)."""
    return _next("credit")


def number_ahead(paper: str) -> None:
    """Give out the number of a paper that this transaction will write, where the server is far: what it is given next
    is this one (P-13)."""
    known = kept()
    if known is not None:
        NEW.later(paper, FIRST.get(paper, 1) - 1)  # so that it is locked by what is asked first
        known[AHEAD, paper] = _next(paper)


AHEAD = "number"


def _next(paper: str) -> str:
    """A far server is asked for both at once (P-13), and again where the counter was begun only now."""
    if number := (kept() or {}).pop((AHEAD, paper), ""):
        return number
    taken = TAKEN[PAPERS[paper]].afresh
    if not is_sqlite(db):
        value, rows = at_once(partial(next_value, paper), DRAWN_TAKEN[paper].afresh)
        number = f"{PREFIX[paper]}{value}"
        free = [(drawn, bool(is_taken)) for drawn, is_taken in rows] == [(value, False)]
        if free or not taken(in_any_case(number)):
            return number
    while taken(in_any_case(number := f"{PREFIX[paper]}{next_value(paper)}")):
        continue
    return number


ONLY = {"credit": Invoice.kind == "CREDIT"}
"""What else tells the rows of a paper, where a table holds several."""


def named(paper: str, text: str) -> Any:
    """The order or paper of a number as a person writes it: exactly so, else in any capitals, with its prefix.

    A query of at most one row.
    """
    return _spelled(paper, spellings(paper, text))


def _spelled(paper: str, ways: Sequence[Any]) -> Any:
    table = PAPERS[paper]
    turn = Case(table.number, [(way, at) for at, way in enumerate(ways)], len(ways))
    named = any_capitals(table.number, ways) & ONLY[paper] if paper in ONLY else any_capitals(table.number, ways)
    return table.select().where(named).order_by(turn, table.id).limit(1)


def with_order(paper: str, text: str) -> Any:
    """The row of a shipment, an invoice or a credit note of this number, with its order; None where there is none."""
    table = PAPERS[paper]
    return named(paper, text).select(table, SalesOrder).join(SalesOrder, on=table.order == SalesOrder.id).first()


def id_named(paper: str, text: str) -> Any:
    """The id of it, as part of another query."""
    return named(paper, text).select(PAPERS[paper].id)


def order_id_named(ways: Sequence[Any]) -> Any:
    """The id of the order of a number in one of its spellings, as part of another query."""
    return _spelled("order", ways).select(SalesOrder.id)


ORDER = Prepared(lambda ways: _spelled("order", ways))
LOCKED_ORDER = Prepared(lambda ways: locked(_spelled("order", ways)))
AS_ORDER = record_of(SalesOrder)


def order_named(text: str, *, lock: bool = False) -> Any:
    """The row of the order `named` so, as it is now; None where there is none. `lock`: nobody else changes it."""
    rows = (LOCKED_ORDER if lock else ORDER).afresh(spellings("order", text))
    return AS_ORDER(rows[0]) if rows else None


def stored_numbers(paper: str, texts: Iterable[str]) -> dict[str, str]:
    """By what somebody wrote, the number as it stands; what names none stays as it is."""
    found = {text: named(paper, text).first() for text in texts}
    return {text: row.number if row else text for text, row in found.items()}
