"""P-13: how often each key waits for a server far away, behind the typing included."""

from __future__ import annotations

from typing import Any

import pytest
from peewee import PostgresqlDatabase

from tests.services import house
from tests.ui.keyplay import ANN, Player, each_key, keys, run

server = pytest.importorskip("custtui.models.server")
pytest.importorskip("greenlet")
pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@pytest.fixture
def waits(database: object, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each message that is waited for, by what it ends with."""
    seen = list[str]()
    say, alone, commit = server.Postgresql._say, PostgresqlDatabase.execute_sql, PostgresqlDatabase.commit

    def said(self: Any, statements: list[Any]) -> Any:
        seen.append(statements[-1].statement)
        return say(self, statements)

    def asked(self: Any, sql: str, params: Any = None) -> Any:
        seen.append(sql)
        return alone(self, sql, params)

    def committed(self: Any) -> Any:
        seen.append("COMMIT")
        return commit(self)

    monkeypatch.setattr(server.Postgresql, "_say", said)
    monkeypatch.setattr(PostgresqlDatabase, "execute_sql", asked)
    monkeypatch.setattr(PostgresqlDatabase, "commit", committed)
    return seen


def played(script: str, seen: list[str]) -> list[tuple[str, int]]:
    """Each key of a script, played slowly, and how often it waited."""
    return each_key(script, seen, len, who=ANN)


@pytest.fixture
def counter(database: object) -> None:
    house.stand()
    house.hire("ann")
    house.promote()


KEYED = "3897-5<f7>ITEM1<enter>5<enter>ITEM2<enter>7<enter><f9>"


@pytest.mark.usefixtures("counter")
def test_an_order_is_keyed_and_placed(waits: list[str]) -> None:
    order = played(KEYED * 2, waits)[len(keys(KEYED)) :]  # the first one begins the counters
    told = [count for _, count in order]
    opened, placed = (next(at for at, (key, _) in enumerate(order) if key == name) for name in ("f7", "f9"))
    entered = [count for key, count in order[opened:placed] if key == "enter"]
    assert told[opened] <= 3
    assert max(entered[::2]) <= 1, "Enter on an item"
    assert max(entered[1::2]) <= 2, "a line put on the order"
    assert told[placed] <= 4


@pytest.mark.usefixtures("counter")
def test_an_order_is_placed_with_what_is_typed(waits: list[str]) -> None:
    """The line is put on the order and the order placed by one key."""
    assert played(KEYED + KEYED.replace("7<enter><f9>", "7<f9>"), waits)[-1][1] <= 6


@pytest.mark.usefixtures("counter")
def test_a_burst_of_three_lines(waits: list[str]) -> None:
    """The standard order in one write: at rest after so many messages, home and its figures included."""
    lines = "".join(f"ITEM{number}<enter>{number + 4}<enter>" for number in (1, 2, 3))

    async def scene(player: Player) -> None:
        await player.slowly(f"{KEYED}<f2>")
        await player.rest()
        waits.clear()
        await player.burst(f"3897-5<f7>{lines}<f9>")

    run(scene)
    assert len(waits) <= 16, waits


@pytest.mark.usefixtures("counter")
def test_a_letter_in_find(waits: list[str]) -> None:
    """Whatever it finds, a customer by its code with all that stands below it, papers, or names around it: once.

    The first letter finds so much in any other house that nobody stands below it: here there are two customers.
    """
    played("3897-5<f7>ITEM1<enter>5<enter><f9>", waits)  # what is usual here is known from the first customer on
    cleared = "<backspace>" * 12
    texts = ("3897-5", "3897-9", "SO-1", "1", "healthy jui", "robert green", "zzqq", "212 555", "po 4711")
    told = [(key, count) for text in texts for key, count in played(f"3897-5{cleared}{text}", waits)[19:]]
    assert max(count for _, count in told) <= 1, [one for one in told if one[1] > 1]


@pytest.mark.usefixtures("counter")
def test_goods_leave_and_are_billed(waits: list[str]) -> None:
    """The second time as the first, which begins the counters; and of goods that were billed in part before."""
    played("3897-5<f7>ITEM1<enter>5<enter>ITEM2<enter>7<enter><f9>", waits)
    for _ in range(2):
        moved = played("3897-5<f8><enter><f10>S<enter><f6><f9><f10>B<enter><f9>", waits)
        shown, to_ship, to_bill = (count for key, count in moved if key == "enter")
        assert max(shown, to_ship, to_bill) <= 3
        assert [count for key, count in moved if key == "f9" and count > 6] == []


@pytest.mark.usefixtures("counter")
def test_screens_open(waits: list[str]) -> None:
    """A profile, the way back to what was found, an order: the second wait is what hangs on what was found."""
    played("3897-5<f7>ITEM1<enter>5<enter><f9>", waits)
    found = played("3897-5<enter><f12><f8><enter>", waits)
    assert [count for key, count in found if key in ("enter", "f12")] <= [2, 2, 2]


@pytest.mark.usefixtures("counter")
def test_what_the_profile_leads_to_opens(waits: list[str]) -> None:
    """Sites, contacts, payer, relationships, what is owed, notes, terms, credit, answers, history, accounts."""
    found = {key: played(f"3897-5<enter><f10>{key}<enter>", waits)[-1][1] for key in "SCPRYWTKQHF"}
    assert max(found.values()) <= 3, found


@pytest.mark.usefixtures("counter")
def test_an_order_is_changed(waits: list[str]) -> None:
    """Opened, a line of it changed, and placed with what is typed."""
    played(KEYED, waits)
    changed = played("3897-5<f8><enter><f10>E<enter>", waits)
    assert changed[-1][1] <= 5
    played("<f12>", waits)
    again = played("3897-5<f8><enter><f10>E<enter><f12><f10>E<enter>", waits)
    assert again[-1][1] <= 5, "left with nothing touched and begun again"
    played("<f12>", waits)
    placed = played("3897-5<f8><enter><down>2<enter>12<f9>", waits)
    assert placed[-1][1] <= 6


@pytest.mark.usefixtures("counter")
def test_ways_to_what_was_shipped_open(waits: list[str]) -> None:
    """Its invoice, what a run would make, and by two letters the order placed last; its documents with the first."""
    played(KEYED, waits)
    papers = played("3897-5<f8><enter><f10>D<enter>", waits)[-1][1]
    played("3897-5<f8><enter><f10>S<enter><f6><f9>", waits)
    found = {key: played(script, waits)[-1][1] for key, script in OPENED.items()}
    assert max(found.values()) <= 3, found
    assert papers <= 3


OPENED = {"invoice": "3897-5<f8><enter><f10>B<enter>", "run": "<f10>IR<enter>", "last": "<f10>OI<enter>"}


LEFT = "3897-5<f7>ITEM1<enter>5<enter>"
WAYS_OUT = {
    "an empty order left": "3897-5<f7><f12>",
    "an order left": f"{LEFT}<f12>",
    "left with half a line": f"{LEFT}ITE<f3>",
    "home with drafts": f"{LEFT}<f12>3897-5<f7>ITEM2<enter>2<enter><f3><f2>",
    "discarded": f"{LEFT}<f11><f9>",
    "the profile on the way": f"{LEFT}<f2>",
    "back from the profile": f"{LEFT}<f2><f12>",
    "the header": f"{LEFT}<f8>",
    "taken up again": f"{LEFT}<f12><f2><down><enter>",
    "taken up at F7": f"{LEFT}<f12>3897-5<f7>",
}


@pytest.mark.usefixtures("counter")
@pytest.mark.parametrize("way", WAYS_OUT)
def test_an_order_is_left_and_taken_up_again(way: str, waits: list[str]) -> None:
    played("3897-5<f7>ITEM1<enter>5<enter><f9>", waits)  # the counters are begun
    *_, (key, count) = played(WAYS_OUT[way], waits)
    assert count <= 3, (key, count)


CHANGES = {
    "header": ("3897-5<f7>ITEM1<enter>5<f8>4711<tab>+3<f8>", 3),
    "struck out": ("3897-5<f7>ITEM1<enter>5<enter>ITEM2<enter>7<enter><up><delete>", 2),
    "prices": ("3897-5<f7>ITEM1<enter>5<enter><up><f4>", 3),
    "where a line goes": ("3897-5<f7>ITEM1<enter>5<enter>ITEM2<enter>7<enter><up><f7><up><enter>", 4),
    "where the order goes": ("3897-5<f7>ITEM1<enter>5<enter><f7><down><enter>", 4),
}
"""Keys of an order, and how often the last of them waits."""


@pytest.mark.usefixtures("counter")
@pytest.mark.parametrize("what", CHANGES)
def test_what_is_changed_on_an_order(what: str, waits: list[str]) -> None:
    script, most = CHANGES[what]
    played("3897-5<f7>ITEM1<enter>5<enter><f9>", waits)  # the counters are begun
    *_, (key, count) = played(script, waits)
    assert count <= most, (key, waits[-count:])
