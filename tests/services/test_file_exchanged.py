"""A journal is never read beside another file than its own, nor an index without its journal (S-4)."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from custtui.domain.errors import Moved, Refused
from custtui.models.base import db
from custtui.models.database import make_database, remember_house
from custtui.models.draft import Draft
from custtui.models.holders import journal_fault
from custtui.models.order import OrderLine, SalesOrder
from custtui.services import order_entry as desk
from custtui.services.backup import restore
from custtui.services.check import check
from custtui.services.order_entry.taking_over import TakingOver
from custtui.services.order_entry.views import LineText
from tests import damage
from tests.services import house
from tests.services.house import ANN, House
from tests.services.keying import keyed, ordered

CLERK = """
import sqlite3, sys
one = sqlite3.connect(sys.argv[1], isolation_level=None)
one.execute("CREATE TABLE IF NOT EXISTS apart (text)")
print("open", flush=True)
for line in sys.stdin:
    one.execute("INSERT INTO apart VALUES (?)", (line,))
    print("written", flush=True)
"""


@pytest.fixture
def made(sqlite_database) -> House:
    one = house.stand()
    remember_house(db.obj)
    return one


@contextmanager
def another_clerk(path: Path) -> Iterator[None]:
    """Another program has the file open all the while."""
    with subprocess.Popen(
        [sys.executable, "-c", CLERK, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as program:
        assert program.stdout is not None and program.stdout.readline() == b"open\n"
        yield
        program.communicate()


def refused(over: TakingOver, draft: int) -> Moved:
    with pytest.raises(Moved) as caught:
        over(lambda: desk.place(ANN, draft))
    return caught.value


def told_to_another(account: int) -> str:
    return damage.order_of_another_clerk(account)


def sound() -> bool:
    (told,) = db.execute_sql("PRAGMA integrity_check").fetchone()
    return told == "ok" and [one for one in check() if "order" in one or "link" in one] == []


def other_house(copy: Path) -> Path:
    with closing(sqlite3.connect(copy, isolation_level=None)) as one:
        one.execute("DROP TRIGGER guard_house_update")
        one.execute("UPDATE house SET mark = 'another'")
    return copy


def test_who_starts_beside_a_journal_that_is_gone_makes_none(made: House) -> None:
    """An empty one beside the index of those at work would end the work of everybody."""
    over = TakingOver(ANN)
    over(lambda: ordered(made.a1, "ITEM1 x5"))
    draft = over(lambda: keyed(made.a1, "ITEM1 x5"))
    with another_clerk(damage.path()):
        damage.remove_journal()
        for _ in range(2):
            assert "-wal file was removed while clerks work" in told_to_another(made.a1)
        assert not Path(f"{damage.path()}-wal").exists()
        moved = refused(over, draft.id)
        assert moved.carried == {draft.id: draft.id}
        assert told_to_another(made.a1) == "SO-1002"
        assert over(lambda: desk.place(ANN, draft.id)).number == "SO-1003"
    assert sound()


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="the system does not tell of its locks")
def test_who_starts_where_journal_and_index_are_gone_makes_none(made: House) -> None:
    """Two clerks got one number: what was accepted stood in the journal that no name led to any more."""
    over = TakingOver(ANN)
    with another_clerk(damage.path()):
        over(lambda: ordered(made.a1, "ITEM1 x5"))
        draft = over(lambda: keyed(made.a1, "ITEM1 x5"))
        for end in ("-wal", "-shm"):
            Path(f"{damage.path()}{end}").unlink()
        for _ in range(2):
            assert "-wal file was removed while clerks work" in told_to_another(made.a1)
        moved = refused(over, draft.id)
        assert over(lambda: desk.place(ANN, moved.carried.get(draft.id, draft.id))).number == "SO-1002"
        assert told_to_another(made.a1) == "SO-1003"
    assert sound()


def test_an_empty_journal_of_another_program_loses_nothing(made: House) -> None:
    """A program that does not look first made it; the index of those at work tells of the one before."""
    over = TakingOver(ANN)
    over(lambda: ordered(made.a1, "ITEM1 x5"))
    draft = over(lambda: keyed(made.a1, "ITEM1 x5"))
    damage.remove_journal()
    Path(f"{damage.path()}-wal").touch()
    assert "-wal file was removed while clerks work" in told_to_another(made.a1)
    assert refused(over, draft.id).carried == {draft.id: draft.id}
    assert over(lambda: desk.place(ANN, draft.id)).number == "SO-1002"
    assert told_to_another(made.a1) == "SO-1003" and sound()


def test_a_journal_that_is_gone_waits_for_who_reads(made: House) -> None:
    """What it holds is nowhere else: the connection to it is kept until it can be brought into the file."""
    over = TakingOver(ANN)
    over(lambda: ordered(made.a1, "ITEM1 x5"))
    draft = over(lambda: keyed(made.a1, "ITEM1 x5"))
    reader = sqlite3.connect(damage.path(), isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM sales_order").fetchone()
    over(lambda: desk.keep_typing(ANN, draft.id, {"item": "ITE"}))
    damage.remove_journal()
    for _ in range(2):
        assert "somebody reads" in str(refused(over, draft.id))
    reader.close()
    moved = refused(over, draft.id)
    assert over(lambda: desk.place(ANN, moved.carried[draft.id])).number == "SO-1002" and sound()


@pytest.mark.parametrize("checkpointed", [False, True])
def test_an_older_copy_beside_a_newer_journal_is_whole(made: House, checkpointed: bool) -> None:
    """Pages of the journal would stand over it, others of their time be missing: a broken file, or a forged one."""
    over = TakingOver(ANN)
    copy = damage.saved()
    over(lambda: ordered(made.a1, "ITEM1 x5"))
    if checkpointed:
        db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        over(lambda: ordered(made.a1, "ITEM2 x7"))
    draft = over(lambda: keyed(made.a1, "ITEM1 x5", "ITEM2 x7"))
    with another_clerk(damage.path()):
        damage.move_over(copy)
        assert "Another file was moved into the database's place" in told_to_another(made.a1)
        moved = refused(over, draft.id)
        assert "journal is kept as" in str(moved) and SalesOrder.select().count() == 0
        assert told_to_another(made.a1) == "SO-1001"
        assert over(lambda: desk.place(ANN, moved.carried[draft.id])).number == "SO-1002"
    assert [int(row.quantity) for row in OrderLine.select().order_by(OrderLine.id)][-2:] == [5, 7]
    assert Draft.select().count() == 0 and sound()
    (kept,) = damage.path().parent.glob("*.before-exchange-*-wal")
    assert kept.stat().st_size and kept.with_name(kept.name.replace("-wal", "-shm")).exists()


def test_a_change_of_an_order_that_is_not_in_an_older_copy_is_offered_as_a_new_order(made: House) -> None:
    """What was keyed is kept: the order it changed is told, and that there is none of it there."""
    over = TakingOver(ANN)
    copy = damage.saved()
    over(lambda: ordered(made.a1, "ITEM1 x5"))
    draft = over(lambda: desk.start_change(ANN, "SO-1001"))
    over(lambda: desk.put_line(ANN, draft.id, 10, LineText(item="ITEM1", quantity="8")))
    damage.move_over(copy)
    moved = refused(over, draft.id)
    assert "SO-1001" in str(moved) and "a new order" in str(moved)
    view = over(lambda: desk.open_draft(ANN, moved.carried[draft.id]))
    assert view.change is None and [line.quantity for line in view.lines] == [8]
    assert over(lambda: desk.place(ANN, view.id)).number == "SO-1001"
    assert Draft.select().count() == 0 and sound()


def test_the_second_clerk_puts_nothing_aside(made: House) -> None:
    """The journal there is by then the first one's."""
    first, second = make_database(str(damage.path())), make_database(str(damage.path()))
    for one in (first, second):
        one.connect()
        remember_house(one)
    db.close()
    copy = damage.saved()
    db.close()
    damage.move_over(copy)
    for one in (first, second):
        one.close()
    first.connect()
    second.connect()
    assert [one.put_aside != "" for one in (first, second)] == [True, False]
    first.execute_sql("CREATE TABLE apart (text)")
    assert second.execute_sql("SELECT count(*) FROM apart").fetchone() == (0,)
    for one in (first, second):
        one.close()
    assert len([*damage.path().parent.glob("*.before-exchange-*-wal")]) == 1


