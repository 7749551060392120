"""Text as search reads it: without accents, case and punctuation, split into words (X-01).

What is stored and what is typed go through the same functions, so that `strasse` and `straße`, `munchen` and
`München` meet. Scripts that write without blanks are split into characters: any part of a name is found.
"""

import re
import unicodedata

LONGEST_TEXT = 200
MOST_WORDS = 8
LONGEST_WORD = 40
REMEMBERED = 20_000
"""Characters that are remembered: all that people write names in."""

_APOSTROPHES = re.compile("['`´’‘ʼ]")
_UNSPACED = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # kana and ideographs
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_ASCII_WORD = re.compile("[a-z0-9]+")
_PLAIN = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"})
_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


def fold(text: str) -> str:
    """The text in lower case, without marks; digits of every script become 0-9."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold()).casefold()
    return decomposed.translate(_BARE).translate(_PLAIN)


def _bare(character: str) -> str:
    if character.isascii():
        return character
    kind = unicodedata.category(character)
    if kind == "Nd":
        return str(unicodedata.decimal(character))
    return "" if kind[0] == "M" else character


class _Bare(dict[int, str]):
    """What `_bare` makes of characters, by their codes; those that come again and again are remembered."""

    def __missing__(self, code: int) -> str:
        bare = _bare(chr(code))
        if len(self) < REMEMBERED:
            self[code] = bare
        return bare


_BARE = _Bare()


def split(text: str) -> list[str]:
    """The words of a text, in order, folded."""
    folded = fold(text)
    return (_ASCII_WORD if folded.isascii() else _WORD).findall(folded)


def sort_key(text: str) -> str:
    """What names are sorted and positioned by: the folded words with single blanks."""
    return " ".join(split(_APOSTROPHES.sub("", text)))[:LONGEST_TEXT]


def code_key(code: str) -> str:
    """A code as it is looked up: folded, letters and digits only."""
    return "".join(split(code))[:LONGEST_TEXT]


def asked(text: str) -> list[str]:
    """The words asked for: every one of them has to begin a word of the customer.

    At most eight count; a word that begins another one asks nothing of its own.
    """
    once = dict.fromkeys(word[:LONGEST_WORD] for word in split(_APOSTROPHES.sub("", text[:LONGEST_TEXT])))
    kept = [word for word in once if not any(other != word and other.startswith(word) for other in once)]
    return kept[:MOST_WORDS]


def indexed(text: str) -> set[str]:
    """The words a text is found by: its parts, `o'brien` and `coca-cola` also in one, umlauts also spelled out."""
    found = set(split(text))
    plain = _APOSTROPHES.sub("", text)
    if plain != text:
        found.update(split(plain))
    for chunk in text.split():
        if not chunk.isalnum():
            parts = split(chunk)
            if len(parts) > 1:
                found.add("".join(parts))
    if not text.isascii():
        spelled = unicodedata.normalize("NFC", text.casefold()).translate(_SPELLED)
        found.update(split(spelled))
    return {word[:LONGEST_WORD] for word in found}


def joined(text: str) -> set[str]:
    """As `indexed`, and the whole text as one word: postal codes, tax numbers, customer codes."""
    return indexed(text) | {code_key(text)[:LONGEST_WORD]} - {""}
