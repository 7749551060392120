"""Why an order waits, in the room of a column."""

from decimal import Decimal as D

import pytest

from custtui.domain.acceptance import HOLDS, UNLIMITED
from custtui.domain.hold_words import SHORT, fitting, short_reason


def test_every_hold_has_few_words() -> None:
    assert set(SHORT) == set(HOLDS)
    assert all(len(words) <= 17 for words in SHORT.values())


@pytest.mark.parametrize(
    ("code", "text", "amount", "said"),
    [
        ("THRESHOLD", "435.00 over the auto-accept limit of 750.00", D("435.00"), "435.00 over limit"),
        ("THRESHOLD", "over the auto-accept limit of 750.00", None, "over limit"),
        ("THRESHOLD", UNLIMITED, None, "no limit set"),
        ("CREDIT", "1,000.00 over the credit limit", D(1000), "1,000.00 over credit"),
        ("OVERDUE", "invoice I-1 is overdue", D("9.00"), "invoice overdue"),
        ("OURS", "a reason of the house", None, "a reason of the house"),
    ],
)
def test_a_hold_in_few_words(code: str, text: str, amount: D | None, said: str) -> None:
    assert short_reason(code, text, amount, "USD") == said


@pytest.mark.parametrize(
    ("room", "said"),
    [
        (60, "435.00 over the limit of 750.00; credit warning: two checks"),
        (40, "435.00 over limit, credit warning"),
        (20, "435.00 over limit +1"),
        (14, "over limit +1"),
        (10, "over limit"),
    ],
)
def test_as_much_is_said_as_there_is_room_for(room: int, said: str) -> None:
    whole = "435.00 over the limit of 750.00; credit warning: two checks"
    assert fitting(whole, ["435.00 over limit", "credit warning"], room, len) == said
