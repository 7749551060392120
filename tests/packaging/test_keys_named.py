"""A text names a key by the declaration on the method that does it: no name of a function key is written."""

import re

import pytest

from custtui.ui.kit import keys
from tests.packaging.test_wording import said

WRITTEN = re.compile(r"\bF([1-9]|1[0-2])\b")
MEANT = {
    "1 … 9 0 - = are F1 … F12 where escape_prefix is on; {} is {} EN then": "digits for whole keyboards",
    "F{}": "a key of the terminal",
}
"""What speaks of the keys themselves."""


def test_no_text_writes_the_name_of_a_function_key() -> None:
    assert [f"{place}: {text}" for place, text in said() if WRITTEN.search(text) and text not in MEANT] == []


def test_no_text_of_a_service_or_rule_names_a_letter_to_press() -> None:
    """Which key does it is the screen's to say."""
    below = [f"{place}: {text}" for place, text in said() if not place.startswith("ui/")]
    assert [one for one in below if re.search(r"\bpress [A-Z]\b", one)] == []


class Declares:
    """A method that a text may name, one that it may not, and one that takes the place of a declared one."""

    @keys.key("f9", "Save", "Save it")
    @keys.action("S", "Save it")
    async def do_save(self) -> None: ...

    async def plain(self) -> None: ...


class Takes(Declares):
    async def do_save(self) -> None: ...


def test_the_name_is_the_one_declared_topmost_also_of_a_method_that_takes_its_place() -> None:
    assert keys.name(Declares.do_save) == keys.name(Declares().do_save) == keys.name(Takes().do_save) == "F9"
    assert keys.names(Declares.do_save) == ["F9", "F10 S"]
    assert keys.no_use(Declares.do_save, "look") == "F9 and F10 S do nothing here: look"


def test_a_key_that_is_not_declared_cannot_be_named() -> None:
    with pytest.raises(StopIteration):
        keys.name(Declares.plain)
