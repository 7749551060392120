"""A house for the screens: the rules' example customers and a few products, on each kind of database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from textual.css.stylesheet import Stylesheet

from custtui.models.search.engine import rebuild
from tests.files import bound_copy
from tests.services import house
from tests.standing import made_once
from tests.ui.snapshot import Left, play_and_leave


@pytest.fixture(scope="session", autouse=True)
def styles_read_once() -> Iterator[None]:
    """Every program reads the same style sheets, in a quarter of the time it takes to open one: here each once."""
    known, read = dict[object, Any](), Stylesheet._parse_rules

    def read_once(sheet: Stylesheet, css: str, *more: Any, **named: Any) -> Any:
        key = (css, more, *sorted(named.items()), *sorted(sheet._variables.items()))
        if key not in known:
            known[key] = read(sheet, css, *more, **named)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", read_once)
        yield


@made_once
def searchable() -> house.House:
    made = house.stand()
    house.promote()
    rebuild()
    return made


@pytest.fixture
def stand(database) -> Iterator[house.House]:
    """The examples of the rules, searchable."""
    yield searchable()


@pytest.fixture
def counter(sqlite_template, tmp_path) -> Iterator[house.House]:
    """The same on SQLite alone: for what has nothing to do with the kind of database."""
    with bound_copy(sqlite_template, tmp_path / "counter.sqlite"):
        yield searchable()


@pytest.fixture
def both_ways(sqlite_template, tmp_path) -> Callable[[str], tuple[Left, Left]]:
    """Plays a key script on the examples as one burst, and slowly on the examples anew; what each way left (X-11)."""

    def play(script: str) -> tuple[Left, Left]:
        return one_way("burst", script), one_way("slowly", script)

    def one_way(way: str, script: str) -> Left:
        with bound_copy(sqlite_template, tmp_path / f"{way}.sqlite"):
            searchable()
            return play_and_leave(way, script)

    return play
