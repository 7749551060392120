"""What a key script left in the database, without ids and moments: two ways of playing must agree on it."""

from __future__ import annotations

from peewee import Model

from custtui.models import all_models

LEFT_OUT = ("id", "made_at", "changed_at", "at", "placed_at", "released_at", "hash", "version", "typing")


def snapshot() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, as values in order of its key."""
    return {model._meta.table_name: _rows(model) for model in all_models()}


def _rows(model: type[Model]) -> list[tuple[object, ...]]:
    fields = [field for field in model._meta.sorted_fields if field.name not in LEFT_OUT]
    return sorted((tuple(str(value) for value in row) for row in model.select(*fields).tuples()), key=str)
