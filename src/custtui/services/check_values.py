"""Finds values that are none of their kind, and counters gone back: put there by others than this program (D-02)."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from peewee import Model, TextField

from custtui.domain.bounds import MOST_QUANTITY
from custtui.domain.errors import Refused
from custtui.domain.event import EventKind
from custtui.domain.naming import first_of
from custtui.domain.numbers import plain
from custtui.domain.quantity import least_words
from custtui.domain.relations import BOTH
from custtui.domain.who import Role
from custtui.domain.written_number import MOST_NUMBER, PREFIX
from custtui.models import account, operator, party, product
from custtui.models.account import CustomerAccount
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.draft import Draft
from custtui.models.merge import MergeLog
from custtui.models.operator import Counter, Operator, Seller
from custtui.models.order import OrderEvent, SalesOrder
from custtui.models.party import Party
from custtui.models.product import Product
from custtui.services.check_columns import Odd, odd_rows
from custtui.services.numbers import FIRST, PAPERS
from custtui.services.tax_categories import products_unrated
from custtui.services.twins.merge_ledger import entries_of

CONTROL = "[\x01-\x09\x0b-\x1f\x7f-\x9f]"
"""Control characters; lines of a text end with one of them, which is let pass."""

MOST_TOLD = 6
"""Numbers that one line tells of."""

EDITED = tuple(home.__name__ for home in (account, operator, party, product))
"""Where the tables stand that clerks and files fill; what orders hold is sealed."""


def value_faults(models: Iterable[type[Model]]) -> Iterator[str]:
    """Kinds, roles, quantities and tax categories there are none of; logs and texts that cannot be read."""
    yield from _none_of(Party, Party.kind, BOTH)
    yield from _none_of(Operator, Operator.role, tuple(Role))
    yield from _quantities()
    yield from _merges()
    for model in models:
        if model.__module__.startswith(EDITED):
            yield from _controls(model)


def _none_of(model: Any, field: Any, known: tuple[str, ...]) -> Iterator[str]:
    for row, text in model.select(model.id, field).where(field.not_in([str(one) for one in known])).tuples():
        yield f"{model._meta.table_name} {row}: {field.column_name} is {text[:40]!r}, none of {', '.join(known)}"


def _quantities() -> Iterator[str]:
    for field in (Product.minimum, Product.step):
        for code, value in Product.select(Product.code, field).where(field <= 0).tuples():
            yield f"product {code}: {field.column_name} is {plain(value)}, which is not above 0"
        for code, value in Product.select(Product.code, field).where(field >= MOST_QUANTITY).tuples():
            yield f"product {code}: {field.column_name} is {plain(value)}, too much"


def unrated() -> Iterator[str]:
    """Where the house has tax rates, products of a category of none: their lines are told so (C-38), no fault."""
    for text, codes in products_unrated():
        yield from (f"no fault: product {code}: no tax rate has its tax category {text[:40]!r}" for code in codes)


def least_between() -> Iterator[str]:
    """Products of which no step is the least that is sold: more of them is sold all the same, no fault (X-16)."""
    rows = Product.select(Product.code, Product.minimum, Product.step)
    for code, minimum, step in rows.where((Product.minimum > 0) & (Product.step > 0)).order_by(Product.id).tuples():
        if why := least_words(minimum, step):
            yield f"no fault: product {code}: minimum: {why}"


def _merges() -> Iterator[str]:
    undone = (MergeLog.undone_by != "") | (MergeLog.undo_signed_by != "")
    for (row,) in MergeLog.select(MergeLog.id).where(undone & MergeLog.undone_at.is_null()).tuples():
        yield f"merge_log {row}: names who undid it, and no moment when"
    for row, moves in MergeLog.select(MergeLog.id, MergeLog.moves).tuples().iterator():
        try:
            entries_of(moves)
        except Refused:
            yield f"merge_log {row}: moves cannot be read, so this merge cannot be undone"


def _controls(model: Any) -> Iterator[str]:
    odd = f"GLOB '*{CONTROL}*'" if is_sqlite(db) else f"~ '{CONTROL}'"
    names = [one.column_name for one in model._meta.sorted_fields if isinstance(one, TextField)]
    rules = [Odd(f'"{one}" {odd}', one, "holds a control character") for one in names]
    yield from odd_rows(model._meta.table_name, rules)


def counter_faults() -> Iterator[str]:
    """A counter stands at the last number there is: an import moves it behind the numbers it brings."""
    at: dict[str, int] = dict(Counter.select(Counter.name, Counter.value).tuples())
    for name, value in sorted(at.items()):
        if value < 0:
            yield f"counter {name}: is {value}, below 0"
        if value >= MOST_NUMBER:
            yield f"counter {name}: is {value}, and no number comes after it"
    for name, number in _given():
        if 0 <= at.get(name, 0) < number:
            yield f"counter {name}: is {at.get(name, 0)}, behind {number}, which is there"
    yield from _gaps(at)


def _gaps(at: dict[str, int]) -> Iterator[str]:
    """Numbers follow each other: what is rolled back gives its number back (D-02).

    A file may have brought a number far ahead of the others: what was given out next stands behind one that is there.
    """
    for name, model in PAPERS.items():
        prefix = PREFIX[name]
        there = set(_numbers(model.number, prefix))
        own = SalesOrder.select(SalesOrder.id).where(SalesOrder.from_draft.is_null(False))
        given = model.select(model.number).where(_order_of(model).in_(own), model.number.startswith(prefix))
        first, last = FIRST.get(name, 1), at.get(name, 0)
        for (text,) in given.order_by(model.id).tuples():
            number = int(text[len(prefix) :]) if _is_number(text[len(prefix) :]) else first
            if number > first and number - 1 not in there:
                yield f"{name} {prefix}{number - 1}: is missing, {text} was given out after it (D-02)"
        if there and last > max(there):
            yield f"counter {name}: is {last}, ahead of {prefix}{max(there)}, the last there is"
    yield from _codes(at.get("customer", 0))


def unused_numbers() -> str:
    """`order SO-993, invoice IN-100`: numbers between others that no row has, the fewest in a row first; '' for none.

    A file may have brought numbers far apart, so this is no fault by itself: it names what links were of.
    """
    spans = [
        (end - begin, name, begin, end) for name, model in PAPERS.items() for begin, end in _between(name, model)
    ]
    told = [f"{name} {_span(PREFIX[name], begin, end)}" for _, name, begin, end in sorted(spans)]
    return first_of(told, MOST_TOLD)


def _between(name: str, model: Any) -> Iterator[tuple[int, int]]:
    there = sorted(_numbers(model.number, PREFIX[name]))
    yield from ((one + 1, other - 1) for one, other in pairwise(there) if other > one + 1)


def _span(prefix: str, begin: int, end: int) -> str:
    return f"{prefix}{begin}" if begin == end else f"{prefix}{begin} to {prefix}{end}"


def _codes(last: int) -> Iterator[str]:
    """Codes of customers follow each other (C-19): the counter stands at the last there is."""
    licence = Seller.select(Seller.unit_licence).scalar()
    prefix = f"{licence}-" if licence else "C-"
    there = max(_numbers(CustomerAccount.code, prefix), default=0)
    if there and last > there:
        yield f"counter customer: is {last}, ahead of {prefix}{there}, the last there is"
    elif 0 <= last < there:
        yield f"counter customer: is {last}, behind {prefix}{there}, which is there"


def _order_of(model: Any) -> Any:
    """Which order a row of a numbered table is of."""
    return model.id if model is SalesOrder else model.order


def _numbers(column: Any, prefix: str, *only: Any) -> Iterator[int]:
    """The numbers behind a prefix, of what has one."""
    texts = column.model.select(column).where(column.startswith(prefix), *only).tuples().iterator()
    ends = (text[len(prefix) :] for (text,) in texts)
    return (int(end) for end in ends if _is_number(end))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


def _given() -> Iterator[tuple[str, int]]:
    """The highest number there is, by counter, as far as orders, their papers and drafts tell."""
    imported = OrderEvent.select(OrderEvent.order).where(OrderEvent.kind == str(EventKind.IMPORTED))
    ours = SalesOrder.select(SalesOrder.id).where(SalesOrder.from_draft.is_null(False) | SalesOrder.id.in_(imported))
    for name, model in PAPERS.items():
        yield name, max(_numbers(model.number, PREFIX[name], _order_of(model).in_(ours)), default=0)
    yield "draft", max((row for (row,) in Draft.select(Draft.id).tuples()), default=0)
