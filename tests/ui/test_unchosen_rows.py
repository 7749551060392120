"""Where no row is chosen, Enter and a digit lock until Esc: an arrow typed ahead lets nothing in (SPEC 6, X-18)."""

from __future__ import annotations

import importlib
import pkgutil
from datetime import timedelta

import pytest

from custtui.models.draft import DraftLine
from custtui.models.fulfilment import Invoice
from custtui.models.order import SalesOrder
from custtui.services import clock
from custtui.ui.kit.list_view import ListView
from tests.services.house import House
from tests.services.keying import ordered
from tests.ui.keyplay import Player, run

LISTS = (*(f"<f10>{code}<enter>" for code in "SCRWH"), "<f2><f10>OI HEALTHY<enter><enter>")
LEADING = {
    "OpenWork": "<f10>OW<enter>",
    "CustomerOrders": "3897-5<f8>",
    "Revisions": "<f10>OI SO-1001<enter><f10>R<enter>",
    "OverdueList": "<f10>OD<enter>",
    "TermHistory": "3897-5<enter><f10>K<enter>900<f9><f10>K<enter><f10>L<enter>",
}
"""Lists whose keys change no row."""


def test_an_order_keyed_blind_behind_the_refusal_of_a_list_loses_no_line(counter: House) -> None:
    ordered(counter.a1, "ITEM3 x1")

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f10>C<enter><enter>ITEM1<enter>5<enter><up><f7>ITEM2<enter>7<f9>")
        assert "Choose a row first" in player.message and player.app.desk.locked
        assert not DraftLine.select().count()

    run(scene)
    assert SalesOrder.select().count() == 1


def test_no_list_but_that_of_find_is_unlocked_by_an_arrow(counter: House) -> None:
    ordered(counter.a1, "ITEM3 x1")

    async def scene(player: Player) -> None:
        seen = set[str]()
        for script in LISTS:
            for key in ("<enter>", "5"):
                await player.burst(f"<f2>3897-5<enter>{script}")
                before = player.screen.split("\n")[0]
                await player.burst(f"{key}<down><up><pgdn><home><end>x")
                if "Choose a row first" in player.message or "no row to choose" in player.message:
                    seen.add(type(player.app.desk.view).__name__)
                    assert player.app.desk.locked and "6 keys not taken" in player.message, (script, key)
                    assert player.screen.split("\n")[0] == before
                await player.burst("<esc><f11>")
        assert len(seen) >= 4, seen
        await player.burst("<f2>h<enter><down>")
        assert not player.app.desk.locked

    run(scene)


@pytest.mark.parametrize("name", LEADING)
def test_a_list_whose_keys_only_lead_somewhere_comes_up_with_its_first_row_chosen(counter: House, name: str) -> None:
    """Its detail is below, Enter works at once; every other list waits for an arrow (C-33)."""
    ordered(counter.a1, "ITEM3 x1")
    today = clock.today()
    owed = {"net": 30, "tax": 0, "gross": 30, "currency": "USD", "account": counter.a1, "order": SalesOrder.get()}
    Invoice.create(number="I-1", day=today, payment_due=today - timedelta(days=9), **owed)

    async def scene(player: Player) -> None:
        await player.burst(LEADING[name])
        view = player.app.desk.view
        assert type(view).__name__ == name and view.rows.chosen == 0
        assert any(row.startswith(">") for row in player.screen.split("\n"))
        await player.burst("<f5>")
        assert view.rows.chosen == 0

    run(scene)


def test_the_chosen_row_is_told_whole_and_the_sum_of_all_stays_in_sight(counter: House) -> None:
    """Two rows did not hold where to and when: both were cut, and nothing said so."""
    ordered(counter.a1, "ITEM3 x1")

    async def scene(player: Player) -> None:
        await player.burst("<f10>OW<enter>")
        below = player.screen.split("SO-1001 line 10")[1]
        assert "1 of 1 piece open" in below and "to Healthy Juices Inc., Newark · wanted" in below
        assert "1 line · 4.00 USD" in below

    run(scene, size=(60, 16))


def test_no_other_list_chooses_a_row_of_itself() -> None:
    """A new list has to say so."""
    for screen in (*walked(ListView),):
        assert (screen.__name__ in LEADING) == screen.LEADS, screen


def walked(kind: type) -> set[type]:
    """All kinds of list there are."""
    for room in ("customer", "orders", "fulfilment"):
        package = importlib.import_module(f"custtui.ui.{room}")
        for module in pkgutil.iter_modules(package.__path__):
            importlib.import_module(f"custtui.ui.{room}.{module.name}")
    found, left = set[type](), [kind]
    while left:
        new = left.pop().__subclasses__()
        found |= {*new}
        left += new
    return found


@pytest.mark.parametrize("script", ["3<down>7<up>", "3<down>7<f2>", "3<down>7<down>", "3897-5<f8><down>7<down>"])
def test_backspace_takes_an_option_away_wherever_the_cursor_went(counter: House, script: str) -> None:
    """As its refusal says, at Find and on another row too; the cursor goes to the row it stood beside."""
    for _ in range(2):
        ordered(counter.a1, "ITEM1 x3")

    async def scene(player: Player) -> None:
        await player.burst(f"{script}<f7>")
        assert player.app.desk.locked and "Backspace takes it away" in player.message
        await player.burst("<esc><backspace>")
        assert not player.app.desk.locked and not player.app.desk.top.undone

    run(scene)
