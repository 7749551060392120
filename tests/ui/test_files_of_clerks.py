"""By keys, in programs of their own: files are taken away and moved over under clerks at work (S-4)."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from custtui.models.order import SalesOrder
from custtui.services.check import check
from tests.terminal.pty import Terminal
from tests.terminal.rest import at_rest
from tests.ui.over_pty import make_counter, program, read, up

ORDER = "3897-5<f7>ITEM1<enter>{}<enter>"


def said(terminal: Terminal, keys: str = "") -> str:
    """What stands on the screen when the program is at rest again, in one line."""
    terminal.burst(keys)
    at_rest(terminal)
    return " ".join(terminal.text().split())


@pytest.fixture
def path(sqlite_template, tmp_path) -> Path:
    """The house's file, and a copy of it from before anybody works."""
    one = make_counter(sqlite_template, tmp_path / "counter.sqlite")
    one.with_name("copy.sqlite").write_bytes(one.read_bytes())
    return one


@pytest.fixture
def clerks(path: Path) -> Iterator[tuple[Terminal, Terminal]]:
    """One has placed SO-1001, which stands in the journal alone, and both key an order."""
    with program(path) as one, program(path) as other:
        up(one)
        up(other)
        assert "SO-1001 accepted" in said(one, ORDER.format(5) + "<f9>")
        said(one, ORDER.format(6))
        said(other, ORDER.format(7))
        yield one, other


def numbers(path: Path) -> list[str]:
    """Of the orders that stand in the file, which is sound."""
    db = read(path)
    try:
        assert db.execute_sql("PRAGMA integrity_check").fetchone() == ("ok",)
        assert [one for one in check() if "order" in one or "link" in one] == []
        return [row.number for row in SalesOrder.select().order_by(SalesOrder.id)]
    finally:
        db.close()


def test_the_journal_alone_is_removed_and_another_clerk_starts(path: Path, clerks) -> None:
    """He is told what to do, and those at work go on with all there was."""
    one, other = clerks
    Path(f"{path}-wal").unlink()
    with program(path) as third:
        assert third.wait_for("-wal file was removed while clerks work")
    assert "nothing was stored" in said(one, "<f9>")
    with program(path) as third:
        up(third)
        assert "SO-1002 accepted" in said(third, ORDER.format(1) + "<f9>")
    assert "SO-1003 accepted" in said(one, "<esc><f9>")
    assert "nothing was stored" in said(other, "<f9>")
    assert "SO-1004 accepted" in said(other, "<esc><f9>")
    assert numbers(path) == ["SO-1001", "SO-1002", "SO-1003", "SO-1004"]


def test_an_older_copy_is_moved_over_and_the_journal_left(path: Path, clerks) -> None:
    """Each clerk's order goes into the copy, once; what stood in the journal is not written over it."""
    one, other = clerks
    path.with_name("copy.sqlite").rename(path)
    with program(path) as third:
        assert third.wait_for("Another file was moved into the database's place")
    assert "journal is kept as counter.sqlite.before-exchange" in said(one, "<f9>")
    assert "SO-1001 accepted" in said(one, "<esc><f9>")
    assert "nothing was stored" in said(other, "<f9>")
    assert "SO-1002 accepted" in said(other, "<esc><f9>")
    assert numbers(path) == ["SO-1001", "SO-1002"]


def test_a_change_of_an_order_that_is_not_in_the_copy_goes_on_as_a_new_order(path: Path) -> None:
    with program(path) as one:
        up(one)
        assert "SO-1001 accepted" in said(one, ORDER.format(5) + "<f9>")
        assert "Change of SO-1001" in said(one, "<f10>OM SO-1001<enter>ITEM2<enter>3<enter>")
        path.with_name("copy.sqlite").rename(path)
        told = said(one, "<f9>")
        assert "nothing was stored" in told and "SO-1001 is not in it as it was: its change is a new order" in told
        assert "Change of" not in said(one, "<esc>")
        assert "SO-1001 accepted" in said(one, "<f9>")
    assert numbers(path) == ["SO-1001"]


def test_another_houses_file_is_moved_over_and_the_journal_left(path: Path, clerks) -> None:
    one, other = clerks
    foreign = path.with_name("foreign.sqlite")
    foreign.write_bytes(path.with_name("copy.sqlite").read_bytes())
    with closing(sqlite3.connect(foreign, isolation_level=None)) as file:
        file.execute("DROP TRIGGER guard_house_update")
        file.execute("UPDATE house SET mark = 'another'")
    content = foreign.read_bytes()
    foreign.rename(path)
    for clerk in clerks:
        assert "another house's" in said(clerk, "<f9>")
    assert path.read_bytes() == content
    path.with_name("copy.sqlite").rename(path)
    for clerk, number in ((one, "SO-1001"), (other, "SO-1002")):
        assert "nothing was stored" in said(clerk, "<esc><f9>")
        assert f"{number} accepted" in said(clerk, "<esc><f9>")
    assert numbers(path) == ["SO-1001", "SO-1002"]
