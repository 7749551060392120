"""Nothing is accepted into a file that no name leads to; the draft goes into the one that stands there (S-4)."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal

import pytest

from custtui.domain.errors import Moved, Unavailable
from custtui.models.base import db
from custtui.models.database import make_database, remember_house, transaction
from custtui.models.draft import Draft, DraftLine
from custtui.models.fulfilment import Invoice, Payment, Shipment
from custtui.models.order import OrderLine, SalesOrder
from custtui.models.party import Party
from custtui.services import order_entry as desk
from custtui.services.check import check
from custtui.services.fulfilment.invoices import invoice
from custtui.services.fulfilment.payments import receive
from custtui.services.fulfilment.shipments import ship
from custtui.services.order_entry.taking_over import TakingOver
from custtui.services.order_entry.views import LineText
from tests import damage
from tests.services import house
from tests.services.house import ANN, House
from tests.services.keying import keyed, ordered


@pytest.fixture
def made(sqlite_database) -> House:
    """The examples, in a house whose programs know it."""
    one = house.stand()
    remember_house(db.obj)
    return one


def refused(act: Callable[[], object]) -> Moved:
    with pytest.raises(Moved) as caught:
        act()
    return caught.value


@pytest.mark.parametrize(
    "how",
    [damage.remove, damage.remove_journal, damage.remove_journal_and_index, damage.remove_index, damage.link],
)
def test_nothing_is_accepted_into_a_file_that_is_gone(made: House, how: Callable[[], None]) -> None:
    """Orders, shipments, invoices, profiles, half typed lines: each is refused, nothing of it is stored."""
    first = ordered(made.a1, "ITEM1 x5").number
    draft = keyed(made.a1, "ITEM1 x5")
    shipped = ordered(made.a1, "ITEM2 x5").number
    ship(ANN, shipped, 1, {10: Decimal(3)})
    invoice(ANN, shipped, {10: Decimal(1)})
    how()
    for act in (
        lambda: desk.place(ANN, draft.id),
        lambda: desk.put_line(ANN, draft.id, None, LineText(item="ITEM2")),
        lambda: ship(ANN, first, 1, {10: Decimal(1)}),
        lambda: invoice(ANN, shipped, {10: Decimal(2)}),
        lambda: receive(ANN, "3897-5", Decimal(9), {"IN-1": Decimal(9)}),
        lambda: desk.start(ANN, made.a1),
        lambda: desk.keep_typing(ANN, draft.id, {"item": "IT"}),
    ):
        assert "nothing was stored" in str(refused(act))
    assert (SalesOrder.select().count(), DraftLine.select().count()) == (2, 1)
    assert [one.select().count() for one in (Shipment, Invoice, Payment)] == [1, 1, 0]


def test_a_journal_beside_a_link_is_told_to_who_opens_it(made: House) -> None:
    """What stands in it would be in no file that is read; put back, all of it is there."""
    number = ordered(made.a1, "ITEM1 x5").number
    damage.link()
    place = damage.path()
    with pytest.raises(Unavailable, match="place is a link, and a -wal file stands beside it"):
        make_database(str(place)).connect()
    place.unlink()
    place.with_name("other.sqlite").rename(place)
    again = make_database(str(place))
    assert number in [one for (one,) in again.execute_sql("SELECT number FROM sales_order").fetchall()]
    again.close()


def test_an_emptied_file_beside_its_journal_is_told(made: House) -> None:
    ordered(made.a1, "ITEM1 x5")
    os.truncate(damage.path(), 0)
    with pytest.raises(Unavailable, match="database file is empty, its -wal file is not"):
        make_database(str(damage.path())).connect()


def test_a_file_that_goes_between_the_commit_and_its_end_is_told_too(made: House, monkeypatch) -> None:
    """The order is in a file that no name leads to: it is not told as accepted, and the draft is still there."""
    draft = keyed(made.a1, "ITEM1 x5", "ITEM2 x7")
    copy = damage.saved()
    over = TakingOver(ANN)

    def meanwhile(*_: object) -> None:
        monkeypatch.undo()
        damage.restore(copy)

    monkeypatch.setattr("custtui.models.database._before_commit", meanwhile)
    moved = refused(lambda: over(lambda: desk.place(ANN, draft.id)))
    (now,) = moved.carried.values()
    assert SalesOrder.select().count() == 0
    assert [line.item for line in DraftLine.select().where(DraftLine.draft == now)] == ["ITEM1", "ITEM2"]
    assert over(lambda: desk.place(ANN, now)).number == "SO-1001"


@pytest.mark.parametrize("how", [damage.restore, damage.move_over])
def test_the_draft_goes_into_the_copy_that_stands_there_now(made: House, how) -> None:
    """With every line, one-time address and half-typed text; another draft that has its number there stays."""
    copy = damage.saved()
    over = TakingOver(ANN)
    draft = over(lambda: keyed(made.a1, "ITEM1 x5", "ITEM2 x7"))
    over(lambda: desk.keep_typing(ANN, draft.id, {"item": "ITE"}))
    how(copy)
    moved = refused(lambda: over(lambda: desk.place(ANN, draft.id)))
    assert "Your draft was taken over" in str(moved)
    (now,) = moved.carried.values()
    assert Draft.get_by_id(now).typing == '{"item": "ITE"}'
    placed = over(lambda: desk.place(ANN, now))
    assert (placed.number, placed.accepted) == ("SO-1001", True)
    assert [int(line.quantity) for line in OrderLine.select()] == [5, 7]


def test_a_second_clerk_never_gets_the_same_number(made: House) -> None:
    """Accepted are only orders in the file that stands there."""
    copy = damage.saved()
    over = TakingOver(ANN)
    draft = over(lambda: keyed(made.a1, "ITEM1 x5"))
    damage.restore(copy)
    assert damage.order_of_another_clerk(made.a1) == "SO-1001"
    moved = refused(lambda: over(lambda: desk.place(ANN, draft.id)))
    assert over(lambda: desk.place(ANN, moved.carried[draft.id])).number == "SO-1002"
    assert SalesOrder.select().count() == 2


def test_without_a_file_the_draft_waits_in_memory_and_none_is_made(made: House) -> None:
    copy = damage.saved()
    over = TakingOver(ANN)
    draft = over(lambda: keyed(made.a1, "ITEM1 x5"))
    damage.remove()
    for _ in range(3):
        assert "The database file is gone" in str(refused(lambda: over(lambda: desk.place(ANN, draft.id))))
    assert not damage.path().exists()
    assert "There is no database" in damage.order_of_another_clerk(made.a1)
    damage.restore(copy)
    moved = refused(lambda: over(lambda: desk.place(ANN, draft.id)))
    assert over(lambda: desk.place(ANN, moved.carried[draft.id])).number == "SO-1001"


def test_a_journal_that_was_removed_loses_nothing(made: House) -> None:
    """What was committed is brought into the file; the order is keyed on, and other clerks see it all."""
    over = TakingOver(ANN)
    over(lambda: ordered(made.a1, "ITEM1 x5"))
    draft = over(lambda: keyed(made.a1, "ITEM1 x5"))
    damage.remove_journal()
    moved = refused(lambda: over(lambda: desk.place(ANN, draft.id)))
    assert moved.carried == {draft.id: draft.id}
    assert over(lambda: desk.place(ANN, draft.id)).number == "SO-1002"
    assert damage.order_of_another_clerk(made.a1) == "SO-1003"
    assert SalesOrder.select().count() == 3
    assert [one for one in check() if "order" in one] == []


def test_another_clerk_on_a_new_journal_is_not_written_over(made: House) -> None:
    """The first program neither writes nor closes what would take the second one's journal away."""
    over = TakingOver(ANN)
    db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    draft = over(lambda: keyed(made.a1, "ITEM1 x5"))
    damage.remove_journal_and_index()
    assert damage.order_of_another_clerk(made.a1, looks=False) == "SO-1001"
    moved = refused(lambda: over(lambda: desk.place(ANN, draft.id)))
    assert "Your draft was taken over" in str(moved)
    assert damage.order_of_another_clerk(made.a1) == "SO-1002"
    assert over(lambda: desk.place(ANN, moved.carried[draft.id])).number == "SO-1003"
    assert damage.order_of_another_clerk(made.a1) == "SO-1004"
    assert SalesOrder.select().count() == 4 and sound()


