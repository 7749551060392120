"""What others put into the database leaves by no door: control characters are taken out and counted (S-5)."""

import json
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from typing import Any, cast

from custtui.cli.say import complain
from custtui.domain.text import Tame


@contextmanager
def without_controls() -> Generator[Tame]:
    """Tells on standard error, in the end, how many there were."""
    tame = Tame()
    yield tame
    if tame.told:
        complain(tame.told)


def one_line(value: Any, tame: Tame) -> str:
    """A value as JSON of one line; the line itself tells whether there is anything to tame in it."""
    line = json.dumps(value)
    return line if "\\" not in line and line.isprintable() else json.dumps(tamed(value, tame))


def tamed(value: Any, tame: Tame) -> Any:
    """The same value, its texts without control characters, however deep they stand."""
    if isinstance(value, str):
        return tame(value)
    if isinstance(value, Mapping):
        pairs = cast("Mapping[Any, Any]", value).items()
        return {tamed(name, tame): tamed(one, tame) for name, one in pairs}
    if isinstance(value, list | tuple):
        items = [tamed(one, tame) for one in cast("list[Any]", value)]
        many = cast("Any", value)
        return many._make(items) if hasattr(many, "_make") else type(many)(items)
    if is_dataclass(value) and not isinstance(value, type):
        given: dict[str, Any] = {one.name: tamed(getattr(value, one.name), tame) for one in fields(value) if one.init}
        return type(value)(**given)
    return value
