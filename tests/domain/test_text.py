"""Text as it is kept: nothing in it that nobody sees; what looks empty is empty (S-5)."""

import pytest

from custtui.domain.reading import Reading
from custtui.domain.text import as_code, clean


@pytest.mark.parametrize(
    "text", ["\u200b", "\u2800", "\u3164", "\u115f \ufe0f", "\u00ad\u2060", "\U000e0041", "\u200d", " "]
)
def test_a_text_of_nothing_that_is_seen_is_blank(text: str) -> None:
    assert clean(text, "Name") == ""
    form = Reading({"name": "Name"})
    form.needed("name", text)
    assert [fault.code for fault in form.faults] == ["missing"]


@pytest.mark.parametrize(("text", "kept"), [
    ("A\u200bnn", "Ann"), ("Ann\u2060", "Ann"), ("An\u200dn", "Ann"), ("co\u00adop", "coop"),
    ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
    ("\U0001f468\u200d\U0001f469", "\U0001f468\u200d\U0001f469"), ("\u845b\U000e0100", "\u845b\U000e0100"),
])  # fmt: skip
def test_what_nobody_sees_is_left_out_but_for_what_a_script_is_written_with(text: str, kept: str) -> None:
    assert clean(text, "Name") == kept


def test_a_code_is_what_it_looks_like() -> None:
    assert {as_code(one) for one in ("3897\u20135", "\uff13\uff18\uff19\uff17\uff0d\uff15", "3897\u22125")} == {
        "3897-5"
    }
