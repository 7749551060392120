"""Finds values that no row may have, by rules told from the tables themselves, so that a new one is read too (S-6).

Of every table: last days before first ones, moments to come, versions below 1, texts without a default left blank,
rows that nobody made.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, NamedTuple

from peewee import TextField, fn

from custtui.models import all_models
from custtui.models.base import now
from custtui.models.fields import DayField, UtcField, utc_text
from custtui.services.check_kinds import people_here

MAKERS = ("made_by", "changed_by")
"""Columns that say who wrote a row, which somebody always did."""
MAY_BE_BLANK = {
    *(("address_change", part) for part in ("street", "city", "state", "postal_code", "country")),
    ("control", "value"),
    ("contact_point", "normal"),
}
"""Texts that have no default and are blank all the same: parts of an address as it was, a control that is not set,
what is found of a phone without digits."""
AHEAD = timedelta(days=1)
"""So far two clocks may be apart."""


class Odd(NamedTuple):
    """What no row has: the condition, the column it is told of, and how."""

    found: Any
    field: Any
    told: str


def row_faults() -> Iterator[str]:
    """A line for every value; where anybody ever worked here, every row was made by somebody."""
    makers = bool(people_here())
    for model in all_models():
        if rules := [*_rules(model, makers)]:
            yield from _of(model, rules)


def _rules(model: Any, makers: bool) -> Iterator[Odd]:
    meta = model._meta
    fields, table = meta.fields, meta.table_name
    later = utc_text(now() + AHEAD)
    if isinstance(last := fields.get("last_day"), DayField):
        yield Odd(last < fields["first_day"], last, "is {0}, before its first day")
    if "version" in fields:
        yield Odd(fields["version"] < 1, fields["version"], "is {0}, which no writer makes it")
    for field in meta.sorted_fields:
        if isinstance(field, UtcField):
            yield Odd(field > later, field, "is {0}, which is to come")
        elif isinstance(field, TextField) and _is_told(field, table):
            yield Odd(fn.TRIM(field) == "", field, "is blank")
        elif makers and field.name in MAKERS:
            yield Odd(field == "", field, "is blank: nobody made it (S-7)")


def _is_told(field: TextField, table: str) -> bool:
    return field.default is None and not field.null and (table, field.column_name) not in MAY_BE_BLANK


def _of(model: Any, rules: list[Odd]) -> Iterator[str]:
    """One reading of a table for all its rules; a row that is as it should be is not fetched."""
    anything = rules[0].found
    for rule in rules[1:]:
        anything |= rule.found
    columns = (column for rule in rules for column in (fn.COALESCE(rule.found, False), rule.field.cast("TEXT")))
    for row, *told in model.select(model.id, *columns).where(anything).tuples():
        for rule, found, value in zip(rules, told[::2], told[1::2], strict=True):
            if found:
                yield f"{model._meta.table_name} {row}: {rule.field.column_name} {rule.told.format(value)}"
