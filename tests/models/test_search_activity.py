"""Open orders and the last one of each customer are counted by the database as they change (F-08)."""

import shutil
from datetime import date

import pytest

from custtui.models.base import db
from custtui.models.database import bind, make_database, transaction
from custtui.models.migrate import SCRIPTS, migrate
from custtui.models.order import OrderRevision, RevisionState
from custtui.models.search.activity import counted, kept, known, recount
from custtui.models.search.engine import rebuild
from custtui.models.triggers import drop
from tests.rows import an_account, an_order


def move(revision: OrderRevision, status: str) -> None:
    """Bring a revision to a status."""
    RevisionState.update(status=status).where(RevisionState.revision == revision.id).execute()


def seen(account: int) -> tuple[int, date | None]:
    """What is kept of an account, which must be what is there."""
    assert kept([account]) == counted([account])
    return kept([account]).get(account, (0, None))


def test_an_order_counts_once_while_it_waits_or_is_open(database) -> None:
    one = an_account()
    assert seen(one.id) == (0, None)
    move(an_order(one, status="pending", order_date=date(2026, 5, 3)), "accepted")
    assert seen(one.id) == (1, date(2026, 5, 3))
    first = an_order(one, order_date=date(2026, 5, 4))
    assert seen(one.id) == (2, date(2026, 5, 4))
    second = an_order(one, replaces=first, status="pending", order_date=date(2026, 5, 6))
    assert seen(one.id) == (2, date(2026, 5, 6)), "the revision that waits is of an order that counts already"
    move(first, "superseded")
    move(second, "accepted")
    assert seen(one.id) == (2, date(2026, 5, 6))
    move(second, "finished")
    assert seen(one.id) == (1, date(2026, 5, 6))


@pytest.mark.parametrize("end", ["declined", "cancelled"])
def test_an_order_that_came_to_nothing_is_not_open(database, end: str) -> None:
    one = an_account()
    move(an_order(one, status="pending"), end)
    assert seen(one.id)[0] == 0


def test_an_earlier_order_that_comes_later_is_not_the_last(database) -> None:
    one = an_account()
    an_order(one, order_date=date(2026, 5, 6))
    an_order(one, order_date=date(2025, 1, 1))
    assert seen(one.id) == (2, date(2026, 5, 6))


def test_what_is_rolled_back_was_never_counted(database) -> None:
    one = an_account()
    with pytest.raises(ZeroDivisionError), transaction():
        an_order(one)
        raise ZeroDivisionError
    assert seen(one.id) == (0, None)


def test_orders_of_an_account_merged_away_count_for_the_one_that_survived(database) -> None:
    one, other = an_account("A"), an_account("B")
    an_order(one, order_date=date(2026, 5, 4))
    an_order(other, order_date=date(2026, 5, 6))
    other.merged_into = one
    other.save()
    rebuild()
    found = known([one.id])[one.id]
    assert (found.open_orders, found.last_order) == (2, date(2026, 5, 6))


def test_counted_anew_it_is_the_same(database) -> None:
    one, other = an_account("A"), an_account("B")
    for account, status in ((one, "accepted"), (one, "pending"), (other, "finished")):
        an_order(account, status=status)
    before = kept([one.id, other.id])
    recount()
    assert kept([one.id, other.id]) == before == counted([one.id, other.id])


def test_a_file_made_before_is_counted_when_it_is_migrated(tmp_path, one_step_back: None) -> None:
    older = shutil.copytree(SCRIPTS, tmp_path / "older", ignore=shutil.ignore_patterns("0004*", "0016*"))
    database = bind(make_database(str(tmp_path / "older.sqlite")))
    migrate(database, older)
    drop(database)  # that release had no upkeep
    one = an_account()
    an_order(one)
    migrate(database)
    an_order(one)
    assert seen(one.id)[0] == 2
    database.close()
    db.initialize(None)
