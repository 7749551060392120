"""The seal of a revision: one hash over its whole content and the seal of the revision it replaces (S-6)."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from operator import itemgetter
from typing import Any

from peewee import BooleanField, DateField, Field, Model

from custtui.models.base import db
from custtui.models.fields import ExactField, TaxRateField, UtcField
from custtui.models.order import OrderCharge, OrderLine, OrderPosition, OrderRevision, OrderShipTo, SalesOrder

Content = Mapping[str, Any]
"""A row as a mapping from field name to Python value, foreign keys as ids; what is left out has its default."""


CANONICAL = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def seal(
    header: Content, ship_tos: Iterable[Content], lines: Iterable[Content], charges: Iterable[Content], previous: str
) -> str:
    """SHA-256 over the content as canonical JSON; `previous` is the seal of the revision replaced, '' for the first.

    `header` holds the columns of the revision and the order's `number`; a line's `position` is its number and its
    `ship_to` the place of its ship-to in `ship_tos`, from 0. Lines are sorted by position; the rest keeps its order.
    Raises KeyError where `made_at` or `number` is missing.
    """
    if "made_at" not in header:
        raise KeyError("made_at")
    content = [
        previous,
        [header["number"], *_row(_HEADER, header)],
        [_row(_SHIP_TO, ship_to) for ship_to in ship_tos],
        [
            [line["position"], line["ship_to"], *_row(_LINE, line)]
            for line in sorted(lines, key=lambda line: line["position"])
        ],
        [_row(_CHARGE, charge) for charge in charges],
    ]
    text = CANONICAL.encode(content)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def reseal(revision_id: int) -> str:
    """The seal that the stored rows of a revision come to; it differs from the stored one where they were touched."""
    header = _first(OrderRevision.select().where(OrderRevision.id == revision_id))
    header["number"] = SalesOrder.select(SalesOrder.number).where(SalesOrder.id == header["order"]).scalar()
    ship_tos = _all(OrderShipTo, revision_id)
    places = {ship_to["id"]: place for place, ship_to in enumerate(ship_tos)}
    numbers = dict(
        OrderPosition.select(OrderPosition.id, OrderPosition.position)
        .where(OrderPosition.order == header["order"])
        .tuples()
    )
    lines = [
        {**line, "position": numbers.get(line["position"], -1), "ship_to": places.get(line["ship_to"], -1)}
        for line in _all(OrderLine, revision_id)
    ]
    return seal(header, ship_tos, lines, _all(OrderCharge, revision_id), _seal_of(header["replaces"]))


def _seal_of(revision_id: int | None) -> str:
    if revision_id is None:
        return ""
    return OrderRevision.select(OrderRevision.hash).where(OrderRevision.id == revision_id).scalar() or ""


def _first(query: Any) -> dict[str, Any]:
    return query.dicts().get(db)


def _all(model: Any, revision_id: int) -> list[dict[str, Any]]:
    return list(model.select().where(model.revision == revision_id).order_by(model.id).dicts())


Plan = tuple[
    tuple[tuple[str, Any], ...], Callable[[Content], tuple[Any, ...]], tuple[tuple[int, Callable[[Any], Any]], ...]
]


def _plan(model: type[Model], *without: str) -> Plan:
    """Of a table's columns, as declared: name and default, what reads all, how those that differ are written."""
    fields: list[Field] = [field for field in model._meta.sorted_fields if field.name not in ("id", *without)]
    writers = ((at, _writer(field)) for at, field in enumerate(fields))
    special = tuple((at, write) for at, write in writers if write is not None)
    all_of = itemgetter(*(field.name for field in fields))
    return tuple((field.name, field.default) for field in fields), all_of, special


def _row(plan: Plan, row: Content) -> list[Any]:
    columns, all_of, special = plan
    try:
        values = list(all_of(row))
    except KeyError:
        values = [row.get(name, default) for name, default in columns]
    for at, write in special:
        values[at] = write(values[at])
    return values


def _writer(field: Field) -> Callable[[Any], Any] | None:
    """How the values of a column are written, None where they stand as they are."""
    if isinstance(field, TaxRateField):
        return field.sealed
    if isinstance(field, ExactField | UtcField):
        return field.db_value
    if isinstance(field, BooleanField):
        return bool
    if isinstance(field, DateField):
        return lambda value: value if value is None or isinstance(value, str) else value.isoformat()
    return None


_HEADER = _plan(OrderRevision, "order", "replaces", "hash")
_SHIP_TO = _plan(OrderShipTo, "revision")
_LINE = _plan(OrderLine, "revision", "position", "ship_to")
_CHARGE = _plan(OrderCharge, "revision")