def test_another_houses_file_beside_our_journal_is_not_touched(made: House) -> None:
    over = TakingOver(ANN)
    copy = damage.saved()
    right = copy.with_name("right.sqlite")
    right.write_bytes(copy.read_bytes())
    over(lambda: ordered(made.a1, "ITEM1 x5"))
    draft = over(lambda: keyed(made.a1, "ITEM1 x5"))
    bytes_of = other_house(copy).read_bytes()
    damage.move_over(copy)
    beside = [Path(f"{damage.path()}{end}").stat().st_ino for end in ("-wal", "-shm")]
    for _ in range(2):
        assert "another house's" in str(refused(over, draft.id))
    assert "Another file was moved into the database's place" in told_to_another(made.a1)
    assert damage.path().read_bytes() == bytes_of
    assert [Path(f"{damage.path()}{end}").stat().st_ino for end in ("-wal", "-shm")] == beside
    damage.move_over(right)
    moved = refused(over, draft.id)
    assert over(lambda: desk.place(ANN, moved.carried[draft.id])).number == "SO-1001" and sound()


def test_nothing_is_restored_over_a_file_beside_anothers_journal(made: House) -> None:
    ordered(made.a1, "ITEM1 x5")
    copy = damage.saved()
    backup = copy.with_name("backup.sqlite")
    backup.write_bytes(copy.read_bytes())
    with another_clerk(damage.path()):
        damage.move_over(copy)
        before = damage.path().read_bytes()
        with pytest.raises(Refused, match=r"Another file was moved into the database's place.* Nothing was changed"):
            restore(backup, damage.path())
        assert damage.path().read_bytes() == before


