"""Full card numbers are recognised however they are grouped (X-14)."""

import pytest

from custtui.domain.card import holds_card_number


@pytest.mark.parametrize(
    "text", ["4111111111111111", "paid 4111 1111 1111 1111", "5500-0000-0000-0004", "378282246310005"]
)
def test_a_card_number_is_recognised(text: str) -> None:
    assert holds_card_number(text)


@pytest.mark.parametrize("text", ["Visa 1111 12/27", "4111111111111112", "call 212 555 0100", "PO 4711-2026-11-21"])
def test_other_numbers_are_not(text: str) -> None:
    assert not holds_card_number(text)