def sound() -> bool:
    """The file holds what it should, read by this program and by SQLite itself."""
    (told,) = db.execute_sql("PRAGMA integrity_check").fetchone()
    return told == "ok" and [one for one in check() if "order" in one or "link" in one] == []


@pytest.mark.parametrize("clerks", [0, 1, 2])
def test_an_index_that_was_removed_loses_nothing_of_anybody(made: House, clerks: int) -> None:
    """What others committed by an index of their own is not written over; the order is keyed on as it was."""
    over = TakingOver(ANN)
    assert over(lambda: ordered(made.a1, "ITEM1 x5")).number == "SO-1001"
    draft = over(lambda: keyed(made.a1, "ITEM1 x5", "ITEM2 x7"))
    damage.remove_index()
    others = [damage.order_of_another_clerk(made.a1) for _ in range(clerks)]
    assert others == ["SO-1002", "SO-1003"][:clerks]
    moved = refused(lambda: over(lambda: desk.place(ANN, draft.id)))
    assert "Your draft was taken over" in str(moved) and moved.carried == {draft.id: draft.id}
    assert [line.item for line in DraftLine.select().order_by(DraftLine.position)] == ["ITEM1", "ITEM2"]
    assert over(lambda: desk.place(ANN, draft.id)).number == f"SO-{1002 + clerks}"
    assert damage.order_of_another_clerk(made.a1) == f"SO-{1003 + clerks}"
    assert SalesOrder.select().count() == 3 + clerks and sound()


