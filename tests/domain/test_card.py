"""Full card numbers are recognised however they are grouped, and other long numbers are not (X-14)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custtui.domain.card import LONG_NUMBERS, holds_card_number, split_card
from custtui.domain.errors import Refused
from custtui.domain.text import clean

CARDS = [
    *("4111111111111111", "paid 4111 1111 1111 1111", "5500-0000-0000-0004", "378282246310005"),
    *("card 4111 1111 1111 1111 12/28", "1228 4111111111111111", "PO 4711 4111111111111111"),
    *(
        "4111.1111.1111.1111",
        "4111/1111/1111/1111",
        "4111 - 1111 - 1111 - 1111",
        "4111\u20131111\u20131111\u20131111",
    ),
    *("4111\u00a01111\u00a01111\u00a01111", "4111111111111111 123", "41111111111111111228", "4111_1111_1111_1111"),
    *("3782 822463 10005 exp 01/29 cvv 1234", "3530111333300000", "6011 0009 9013 9424", "card4111111111111111."),
    *("4111\u200b1111\u200b1111\u200b1111", "4111\u00ad1111\u20601111\u200d1111"),
    *("411111111111111112/28", "411111111111111112/2028", "41111111111111111228", "37828224631000512/28"),
    *(
        f"4111{sign}1111{sign}1111{sign}1111"
        for sign in (*":*=+';~#()", "\u30fb", "\u2044", ") (", "::", " ; ", "  ", " -- ", " // ", " - - - ")
    ),
    *("2223003122003222", "30569309025904", "\uff14111111111111111", "11/21/2026 4111 1111 1111 1111"),
]
OTHERS = [
    *("Visa 1111 12/27", "4111111111111112", "call 212 555 0100", "PO 4711-2026-11-21", "+49 30 1234567890"),
    *("DE89 3704 0044 0532 0130 00", "GB29NWBK60161331926819", "4006381333931", "2000000000015"),
    *("1234567812345670", "0000000000000000", "12345678000195", "SO-894, SO-895, SO-1020", "978 1 86197 876 9"),
    *("411111111111111113/28", "2026-11-28 10:30:00 to 11:45:10", "12 * 34 + 5678 = 9012 (3456)"),
    "from 2026-11-28 to 2026-12-05, 100 cases at 12.50",
]


@pytest.mark.parametrize("text", CARDS)
def test_a_card_number_is_recognised_and_no_text_with_it_is_kept(text: str) -> None:
    assert holds_card_number(text)
    with pytest.raises(Refused, match="Note: a card number is never stored"):
        clean(text, "Note")


@pytest.mark.parametrize("text", OTHERS)
def test_other_numbers_are_not(text: str) -> None:
    assert not holds_card_number(text)
    assert clean(text, "Note") == text


def test_a_field_of_numbers_takes_what_looks_like_a_card_by_chance_but_no_usual_card() -> None:
    assert clean("30569309025904", "Phone", card_from=LONG_NUMBERS)
    with pytest.raises(Refused):
        clean("4111 1111 1111 1111", "Phone", card_from=LONG_NUMBERS)


@given(st.lists(st.text(" -/.,:;_*+#()|\t\u2013", max_size=40), min_size=15, max_size=15))
def test_a_number_is_a_card_whatever_parts_its_digits(marks: list[str]) -> None:
    text = "".join(digit + mark for digit, mark in zip("4111111111111111", [*marks, ""], strict=True))
    assert holds_card_number(f"paid by {text} in full")
    assert not holds_card_number(f"call 212{marks[0]}555{marks[1]}0100")


@pytest.mark.parametrize(
    ("texts", "parted"),
    [
        ({"po": "4111 1111", "message": "1111 1111"}, ("po", "message")),
        ({"po": "411111111111", "message": "1111"}, ("po", "message")),
        ({"name": "1111 1111 12/28", "attention": "Visa 4111-1111"}, ("attention", "name")),
        ({"po": "4111 1111", "message": "1111 1112"}, ()),
        ({"street": "4111 1111 1111 Main St", "city": "1111"}, ()),
        ({"po": "4711", "message": "call 5550123"}, ()),
        ({"po": "4111 1111 1111 1", "house": "111"}, ()),
        ({"po": "", "message": "1111"}, ()),
    ],
)
def test_a_number_parted_between_two_fields_is_found(texts: dict[str, str], parted: tuple[str, ...]) -> None:
    assert split_card(texts) == parted
