"""Two exchanges under a running clerk, then the first file moved back: each order in the file that stands (S-4)."""

import os
import sqlite3
from contextlib import closing, nullcontext
from pathlib import Path

import pytest

from custtui.domain.errors import Moved
from custtui.models.base import db
from custtui.models.database import remember_house
from custtui.services import order_entry as desk
from custtui.services.order_entry.taking_over import TakingOver
from tests import damage
from tests.services import house
from tests.services.house import ANN, House
from tests.services.keying import keyed, ordered
from tests.services.test_file_exchanged import another_clerk, sound


@pytest.fixture
def made(sqlite_database) -> House:
    one = house.stand()
    remember_house(db.obj)
    return one


def aside(name: str, ends: tuple[str, ...]) -> None:
    """`mv db* name*`, as far as they go with it."""
    for end in ends:
        if (one := Path(f"{damage.path()}{end}")).exists():
            os.rename(one, damage.path().with_name(f"{name}{end}"))


def back(name: str, ends: tuple[str, ...]) -> None:
    for end in ends:
        if (one := damage.path().with_name(f"{name}{end}")).exists():
            os.rename(one, f"{damage.path()}{end}")


def orders_in(name: str) -> list[str]:
    with closing(sqlite3.connect(damage.path().with_name(name))) as one:
        return [number for (number,) in one.execute("SELECT number FROM sales_order ORDER BY id")]


def placed_after_a_refusal(over: TakingOver, draft: int) -> str:
    with pytest.raises(Moved, match="nothing was stored") as refused:
        over(lambda: desk.place(ANN, draft))
    carried = (refused.value.carried or {})[draft]
    return over(lambda: desk.place(ANN, carried)).number


@pytest.mark.parametrize("beside", [False, True])
def test_nothing_goes_into_nothing_or_is_doubled(made: House, beside: bool) -> None:
    over, copies, draft = begun(made)
    with another_clerk(damage.path()) if beside else nullcontext():
        said = [exchanged(over, copies[0], "zero", damage.ENDS, draft)]
        said.append(exchanged(over, copies[1], "one", damage.ENDS, over(lambda: keyed(made.a1, "ITEM1 x3")).id))
        draft = over(lambda: keyed(made.a1, "ITEM1 x4")).id
        aside("two", damage.ENDS)
        back("zero", damage.ENDS)
        said.append(placed_after_a_refusal(over, draft))
    assert said == ["SO-1002", "SO-1002", "SO-1002"]
    assert over(lambda: ordered(made.a1, "ITEM1 x9")).number == "SO-1003"
    assert damage.order_of_another_clerk(made.a1) == "SO-1004"
    assert sound()
    assert orders_in("one") == orders_in("two") == ["SO-1001", "SO-1002"]


def test_back_without_its_journal_the_program_says_to_start_again(made: House) -> None:
    """Its journal got another name when the second file came: this process has the index of that open still."""
    over, copies, draft = begun(made)
    db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    said = [exchanged(over, copies[0], "zero", ("",), draft)]
    db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    said.append(exchanged(over, copies[1], "one", ("",), over(lambda: keyed(made.a1, "ITEM1 x3")).id))
    draft = over(lambda: keyed(made.a1, "ITEM1 x4")).id
    db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    aside("two", ("",))
    back("zero", ("",))
    for _ in range(2):
        with pytest.raises(Moved, match="nothing was stored\\. Leave the program and start"):
            over(lambda: desk.place(ANN, draft))
    assert said == ["SO-1002", "SO-1002"]
    assert orders_in("one") == orders_in("two") == ["SO-1001", "SO-1002"]
    assert orders_in(damage.path().name) == ["SO-1001"]


def begun(made: House) -> tuple[TakingOver, list[Path], int]:
    """A clerk with one order placed and another being keyed, and two copies of the file without that."""
    over = TakingOver(ANN)
    over(lambda: ordered(made.a1, "ITEM1 x1"))
    copies = [damage.saved().rename(damage.path().with_name(f"copy{at}")) for at in range(2)]
    return over, copies, over(lambda: keyed(made.a1, "ITEM1 x2")).id


def exchanged(over: TakingOver, copy: Path, name: str, ends: tuple[str, ...], draft: int) -> str:
    aside(name, ends)
    os.rename(copy, damage.path())
    return placed_after_a_refusal(over, draft)