def test_a_draft_is_read_in_the_file_after_its_journal_began_anew(made: House) -> None:
    """The connection that was opened before reads pages of others there, by an index that is gone."""
    over = TakingOver(ANN)
    draft = over(lambda: keyed(made.a1, "ITEM1 x5", "ITEM2 x7"))
    damage.remove_index()
    another = damage.order_of_another_clerk(made.a1)
    with subprocess.Popen(
        [sys.executable, "-c", GROWING, str(damage.path())], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as clerk:
        assert clerk.stdout is not None and clerk.stdout.readline() == b"grown\n"
        moved = refused(lambda: over(lambda: desk.place(ANN, draft.id)))
        assert moved.carried == {draft.id: draft.id}
        clerk.communicate()
    placed = over(lambda: desk.place(ANN, draft.id))
    assert (another, placed.number) == ("SO-1001", "SO-1002")
    assert [int(line.quantity) for line in OrderLine.select().order_by(OrderLine.id)][-2:] == [5, 7]
    assert sound()


GROWING = """
import sqlite3, sys
one = sqlite3.connect(sys.argv[1], isolation_level=None)
one.execute("CREATE TABLE apart (text)")
for turn in range(3):
    one.execute("INSERT INTO apart SELECT hex(randomblob(4000)) FROM (SELECT 1 FROM sqlite_master LIMIT 90)")
    one.execute("PRAGMA wal_checkpoint(RESTART)")
one.execute("DROP TABLE apart")
print("grown", flush=True)
sys.stdin.read()
"""


def test_who_cannot_leave_the_index_that_is_gone_is_told_to_start_again(made: House) -> None:
    """Another connection of this process has it, and SQLite would share it with a new one."""
    over = TakingOver(ANN)
    draft = over(lambda: keyed(made.a1, "ITEM1 x5"))
    ahead = sqlite3.connect(damage.path())
    ahead.execute("SELECT count(*) FROM sales_order").fetchone()
    damage.remove_index()
    for _ in range(2):
        assert "Leave the program and start it again" in str(refused(lambda: over(lambda: desk.place(ANN, draft.id))))
    ahead.close()
    moved = refused(lambda: over(lambda: desk.place(ANN, draft.id)))
    assert over(lambda: desk.place(ANN, moved.carried[draft.id])).number == "SO-1001"
    assert damage.order_of_another_clerk(made.a1) == "SO-1002" and sound()


def test_another_houses_file_gets_nothing(made: House, sqlite_template, tmp_path) -> None:
    over = TakingOver(ANN)
    draft = over(lambda: keyed(made.a1, "ITEM1 x5"))
    copy, other = damage.saved(), tmp_path / "other.sqlite"
    other.write_bytes(copy.read_bytes())
    with sqlite3.connect(other) as one:
        one.execute("DROP TRIGGER guard_house_update")
        one.execute("UPDATE house SET mark = 'another'")
    one.close()
    damage.restore(other)
    assert "another house's" in str(refused(lambda: over(lambda: desk.place(ANN, draft.id))))
    damage.restore(copy)
    moved = refused(lambda: over(lambda: desk.place(ANN, draft.id)))
    assert over(lambda: desk.place(ANN, moved.carried[draft.id])).accepted


def test_leaving_takes_no_journal_away_that_is_another_clerks(made: House) -> None:
    """SQLite removes the journal by name where its last connection closes: the name is another file's by now."""
    copy = damage.saved()
    ordered(made.a1, "ITEM1 x5")
    damage.restore(copy)
    journal = damage.path().with_name(f"{damage.path().name}-wal")
    journal.write_bytes(b"another clerk's")
    db.close()
    assert journal.read_bytes() == b"another clerk's"


def test_looking_costs_five_questions_of_the_file_system_before_and_after(made: House, monkeypatch) -> None:
    """File, folder, is it a link, journal, index; one of how many names the file has. However long its path is."""
    asked = list[str]()
    for name in ("stat", "lstat"):
        real = getattr(os, name)
        monkeypatch.setattr(os, name, lambda path, real=real, **how: (asked.append(str(path)), real(path, **how))[1])
    with transaction():
        Party.create(kind="PERSON", name="Ann")
    assert len(asked) == 2 * 5 + 1, asked
