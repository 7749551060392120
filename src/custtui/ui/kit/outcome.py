"""What the message line says of a record that was kept, and of what looks odd in it, in one row."""

from collections.abc import Sequence

from custtui.domain.errors import Fault
from custtui.ui.kit.paint import fit, width_of

ROOM = 78
"""Cells of the message on the design size."""

WHO = 20
"""So many cells of what was kept stand in any case; all of it where it tells of several things."""

LEAST = 20
"""With fewer cells the field that looks odd is named, and not why."""


def added(now: Sequence[Fault], before: Sequence[Fault]) -> list[Fault]:
    """What looks odd now and did not before: an old value that was odd all along is not told again."""
    return [one for one in now if one not in before]


def outcome(told: str, odd: Sequence[Fault], label: str = "") -> str:
    """`Eve saved. Please check: Phone: "555" is not a US phone number (+1)`: the first one, and how many more.

    `label` is that of its field. What was kept is shortened before its last word, which says what was done.
    """
    if not odd:
        return told
    more = f" (+{len(odd) - 1})" if len(odd) > 1 else ""
    stands = width_of(told) if ";" in told else min(width_of(told), WHO)
    room = ROOM - stands - width_of(f". Please check: {more}")
    text = odd[0].text
    if width_of(text) > ROOM - width_of(f"{told}. Please check: {more}"):  # an example goes before the name does
        text = text.partition(", like ")[0]
    fits = room >= min(LEAST, width_of(text))
    tail = f". Please check: {fit(text, room) if fits else label or fit(text, LEAST)}{more}"
    return _short(told, ROOM - width_of(tail)) + tail


def _short(told: str, room: int) -> str:
    if width_of(told) <= room:
        return told
    first, _, last = told.rpartition(" ")
    return f"{fit(first, max(1, room - width_of(last) - 1)).removesuffix('…').rstrip()}… {last}"