def test_a_draft_that_is_gone_in_another_file_is_offered_to_the_one_that_stands_there(made: House) -> None:
    """A refusal of a connection to files that were exchanged says nothing of the ones that stand there."""
    copy = damage.saved()
    over = TakingOver(ANN)
    draft = over(lambda: keyed(made.a1, "ITEM1 x5"))
    Draft.delete().where(Draft.id == draft.id).execute()
    damage.move_over(copy)
    assert "Press the same key again" in str(refused(over, draft.id))


def test_a_draft_taken_over_is_placed_once(made: House, monkeypatch) -> None:
    """The copy has the draft too: what was committed where no name leads to is that one, not another."""
    over = TakingOver(ANN)
    draft = over(lambda: keyed(made.a1, "ITEM1 x5", "ITEM2 x7"))
    copy = damage.saved()

    def meanwhile(*_: object) -> None:
        monkeypatch.undo()
        damage.restore(copy)

    monkeypatch.setattr("custtui.models.database._before_commit", meanwhile)
    assert refused(over, draft.id).carried == {draft.id: draft.id}
    assert over(lambda: desk.place(ANN, draft.id)).number == "SO-1001"
    assert (Draft.select().count(), SalesOrder.select().count()) == (0, 1)


def test_a_crash_leaves_files_that_are_opened_as_ever(made: House) -> None:
    """Nobody has them open: the journal is brought into the file."""
    path = damage.path()
    ordered(made.a1, "ITEM1 x5")
    kept = {end: Path(f"{path}{end}").read_bytes() for end in damage.ENDS}
    db.close()
    for end, content in kept.items():
        Path(f"{path}{end}").write_bytes(content)
    assert journal_fault(str(path)) == ""
    assert told_to_another(made.a1) == "SO-1002"


def test_an_index_that_is_left_without_its_journal_by_a_crash_is_opened(made: House) -> None:
    path = damage.path()
    db.close()
    Path(f"{path}-shm").write_bytes(b"\1" * 32768)
    assert told_to_another(made.a1) == "SO-1001"
