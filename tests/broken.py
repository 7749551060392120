"""Files of a house that somebody, or a disk, broke: the same damage for the same number."""

import random
from collections.abc import Callable
from pathlib import Path

PAGE = 8192
"""Bytes of a page of the house's files (see `models.database`)."""


def _zeroed(data: bytearray, chance: random.Random) -> None:
    at = _page(data, chance)
    data[at : at + PAGE] = bytes(PAGE)


def _garbage(data: bytearray, chance: random.Random) -> None:
    at = _page(data, chance) + chance.randrange(PAGE - 64)
    data[at : at + 64] = chance.randbytes(64)


def _swapped(data: bytearray, chance: random.Random) -> None:
    one, other = _page(data, chance), _page(data, chance)
    data[one : one + PAGE], data[other : other + PAGE] = data[other : other + PAGE], data[one : one + PAGE]


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[_page(data, chance) :]


def _pointers(data: bytearray, chance: random.Random) -> None:
    """The places of the first two cells of a page change places, or point behind it where it has but one."""
    at = _page(data, chance)
    head = at + (12 if data[at] in (2, 5) else 8)
    first, second = data[head : head + 2], data[head + 2 : head + 4]
    data[head : head + 4] = second + first if first != second else b"\xff\xff" + second


def _no_text(data: bytearray, chance: random.Random) -> None:
    """A byte that begins no character, within a word of the house's."""
    words = [word for word in (b"Healthy Juices", b"threshold", b"automatically", b"Widget") if word in data]
    word = chance.choice(words)
    places = [at for at in range(len(data)) if data.startswith(word, at)]
    data[chance.choice(places) + chance.randrange(len(word))] = 0xFF


def _head(data: bytearray, chance: random.Random) -> None:
    """A byte of the head of the file that tells how it is to be read."""
    data[chance.choice((0, 16, 18, 20, 28, 47, 56, 100, 103, 105))] ^= 0xFF


KINDS: dict[str, Callable[[bytearray, random.Random], None]] = {
    "a page of zeros": _zeroed,
    "64 bytes of garbage": _garbage,
    "two pages exchanged": _swapped,
    "cut off": _cut,
    "two pointers exchanged": _pointers,
    "bytes that are no text": _no_text,
    "the head of the file": _head,
}


def _page(data: bytearray, chance: random.Random) -> int:
    """The first byte of a page, never the first one's."""
    return chance.randrange(1, len(data) // PAGE) * PAGE


def broken(source: Path, target: Path, number: int) -> str:
    """Write a broken copy of a file; returns what was done to it. Numbers count through the kinds."""
    kind = list(KINDS)[number % len(KINDS)]
    data = bytearray(source.read_bytes())
    KINDS[kind](data, random.Random(number))
    target.write_bytes(data)
    return kind
