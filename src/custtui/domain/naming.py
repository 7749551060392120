"""A message and the name of what it is of, put together in one place: nothing is said twice (`State: State: …`)."""

import re
from collections.abc import Sequence
from decimal import Decimal


def named(label: str, text: str) -> str:
    """`Wanted: "x" is no day`: the text behind the label, alone where it says the label itself."""
    name = label.strip()
    said = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
    return text if said or not name else f"{name}: {text}"


def unnamed(column: str, text: str) -> str:
    """The text without its label where the column says that: `State:` behind `state` or `ship_state`."""
    label, colon, rest = text.partition(": ")
    words = "_".join(label.casefold().split())
    said = bool(colon) and f"_{column}".endswith(f"_{words}")
    return rest if said else text


def some(count: int, thing: str) -> str:
    """`1 reject`, `2 rejects`: the plural of a thing takes an s."""
    return f"{count} {thing}{'' if count == 1 else 's'}"


def unit_of(unit: str, number: Decimal) -> str:
    """`cases`, `case` of 1, `kg`: a unit beside so many of it; none is a unit, `each` a piece."""
    name = {"": "unit", "each": "piece"}.get(unit, unit)
    return name if number == 1 else _plural(name)


PLURAL = 3
"""Letters of a unit that takes an s: `kg` and `lb` stand for themselves."""
OWN_PLURAL = {
    "foot": "feet",
    "dozen": "dozen",
    "gross": "gross",
    "loaf": "loaves",
    "shelf": "shelves",
    "half": "halves",
}
"""Units a counter sells by whose plural is not made as others'."""


def _plural(name: str) -> str:
    """One English word gets its ending; `pcs` has it, and what is no such word stands as it is."""
    if name in OWN_PLURAL:
        return OWN_PLURAL[name]
    if len(name) < PLURAL or not (name.isascii() and name.isalpha()) or (name.endswith("s") and name[-2] != "s"):
        return name
    if name.endswith("y") and name[-2] not in "aeiou":
        return f"{name[:-1]}ies"
    return f"{name}es" if name.endswith(("s", "x", "ch", "sh")) else f"{name}s"


def first_of(names: Sequence[str], most: int, of: int = 0) -> str:
    """`10, 20`; of many the first ones, and how many more: `1, 2 and 1,200 more`; `of` more than are named here."""
    more = max(of, len(names)) - most
    return ", ".join(names[:most]) + (f" and {more:,} more" if more > 0 else "")


def numbered(orders: Sequence[str]) -> str:
    """`order SO-1`, `orders SO-1, SO-2`."""
    return f"order{'s' if len(orders) > 1 else ''} {', '.join(orders)}"


def first_and_more(names: Sequence[str]) -> str:
    """`SO-1`, `SO-1 +2`: the first, and how many more there are."""
    return f"{names[0]} +{len(names) - 1}" if len(names) > 1 else "".join(names)


def po_text(number: str) -> str:
    """`PO 4711`, also of a number that says so itself; `no PO` without one."""
    return number if number.upper().startswith("PO") else f"PO {number}" if number else "no PO"


def told_short(typed: str) -> str:
    """What was typed, as a message quotes it: its beginning, and a sign where it goes on."""
    text = typed.strip()
    return text if len(text) <= QUOTED else f"{text[:QUOTED]}\N{HORIZONTAL ELLIPSIS}"


QUOTED = 40
"""Characters of what was typed that a message repeats."""
