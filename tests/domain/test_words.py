"""What is stored and what is typed are read alike, in any script (X-01)."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from custtui.domain import words


def begins(word: str, text: str) -> bool:
    """Does a word asked for begin a word of this text?"""
    return any(one.startswith(word) for one in words.joined(text))


NAMES = {
    "straße": "strasse",
    "STRASSE": "straße",
    "München": "munchen",
    "Łódź": "lodz",
    "Ørsted": "orsted",
    "Ærø": "aero",
    "İstanbul": "istanbul",
    "Καφενείο": "καφενειο",
    "ÉCOLE": "école",
    "ﬁne": "fine",
    "１２３": "123",
    "٤٥٦": "456",
}


def test_accents_case_and_scripts_do_not_matter() -> None:
    for stored, typed in NAMES.items():
        assert words.fold(stored) == words.fold(typed), stored
        assert begins(words.asked(typed)[0], stored), stored


def test_composed_and_decomposed_letters_are_the_same() -> None:
    for text in NAMES:
        assert words.fold(unicodedata.normalize("NFD", text)) == words.fold(text)


def test_joined_and_split_spellings_meet() -> None:
    for stored, typed in [
        ("O'Brien", "obrien"),
        ("O’Brien", "brien"),
        ("Coca-Cola", "cocacola"),
        ("Coca-Cola", "coca-cola"),
        ("J.P. Morgan", "jp morgan"),
        ("Müller", "mueller"),
        ("株式会社東京青果", "東京"),
        ("AT&T", "at&t"),
    ]:
        assert all(begins(word, stored) for word in words.asked(typed)), (stored, typed)


def test_a_word_that_begins_another_asks_nothing_of_its_own() -> None:
    assert words.asked("a ab abc b") == ["abc", "b"]
    assert len(words.asked(" ".join("qwertyuiopasdfgh"))) == words.MOST_WORDS


@given(st.text(max_size=60))
def test_whatever_is_stored_is_found_by_each_of_its_beginnings(text: str) -> None:
    known = words.joined(text)
    for word in words.asked(text):
        assert any(one.startswith(word) for one in known)


@given(st.text(max_size=300))
def test_words_hold_nothing_a_query_could_trip_over(text: str) -> None:
    for word in {*words.asked(text), *words.indexed(text), *words.joined(text)}:
        assert word
        assert len(word) <= words.LONGEST_WORD
        assert not set(word) & set("\"'*():^{}&|!\\ \0\n\t")
        assert all(one.isalnum() or ord(one) > 0x3400 for one in word)  # not every ideograph has a name yet
