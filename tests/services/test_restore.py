"""A backup is read through before it counts, and comes back in place whatever became of the database (S-4, S-6)."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from custtui.domain.errors import Moved, Refused
from custtui.domain.who import SYSTEM
from custtui.models import copies
from custtui.models.base import db
from custtui.models.copies import house_of
from custtui.models.database import remember_house
from custtui.models.migrate import HISTORY
from custtui.models.order import SalesOrder
from custtui.services import order_entry as desk
from custtui.services.backup import backup, restore
from custtui.services.check import check
from custtui.services.order_entry.taking_over import TakingOver
from tests import damage
from tests.services import house
from tests.services.house import ANN, House
from tests.services.keying import keyed, ordered


@pytest.fixture
def made(sqlite_database) -> House:
    """The examples with an order, in a house whose programs know it."""
    one = house.stand()
    ordered(one.a1, "ITEM1 x5")
    remember_house(db.obj)
    return one


@pytest.fixture
def copy(made: House, tmp_path: Path) -> Path:
    """A backup of it."""
    backup(SYSTEM, tmp_path / "backup.sqlite")
    return tmp_path / "backup.sqlite"


def zeros(path: Path) -> None:
    """A page of an order's tables is gone."""
    data = bytearray(path.read_bytes())
    data[3 * 8192 : 20 * 8192] = bytes(17 * 8192)
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100_000])


def text(path: Path) -> None:
    path.write_text("this is no database")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def gone(path: Path) -> None:
    path.unlink()


def forged(path: Path) -> None:
    with sqlite3.connect(path) as one:
        one.execute("DROP TRIGGER guard_order_line_update")
        one.execute("UPDATE order_line SET quantity = 1000")
    one.close()


def without_tables(path: Path) -> None:
    with sqlite3.connect(path) as one:
        one.execute("DROP TABLE house")
        one.execute("DROP TABLE operator")
    one.close()


DAMAGE = [zeros, cut, text, empty, gone, forged, without_tables]


@pytest.mark.parametrize("hurt", DAMAGE, ids=lambda hurt: hurt.__name__)
def test_a_backup_comes_back_after_each_kind_of_damage(copy: Path, made: House, hurt: Callable[[Path], None]) -> None:
    """What stood there is kept as it was; the backup too."""
    path = damage.path()
    ordered(made.a1, "ITEM2 x7")
    db.close()
    hurt(path)
    stood, before = path.read_bytes() if path.exists() else None, copy.read_bytes()
    kept = restore(copy, path)
    assert [one.number for one in SalesOrder.select()] == ["SO-1001"]
    assert [one for one in check() if not one.startswith("customer ")] == []
    assert (kept.read_bytes() if kept else None) == stood
    assert copy.read_bytes() == before
    assert ordered(made.a1, "ITEM1 x1").number == "SO-1002"


def test_the_journal_goes_aside_with_the_file_it_belongs_to(copy: Path, made: House) -> None:
    """On the restored file SQLite would write it into it."""
    path = damage.path()
    ordered(made.a1, "ITEM2 x7")
    journal = path.with_name(f"{path.name}-wal").read_bytes()
    db.close()
    gone(path)
    path.with_name(f"{path.name}-wal").write_bytes(journal)
    kept = restore(copy, path)
    assert kept is not None and kept.with_name(f"{kept.name}-wal").read_bytes() == journal
    assert [one.number for one in SalesOrder.select()] == ["SO-1001"]


@pytest.mark.parametrize("hurt", DAMAGE, ids=lambda hurt: hurt.__name__)
def test_a_backup_that_is_not_sound_is_not_put_in_place(
    copy: Path, made: House, hurt: Callable[[Path], None]
) -> None:
    if hurt is forged:
        pytest.skip("a sound file: check names what was forged")
    path = damage.path()
    db.close()
    hurt(copy)
    before = path.read_bytes()
    with pytest.raises(Refused):
        restore(copy, path)
    assert path.read_bytes() == before
    assert sorted(one.name for one in path.parent.iterdir() if "before" in one.name or "restoring" in one.name) == []


def test_a_backup_whose_history_lacks_a_row_is_not_put_in_place(copy: Path, made: House) -> None:
    """No program would open it."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as one:
        one.execute(f"DELETE FROM {HISTORY} WHERE name LIKE '0005%'")
    with pytest.raises(Refused, match="lacks the row of 0005_"):
        restore(copy, damage.path())
    with closing(sqlite3.connect(copy, isolation_level=None)) as one:
        one.execute(f"DELETE FROM {HISTORY}")
    with pytest.raises(Refused, match="lacks the row of 0001_initial"):
        restore(copy, damage.path())


def test_another_houses_backup_is_not_put_in_place(copy: Path, made: House) -> None:
    with sqlite3.connect(copy) as one:
        one.execute("DROP TRIGGER guard_house_update")
        one.execute("UPDATE house SET mark = 'another'")
    one.close()
    db.close()
    with pytest.raises(Refused, match=r"another house's .* move \S+ away, then restore"):
        restore(copy, damage.path())
    away = damage.path().rename(damage.path().with_name("moved away"))
    restore(copy, damage.path())
    assert away.exists() and house_of(damage.path()) == "another"


def test_a_folder_in_the_place_is_not_taken_for_a_database(copy: Path, made: House) -> None:
    path = damage.path()
    db.close()
    gone(path)
    path.mkdir()
    with pytest.raises(Refused, match="is not a file: move it away, then restore"):
        restore(copy, path)
    assert path.is_dir()


def test_a_clerk_who_keys_goes_on_in_what_was_restored(copy: Path, made: House) -> None:
    """The program that has the old file open finds out before it stores anything; what stood there is whole."""
    ordered(made.a1, "ITEM2 x7")
    over = TakingOver(ANN)
    draft = over(lambda: keyed(made.a1, "ITEM1 x5"))
    kept = restore(copy, damage.path())
    with pytest.raises(Moved) as moved:
        over(lambda: desk.place(ANN, draft.id))
    assert over(lambda: desk.place(ANN, moved.value.carried[draft.id])).number == "SO-1002"
    with sqlite3.connect(kept) as one:
        assert one.execute("SELECT number FROM sales_order ORDER BY id").fetchall() == [("SO-1001",), ("SO-1002",)]
        assert one.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    one.close()


def test_who_writes_is_waited_for_and_then_nothing_is_changed(copy: Path, made: House, monkeypatch) -> None:
    monkeypatch.setattr(copies, "SECONDS", 0.2)
    path, held, done = damage.path(), threading.Event(), threading.Event()

    def writing() -> None:
        with sqlite3.connect(path, isolation_level=None) as one:
            one.execute("BEGIN IMMEDIATE")
            held.set()
            done.wait(10)
            one.execute("ROLLBACK")
        one.close()

    clerk = threading.Thread(target=writing)
    clerk.start()
    held.wait(10)
    node = path.stat().st_ino
    try:
        with pytest.raises(Refused, match="Clerks are working"):
            restore(copy, path)
    finally:
        done.set()
        clerk.join()
    assert path.stat().st_ino == node


def test_a_copy_that_does_not_hold_is_taken_away_again(made: House, tmp_path: Path, monkeypatch) -> None:
    real = copies.file_fault

    def written(path: Path) -> str:
        zeros(path)
        return real(path)

    monkeypatch.setattr("custtui.services.backup.file_fault", written)
    with pytest.raises(Refused, match="the copy is not sound"):
        backup(SYSTEM, tmp_path / "backup.sqlite")
    assert list(tmp_path.glob("backup*")) == []
