"""Finds values that no row may have, by rules told from the tables themselves, so that a new one is read too (S-6).

Of every table: last days before first ones, moments to come, versions below 1, texts without a default left blank,
rows that nobody made.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from peewee import Model, TextField

from custtui.models.base import now, table_of
from custtui.models.fields import DayField, UtcField, utc_text
from custtui.services.check_columns import Odd, odd_rows
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


def row_faults(models: Iterable[type[Model]]) -> Iterator[str]:
    """A line for every value; where anybody ever worked here, every row was made by somebody."""
    makers = bool(people_here())
    for model in models:
        yield from odd_rows(table_of(model), [*_rules(model, makers)])


def _rules(model: Any, makers: bool) -> Iterator[Odd]:
    meta = model._meta
    fields, table = meta.fields, meta.table_name
    later = utc_text(now() + AHEAD)
    if isinstance(fields.get("last_day"), DayField):
        yield Odd("last_day < first_day", "last_day", "is {}, before its first day")
    if "version" in fields:
        yield Odd("version < 1", "version", "is {}, which no writer makes it")
    for field in meta.sorted_fields:
        name = field.column_name
        if isinstance(field, UtcField):
            yield Odd(f"\"{name}\" > '{later}'", name, "is {}, which is to come")
        elif isinstance(field, TextField) and _is_told(field, table):
            yield Odd(f"trim(\"{name}\") = ''", name, "is blank")
        elif makers and field.name in MAKERS:
            yield Odd(f"\"{name}\" = ''", name, "is blank: nobody made it (S-7)")


def _is_told(field: TextField, table: str) -> bool:
    return field.default is None and not field.null and (table, field.column_name) not in MAY_BE_BLANK
