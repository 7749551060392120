"""The kit of screens knows no room: no word of one stands in it, in no text, no name and no comment."""

import re
from pathlib import Path

import pytest

from custtui.ui.kit.desk import COMMON
from custtui.ui.kit.keys import headings, said
from custtui.ui.paths import EVERYWHERE, FAST_PATHS

KIT = Path(__file__).parents[2] / "src" / "custtui" / "ui" / "kit"
WORDS = re.compile(
    "customer|account(?!able)|draft|invoice|contact|product|payer|vendor|shipment|delivery|approv|decline|credit|exempt|tax"
    "|payment|catalog|profile|lookup|part(y|ies)(?![a-z])|address|price|warehouse|revision|merge|(?<![a-z])site"
    "|(?<!in )(?<!their )(?<!this )(?<!same )(?<![a-z])orders?(?![a-z])"
)
"""Words of the rooms, in whatever capitals; `in this order` speaks of none."""
EXCEPTIONS = {
    ("clipboard.py", "address"): "what a row may have to copy is known by the names rows give it",
    ("view.py", "address"): "the help of Ctrl+C names what is copied most",
    ("format.py", "price"): "a number of two to four places, beside amount, quantity and day",
}
"""Where a word of a room stands, and why."""


def found() -> dict[tuple[str, str], str]:
    """Words of rooms in the kit, by file and word, each with its line."""
    return {
        (path.name, word[0]): f"{path.name}:{number}: {line.strip()}"
        for path in sorted(KIT.glob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for word in WORDS.finditer(line.lower())
    }


def test_no_word_of_a_room_stands_in_the_kit() -> None:
    assert [line for word, line in found().items() if word not in EXCEPTIONS] == []


def test_each_exception_is_one() -> None:
    assert EXCEPTIONS.keys() - found() == set()


def test_no_fast_path_of_a_room_stands_in_the_kit() -> None:
    codes = re.compile(rf"\b({'|'.join(one.code for one in FAST_PATHS if one.code != 'EN')})\b")
    assert [str(path) for path in KIT.glob("*.py") if codes.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("line", ["def take(customer)", "F3: drafts stay", "the sites", "an order", "Orders, then"])
def test_a_word_of_a_room_is_seen(line: str) -> None:
    assert WORDS.search(line.lower())


def test_rooms_say_what_keys_of_all_screens_mean_to_them() -> None:
    here = {one.key: (one.label, one.help) for one in said(COMMON, EVERYWHERE)}
    assert here.items() >= EVERYWHERE.items() and list(here) == [one.key for one in COMMON]
    assert [one.place for one in headings("First", "Second")] == [1, 2]
