"""JSON as seals and links are made over it: one way to write each value, the same for ever (S-6)."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from json import encoder as library
from operator import itemgetter
from typing import Any

LINES = "lines"
"""The name under which a row has what comes with it."""


def canonical(*, sort_keys: bool = False, default: Callable[[Any], Any] | None = None) -> Callable[[Any], str]:
    """What writes a list or an object as JSON: without blanks, every character as it is.

    The library makes its encoder anew for each text; of texts this short that is half of the time, and a file of
    orders has four of them a line (P-10). Where the library has no such encoder, its own way is taken.
    """
    whole = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=sort_keys, default=default)
    make: Any = getattr(library, "c_make_encoder", None)
    if make is None:
        return whole.encode
    text: Any = library.encode_basestring
    once: Callable[[Any, int], tuple[str, ...]] = make(
        None, whole.default, text, None, ":", ",", sort_keys, False, True
    )

    def write(value: Any) -> str:
        return "".join(once(value, 0))

    return write


_OTHER = canonical(sort_keys=True, default=str)


def plain(value: Any) -> Any:
    """A value as it is written: a day or moment as ISO text."""
    return value.isoformat() if isinstance(value, date) else value


def _other(value: Any) -> str:
    return _OTHER(plain(value))


_WRITERS: dict[type, Callable[[Any], str]] = {
    str: library.encode_basestring,
    int: int.__repr__,
    date: lambda day: f'"{day.isoformat()}"',
}
_writer = _WRITERS.get


def written(value: Any) -> str:
    """One value, as `canonical` writes it."""
    return _writer(value.__class__, _other)(value)


def row_writer(places: Iterable[tuple[int, str]]) -> Callable[..., str]:
    """What writes rows as objects, by place and name of the columns that count: what is NULL or empty is left out.

    The names are sorted and written once, not for each row; with a row goes a list of the rows that come with it,
    written already. It is the text that `canonical` makes of the same content.
    """
    named = sorted((name, at) for at, name in places)
    columns = [(f"{written(name)}:", at) for name, at in named]
    before = sum(name < LINES for name, _ in named)

    def write(row: Sequence[Any], lines: Sequence[str] = ()) -> str:
        if lines:
            told = [*_told(columns[:before], row), f'"{LINES}":[{",".join(lines)}]', *_told(columns[before:], row)]
        else:
            told = _told(columns, row)
        return f"{{{','.join(told)}}}"

    return write


def number_writer(places: Iterable[tuple[int, str]]) -> Callable[[Sequence[Any]], str]:
    """As `row_writer`, where most rows are whole numbers and NULLs: those alike differ in numbers only (P-10)."""
    columns = [*places]
    usual, shapes = row_writer(columns), dict[tuple[type, ...], tuple[str, Callable[[Any], Any]]]()

    def write(row: Sequence[Any]) -> str:
        sorts = (*map(type, row),)
        if sorts not in shapes:
            named = sorted((name, at) for at, name in columns if sorts[at] is not type(None))
            if len(named) < 2 or any(sorts[at] is not int for _, at in named):
                return usual(row)
            told = [f"{written(name)}:".replace("%", "%%") + "%d" for name, _ in named]
            shapes[sorts] = f"{{{','.join(told)}}}", itemgetter(*(at for _, at in named))
        text, numbers = shapes[sorts]
        return text % numbers(row)

    return write


def _told(columns: list[tuple[str, int]], row: Sequence[Any]) -> list[str]:
    return [
        head + _writer(value.__class__, _other)(value)
        for head, at in columns
        if (value := row[at]) or (value is not None and value != "")
    ]
