"""How many statements a key costs in order entry: all that the trace shows, lines of triggers apart (P-14)."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pytest

from custtui.models import database
from tests.ui.keyplay import each_key

ORDER = "3897-5<f7>" + "".join(f"ITEM{1 + n % 2}<enter>{n + 3}<enter>" for n in range(5)) + "<f9>"


@pytest.fixture
def traced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the connections of the test's own making are asked from here on."""
    seen: list[str] = []
    connect = database.Sqlite._connect

    def connected(self: database.Sqlite) -> Any:
        connection = connect(self)
        connection.set_trace_callback(seen.append)
        return connection

    monkeypatch.setattr(database.Sqlite, "_connect", connected)
    return seen


def statements(seen: list[str]) -> int:
    """A trigger's lines show as their statement again: only once it counts."""
    return sum(1 for one, _ in groupby(seen) if not one.startswith("--"))


def costs(script: str, seen: list[str]) -> list[tuple[str, int]]:
    """Each key of a script, played slowly, and what it cost."""
    return each_key(script, seen, statements)


def test_a_letter_an_item_a_line_and_f9_stay_within_their_statements(counter, traced) -> None:
    played = costs(ORDER, traced)
    order = played[[key for key, _ in played].index("f7") + 1 :]
    entered = [cost for key, cost in order if key == "enter"]
    assert max(cost for key, cost in order if key not in ("enter", "f9")) <= 3
    assert max(entered[::2]) <= 6, "Enter on an item"
    assert max(entered[1::2]) <= 8, "Enter on a quantity: the line is on the order"
    assert order[-1][0] == "f9" and order[-1][1] <= 60


def test_a_letter_costs_the_same_on_the_hundredth_line(counter, traced) -> None:
    many = "\\n".join(f"ITEM{1 + n % 2}\t{n + 1}" for n in range(100))
    played = costs(f"3897-5<f7><paste:{many}>ITEM1", traced)
    assert max(cost for _, cost in played[-5:]) <= 3


@pytest.mark.parametrize("text", ["healthy", "212 555", "4711", "10001", "zzz", "heal new", "green 5550100"])
def test_a_letter_in_find_stays_within_its_statements(counter, traced, text: str) -> None:
    """Those of a connection's first full-text search, which reads how its index is made, apart.

    A letter that leaves one customer asks two more behind the typing: who it is, and what is owed on that day.
    """
    played = costs(f"q<backspace>{text}", traced)[2:]
    assert max(cost for _, cost in played) <= 4, played
