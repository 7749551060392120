"""What stands in a field that the cursor has left."""

import pytest

from custtui.ui.paint import Line
from custtui.ui.widgets.field import FLAG, Field


def _text(field: Field, *, here: bool) -> str:
    line = Line(30)
    field.draw(line, 0, here=here)
    return str(line).ljust(field.width)[: field.width]


@pytest.mark.parametrize(("value", "width"), [("Y", 1), ("US", 2), ("ABCDEFGHIJ", 4)])
def test_a_field_that_is_left_starts_at_its_first_character(value: str, width: int) -> None:
    """A field as wide as its text scrolls while it is typed into; left, it shows its beginning again."""
    field = Field("code", "Code", width, kind=FLAG if value == "Y" else "text")
    field.type(value)
    _text(field, here=True)
    assert _text(field, here=False) == value[:width]
