"""A house for the screens: the rules' example customers and a few products, on each kind of database."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from custtui.models.search.engine import rebuild
from tests.files import bound_copy
from tests.services import house
from tests.ui.snapshot import Left, play_and_leave


@pytest.fixture
def stand(database) -> Iterator[house.House]:
    """The examples of the rules, searchable."""
    made = house.stand()
    house.promote()
    rebuild()
    yield made


@pytest.fixture
def counter(sqlite_template, tmp_path) -> Iterator[house.House]:
    """The same on SQLite alone: for what has nothing to do with the kind of database."""
    with bound_copy(sqlite_template, tmp_path / "counter.sqlite"):
        made = house.stand()
        house.promote()
        rebuild()
        yield made


@pytest.fixture
def both_ways(sqlite_template, tmp_path) -> Callable[[str], tuple[Left, Left]]:
    """Plays a key script on the examples as one burst, and slowly on the examples anew; what each way left (X-11)."""

    def play(script: str) -> tuple[Left, Left]:
        return one_way("burst", script), one_way("slowly", script)

    def one_way(way: str, script: str) -> Left:
        with bound_copy(sqlite_template, tmp_path / f"{way}.sqlite"):
            house.stand()
            house.promote()
            rebuild()
            return play_and_leave(way, script)

    return play
