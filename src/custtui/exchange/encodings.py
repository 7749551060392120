"""Which encoding a file is likely in: named only where the whole file reads in it, and reads as words."""

import codecs
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from pathlib import Path

CANDIDATES = ("cp1252", "cp1250", "cp1251", "cp850", "cp437", "cp866", "koi8-r", "mac-roman", "cp932", "euc-jp")
"""What files of houses are in that is not UTF-8: Windows, DOS, Cyrillic, Macintosh, Japanese; the likelier first."""

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""How files begin, the longer first: that of UTF-32 begins like the one of UTF-16."""
WIDE = (("utf-32-le", 4, 0), ("utf-32-be", 4, 3), ("utf-16-le", 2, 0), ("utf-16-be", 2, 1))
"""Without a mark: bytes a character, and which of them holds what is no NUL in Western text."""

CHUNK = 1 << 20
LINES = 500
"""So many lines that are not ASCII are looked at to tell an encoding from another."""
NAMED = 3
SIGNS = "‘’“”„‚–—…«»‹›·•°ºª§¿¡½¼¾©®™€£¥№、。・「」々ー〒（），：　"
MONEY = "€£¥"
FEW_ODD = 0.02


def looks_like(path: Path, sample: bytes, *, marks_only: bool) -> str:
    """The encoding of two or four bytes a character a file begins in, by its mark or its NULs; '' for none.

    None is named that does not read the file. `marks_only`: NULs do not count.
    """
    found = [name for mark, name in MARKS if sample.startswith(mark)]
    if not marks_only:
        found += [name for name, width, place in WIDE if _is_wide(sample, width, place)]
    return next((name for name in found if reads(path, name, sample)), "")


def _is_wide(sample: bytes, width: int, place: int) -> bool:
    rows = len(sample) // width
    others = [sample[one::width] for one in range(width) if one != place]
    return (
        rows > 3
        and all(part.count(0) * 10 > len(part) * 8 for part in others)
        and sample[place::width].count(0) * 10 < rows * 2
    )


def reads(path: Path, encoding: str, sample: bytes = b"") -> bool:
    """Is the whole file in this encoding? Of a pipe, which is read once, the sample."""
    decode = codecs.getincrementaldecoder(encoding)()
    try:
        if not path.is_file():
            return bool(decode.decode(sample))
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                decode.decode(chunk)
        decode.decode(b"", final=True)
    except (OSError, UnicodeError):
        return False
    return True


def likely(path: Path) -> list[str]:
    """Encodings the whole file reads in, as words; each reads it otherwise. Empty where none can be told."""
    if not path.is_file():
        return []  # a pipe cannot be read twice
    lines = list(_odd_lines(path))
    if any(_decoded([line], "utf-8") for line in lines):
        return []  # it is in UTF-8, but for a slip
    found: dict[str, str] = {}
    for name in CANDIDATES:
        text = _decoded(lines, name)
        if text and _is_words(text) and text not in found.values() and reads(path, name):
            found[name] = text
    return list(found)[:NAMED]


def _decoded(lines: list[bytes], name: str) -> str:
    try:
        return b"".join(lines).decode(name)
    except UnicodeError:
        return ""


def _odd_lines(path: Path) -> Iterator[bytes]:
    found = 0
    with path.open("rb") as file:
        while found < LINES and (line := file.readline(CHUNK)):
            if not line.isascii():
                found += 1
                yield line


def _is_words(text: str) -> bool:
    """What is not ASCII in it stands as in words, but for a slip."""
    many = sum(character > "\x7f" for character in text)
    odd = sum(_odd(*three) for three in zip(" " + text, text, text[1:] + " ", strict=False) if three[1] > "\x7f")
    return odd <= many * FEW_ODD and not _heaped(text)


def _odd(before: str, character: str, after: str) -> bool:
    """No letter or sign of texts, of another script than its neighbours, or in capitals amid small ones."""
    near = [one for one in (before, after) if one.isalpha()]
    if character in SIGNS:
        return character in MONEY and bool(near)
    if not character.isalpha() or character == "ƒ":
        return True
    if any(_script(one) != _script(character) for one in near):
        return True
    return character.isupper() and (before.islower() or (before.isupper() and after.islower()))


def _script(letter: str) -> str:
    """LATIN, CYRILLIC …; all of Japanese is one."""
    script = "LATIN" if letter.isascii() else unicodedata.name(letter, "").split("-")[0].split(" ")[0]
    return "JAPANESE" if script in ("CJK", "HIRAGANA", "KATAKANA") else script


def _heaped(text: str) -> bool:
    """Three Latin letters with accents in a row: text of another alphabet looks so."""
    accented = (one > "\x7f" and one.isalpha() and _script(one) == "LATIN" for one in text)
    return any(all(three) for three in _threes(accented))


def _threes(flags: Iterable[bool]) -> Iterator[tuple[bool, bool, bool]]:
    pairs = pairwise(chain(flags, (False,)))
    return ((one, two, three) for (one, two), (_, three) in pairwise(pairs))


def first_odd(cell: str) -> str:
    """`character 2 is not UTF-8 (byte C4)` of a cell read as UTF-8; '' where all of it is."""
    for number, character in enumerate(cell, 1):
        if "\udc80" <= character <= "\udcff":
            return f"character {number} is not UTF-8 (byte {ord(character) - 0xDC00:02X})"
    return ""


def advice(cell: str, encodings: list[str]) -> str:
    """The option to give, with how each encoding reads the word of the cell: who looks at it knows the right one."""
    word = next((word for word in cell.split() if first_odd(word)), cell).encode("utf-8", "surrogateescape")
    told = [f"{name} (reads {word.decode(name, 'replace')[:20]})" for name in encodings]
    if told:
        return f"save it as UTF-8, or give --encoding {' or '.join(told)}"
    return "save it as UTF-8, or give --encoding with what it is in, which cannot be told from its bytes"
