"""Columns of queries are written as Peewee writes them, only in fewer steps."""

from collections.abc import Callable
from typing import Any

import pytest
from peewee import Field

from custtui.models import all_models
from custtui.models.order import OrderLine, OrderRevision, RevisionState, SalesOrder


def by_peewee(field: Field, ctx: Any) -> Any:
    return ctx.sql(field.column)


def joined() -> Any:
    other = OrderRevision.alias("before")
    query = OrderRevision.select(OrderRevision, SalesOrder.number, other.gross).join(SalesOrder)
    query = query.switch(OrderRevision).join(other, on=OrderRevision.replaces == other.id)
    lines = OrderLine.select(OrderLine.revision).where(OrderLine.revision == OrderRevision.id, OrderLine.net > 1)
    return query.where(OrderRevision.id.in_(lines)).order_by(OrderRevision.id.desc())


QUERIES: dict[str, Callable[[], Any]] = {
    "joined": joined,
    "inserted": lambda: RevisionState.insert(revision=1, status="pending", changed_at="2026"),
    "updated": lambda: OrderLine.update(quantity=OrderLine.quantity + 1).where(OrderLine.revision == 3),
    "deleted": lambda: OrderLine.delete().where(OrderLine.id.in_(OrderLine.select(OrderLine.id))),
    **{model.__name__: model.select for model in all_models()},
}


def test_a_text_is_the_one_peewee_writes(database, monkeypatch: pytest.MonkeyPatch) -> None:
    written = {name: query().sql() for name, query in QUERIES.items()}
    monkeypatch.setattr(Field, "__sql__", by_peewee)
    for name, query in QUERIES.items():
        assert written[name] == query().sql(), name
