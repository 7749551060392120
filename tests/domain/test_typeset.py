"""Text from outside is measured and made harmless in one way: on screens, papers, in messages and reports (S-5)."""

import unicodedata

import pytest

from custtui.domain.text import harmless, is_harmful, spelled, unprintable
from custtui.domain.typeset import PAPER
from custtui.terminal.charset import disarmed
from custtui.ui.kit.paint import SCREEN

STEERING = "\x1b[2J\x07\u202egro\x9b1m\ud800\u2028"
"""Clears a screen, rings, turns the reading order; half of a surrogate pair, an end of line that is none."""


def test_what_stands_for_a_character_that_steers_keeps_its_cell() -> None:
    """Papers and drafts: columns hold, and nobody reads another text than stands there."""
    assert harmless(STEERING) == "\ufffd[2J\ufffd\ufffdgro\ufffd1m\ufffd\ufffd"
    assert len(harmless(STEERING)) == len(STEERING)


def test_messages_and_reports_write_it_out_so_that_it_can_be_found() -> None:
    assert harmless(STEERING, spelled) == r"\x1b[2J\x07\u202egro\x9b1m\ud800\u2028"


def test_a_report_spells_out_what_nobody_sees_too() -> None:
    """Else `Juices` in a file is refused for being none of `Juices`."""
    assert harmless("Jui\u200bces\xa0", spelled, unprintable) == r"Jui\u200bces\xa0"
    assert harmless("Jui\u200bces\xa0", spelled) == "Jui\u200bces\xa0"


def test_nothing_harmful_is_left_to_the_wire_and_it_lets_nothing_through() -> None:
    assert disarmed(STEERING) == "[2Jgro1m?"
    assert not any(map(is_harmful, disarmed(STEERING)))


def test_papers_and_screens_measure_alike() -> None:
    """By two tables, since the core knows no screen: they differ in letters that one of them is too old to know."""
    known = (chr(code) for code in range(0x30000) if unicodedata.category(chr(code)) not in ("Cn", "Co", "Cs"))
    apart = [one for one in known if PAPER.cells(one) != SCREEN.cells(one)]
    assert all(unicodedata.category(one) in ("So", "No", "Sk", "Sm") for one in apart)
    assert PAPER.width_of(harmless(STEERING)) == SCREEN.width_of(STEERING) == len(STEERING)
    assert PAPER.width_of("\u1112\u1161\u11ab") == 2, "one Korean syllable in three letters"


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (26, "House lemonade 12 x 0.5 l"),
        (22, "House lemo… 12 x 0.5 l"),
        (18, "House… 12 x 0.5 l"),
        (12, "H…12 x 0.5 l"),
        (11, "…12 x 0.5 l"),
        (10, "House lem…"),
    ],
)
def test_a_description_is_cut_before_its_size(width: int, shown: str) -> None:
    assert SCREEN.ended("House lemonade 12 x 0.5 l", width) == shown
    assert SCREEN.width_of(shown) <= width


def test_one_without_a_size_is_cut_at_its_end() -> None:
    assert SCREEN.ended("House lemonade", 8) == "House l…" and SCREEN.ended("3 of them, at once", 8) == "3 of th…"
    assert SCREEN.ended("House lemonade 12 x 0.5 l", 0) == ""
