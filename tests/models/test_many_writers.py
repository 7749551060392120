"""Eight programs writing at once lose nothing and are never told of a lock (S-3, D-02)."""

import subprocess
import sys

import pytest

from custtui.domain.errors import Unavailable
from custtui.models.database import make_database, patience, transaction
from custtui.models.operator import Counter

WRITER = """
import sys
from custtui.models.database import bind, make_database, transaction
from custtui.models.operator import Control, Counter
bind(make_database(sys.argv[1]))
for _ in range(20):
    with transaction():
        Counter.update(value=Counter.value + 1).where(Counter.name == "order").execute()
        Control.create(key=f"order {Counter.get(Counter.name == 'order').value}", value=sys.argv[2])
"""


def test_eight_writers_at_once_get_every_number_once(database, database_url: str) -> None:
    Counter.create(name="order")
    command = [sys.executable, "-c", WRITER, database_url]
    writers = [subprocess.Popen([*command, str(number)], stderr=subprocess.PIPE, text=True) for number in range(8)]
    complaints = [writer.communicate(timeout=120)[1] for writer in writers]
    assert complaints == [""] * 8
    assert Counter.get(Counter.name == "order").value == 160
    assert database.execute_sql("SELECT count(DISTINCT key) FROM control").fetchone() == (160,)


def test_a_writer_that_waits_tells_so_and_gives_up_with_one_clear_line(
    sqlite_database, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_database(sqlite_database.database, busy_seconds=0)
    told: list[float] = []
    monkeypatch.setattr(patience, "seconds", 0.3)
    monkeypatch.setattr(patience, "waiting", told.append)
    with other.atomic(), pytest.raises(Unavailable, match="Another clerk is writing"), transaction():
        Counter.create(name="order")
    assert told
    other.close()
    with transaction():
        Counter.create(name="order")
    assert Counter.select().where(Counter.name == "order").count() == 1
