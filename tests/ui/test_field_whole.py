"""What stands in a field that the cursor has left."""

import pytest

from custtui.ui.kit.field import FLAG, Field
from custtui.ui.kit.paint import Line


def _text(field: Field, *, here: bool) -> str:
    line = Line(30)
    field.draw(line, 0, here=here)
    return str(line).ljust(field.width)[: field.width]


@pytest.mark.parametrize(("value", "width"), [("Y", 1), ("US", 2), ("ABCDEFGHIJ", 4)])
def test_a_field_that_is_left_starts_at_its_first_character(value: str, width: int) -> None:
    """A field that scrolls while it is typed into shows its beginning again, and that there is more of it."""
    field = Field("code", "Code", width, kind=FLAG if value == "Y" else "text")
    field.type(value)
    _text(field, here=True)
    assert _text(field, here=False) == (value if len(value) <= width else f"{value[: width - 1]}…")


def test_a_letter_and_a_code_as_long_as_their_field_stand_whole_while_typed() -> None:
    flag, country = Field("flag", "Flag", 1, kind=FLAG), Field("country", "Country", 2, longest=2)
    flag.type("Y")
    country.type("US")
    assert (_text(flag, here=True), _text(country, here=True)) == ("Y", "US")


def test_a_field_that_scrolls_says_so() -> None:
    field = Field("phone", "Phone", 12)
    field.type("(212) 555-0100 x1234")
    assert _text(field, here=True).startswith("…")
    field.home()
    assert _text(field, here=True) == "(212) 555-01"
