"""Nothing is named twice: a message behind the name of its field, a PO number that says so itself."""

import pytest

from custtui.domain.naming import named, po_text, unnamed
from custtui.exchange.report import Finding


@pytest.mark.parametrize(
    ("label", "text", "said"),
    [
        ("State", "State: ZZ is not a state of US", "State: ZZ is not a state of US"),
        ("PO number", "PO number: a card number is never stored", "PO number: a card number is never stored"),
        ("Payment", '"x" is not a payment method', '"x" is not a payment method'),
        ("Name", "Name is missing", "Name is missing"),
        ("Day", '"x" is no date', 'Day: "x" is no date'),
        ("From", "fromage is no date", "From: fromage is no date"),
        ("", "too long", "too long"),
    ],
)
def test_a_message_names_its_field_once(label: str, text: str, said: str) -> None:
    assert named(label, text) == said


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        ("state", "State: ZZ is not a state of US", "line 2, state: ZZ is not a state of US"),
        ("bill_to_state", "State: ZZ is none", "line 2, bill_to_state: ZZ is none"),
        ("po_number", "PO number: a card number", "line 2, po_number: a card number"),
        ("state", "City: is missing", "line 2, state: City: is missing"),
        ("state", "no such state", "line 2, state: no such state"),
    ],
)
def test_a_finding_of_a_file_names_its_column_once(column: str, text: str, said: str) -> None:
    assert unnamed(column, text) in said and str(Finding(2, column, text)) == said


def test_a_po_number_that_says_po_does_not_say_it_twice() -> None:
    assert [po_text(one) for one in ("4711", "PO-4711", "po 4711", "")] == ["PO 4711", "PO-4711", "po 4711", "no PO"]
