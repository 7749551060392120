"""Reads the texts of a record, typed or from a file, as its description says."""

from custtui.domain.errors import Fault
from custtui.domain.records.field import Field, Sort
from custtui.domain.text import LONGEST, cleaned

_NAMED = (Sort.CODE, Sort.NAMED, Sort.COUNTRY, Sort.CURRENCY)
"""What stands in a list: whatever is too long is told as what it is not."""


def read_text(field: Field, text: str, faults: list[Fault], name: str = "", label: str = "") -> str:
    """A text as it is kept; '' where it cannot be: the reason is added to `faults`.

    `name` and `label` are those of the field in a record that has several such: `billing.street`.
    """
    return cleaned(
        text,
        name or field.name,
        label or field.label,
        faults,
        longest=LONGEST if field.sort in _NAMED else field.longest,
        lines=field.sort is Sort.LINES,
        number=field.sort is Sort.NUMBER,
    )
