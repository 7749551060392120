"""A side file is the same whoever fills it, and rows that do not stand in it are told of."""

import os
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import peewee
import pytest

from custtui.domain.errors import Unavailable
from custtui.models.operator import Counter
from custtui.models.product import Product
from custtui.services.bulk import beside
from custtui.services.bulk.beside import Aside, Complete, NamedColumns, RowsByTable, SecondProcess, SideFile, aside

COLUMNS = {Product: ("id", "code", "name"), Counter: ("id", "name", "value")}
ROWS: list[RowsByTable] = [
    {Product: [(1, "P-1", "Pear"), (2, "P-2", "Plüm 梅")], Counter: [(7, "order", 2**62)]},
    {Product: [(3, "P-3", None)]},
]
WAYS = (SideFile, SecondProcess)
Way = Callable[[Path, NamedColumns, Complete], Aside]


class Counted:
    """Adds a counter to rows that are written together: how many have been so far."""

    def __init__(self, so_far: int) -> None:
        self.so_far = so_far

    def __call__(self, rows: RowsByTable) -> RowsByTable:
        self.so_far += sum(map(len, rows.values()))
        return {**rows, Counter: [*rows.get(Counter, ()), (self.so_far, "so far", self.so_far)]}


def stored(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(path)) as file:
        return {name: file.execute(f"SELECT * FROM {name} ORDER BY id").fetchall() for name in ("product", "counter")}


STORED = {
    "product": [(1, "P-1", "Pear"), (2, "P-2", "Plüm 梅"), (3, "P-3", None)],
    "counter": [(7, "order", 2**62), (13, "so far", 13), (14, "so far", 14)],
}


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the file comes to be; the other process finds this module as this one does."""
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2]))
    return tmp_path / "rows.sqlite"


@pytest.mark.parametrize("way", WAYS)
def test_rows_stand_in_the_file_with_what_follows_from_them(way: Way, path: Path) -> None:
    side = way(path, COLUMNS, Counted(10))
    for rows in ROWS:
        side.put(rows)
    side.finish()
    assert stored(path) == STORED
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("way", WAYS)
def test_what_the_file_does_not_take_is_told_alike(way: Way, path: Path) -> None:
    side = way(path, COLUMNS, beside.as_they_are)
    with pytest.raises(peewee.IntegrityError, match=r"UNIQUE constraint failed: product\.id"):
        for rows in (*ROWS, ROWS[0]):
            side.put(rows)
        side.finish()
    side.let_go()


def test_where_the_other_process_cannot_begin_this_one_does_its_work(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "START", "raise SystemExit(3)")
    side = SecondProcess(path, COLUMNS, Counted(10))
    side.process.wait()
    for rows in ROWS:
        side.put(rows)
    side.finish()
    assert stored(path) == STORED


def test_a_process_that_was_ended_midway_is_told_of(path: Path) -> None:
    side = SecondProcess(path, COLUMNS, Counted(10))
    side.put(ROWS[0])
    while (path.parent / "0").exists():
        time.sleep(0.01)
    os.kill(side.process.pid, signal.SIGKILL)
    side.process.wait()
    side.put(ROWS[1])
    with pytest.raises(Unavailable, match="nothing was stored"):
        side.finish()


def test_what_is_given_up_leaves_no_process(path: Path) -> None:
    side = SecondProcess(path, COLUMNS, Counted(10))
    side.put(ROWS[0])
    side.let_go()
    assert side.process.returncode is not None


def test_a_process_is_for_many_rows_and_a_second_processor(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, (processors, much, way) in enumerate(
        [(1, True, SideFile), (2, False, SideFile), (2, True, SecondProcess)]
    ):
        monkeypatch.setattr(os, "cpu_count", lambda many=processors: many)
        side = aside(path.with_name(f"{number}.sqlite"), COLUMNS, Counted(0), much=much)
        assert isinstance(side, way)
        side.let_go()
    alone = aside(path, COLUMNS, beside.as_they_are, much=True)
    assert isinstance(alone, SideFile)
    alone.let_go()


def test_without_a_process_to_be_had_this_one_does_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", str(path / "no such program"))
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert isinstance(aside(path, COLUMNS, Counted(0), much=True), SideFile)
