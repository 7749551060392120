"""Writes a column of a query in one step, where Peewee takes four: a third of what the text of a query costs."""

from typing import Any

from peewee import SCOPE_VALUES, Field


def column_written(field: Any, ctx: Any) -> Any:
    """As Peewee writes it: `"t1"."code"`, bare where values are put. Both databases quote names alike."""
    if ctx.state.scope == SCOPE_VALUES:
        return ctx.literal(f'"{field.column_name}"')
    table = field.model._meta.table
    if table._alias:
        ctx.alias_manager[table] = table._alias
    return ctx.literal(f'"{ctx.alias_manager[table]}"."{field.column_name}"')


def write_columns_quickly() -> None:
    """From now on, for every model; queries and their texts stay what they are."""
    Field.__sql__ = column_written
