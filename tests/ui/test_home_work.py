"""Home with Find empty: what waits with what it comes to, my drafts, and the figures of the day."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D

import pytest

from custtui.services import clock
from custtui.services.order_entry import lists
from custtui.services.orders import day_figures, open_work
from custtui.services.views.order_list import WorkTotal
from tests.services.house import BEN
from tests.services.keying import keyed, ordered
from tests.ui.keyplay import Player, run

GROSS = (" 800.00 ", " 900.00 ", " 50.00 ")


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (132, 43)])
def test_home_says_how_much_waits_and_why_in_columns_and_what_the_day_came_to(counter, size) -> None:
    keyed(counter.a1, "ITEM1 x5")
    for quantity in (80, 90):
        ordered(counter.a1, f"ITEM1 x{quantity}")

    async def scene(player: Player) -> None:
        rows = player.screen.split("\n")
        assert " My drafts 1" in rows and " Waiting for approval 2 · 1,700.00 USD" in rows
        ends = [
            row.index(gross) + len(gross)
            for row in rows
            for gross in (" 800.00", " 900.00", " 50.00")
            if gross in row
        ]
        assert len(ends) == 3 and len(set(ends)) == 1
        assert any("300.00 over limit" in row or "300.00 over the auto-accept limit" in row for row in rows)
        assert any("0 d" in row for row in rows if "SO-1001" in row) or size[0] < 80
        assert "Today   2 orders 1,700.00 USD" in player.screen
        assert "…" not in "".join(rows[1:]) or size[0] < 80
        await player.burst("<down><down><down>")
        assert "Today" not in player.screen
        assert "400.00 over the auto-accept limit of 500.00" in " ".join(player.screen.split())

    run(scene, size=size)


@pytest.mark.parametrize("height", range(16, 25))
@pytest.mark.parametrize("drafts", [0, 2])
def test_home_draws_more_than_fits_at_every_height_and_says_how_much_is_below(counter, height, drafts) -> None:
    for _ in range(drafts):
        keyed(counter.a1, "ITEM1 x5")
    for quantity in range(80, 92):
        ordered(counter.a1, f"ITEM1 x{quantity}")

    async def scene(player: Player) -> None:
        stand = sum(" SO-10" in row or "Waiting" in row or " draft " in row for row in player.screen.split("\n"))
        stand -= "Waiting for approval 12" in player.screen
        below = 12 + drafts - stand
        assert (f" {below} more: PgDn" in player.screen) == (below > 0) and stand > 0
        await player.burst("<down>" * 11)
        assert " > " not in player.screen and sum(row.startswith(">") for row in player.screen.split("\n")) == 1

    run(scene, size=(60, height))


@pytest.mark.parametrize("size", [(60, 16), (62, 17), (80, 24)])
def test_an_amount_of_many_digits_leaves_no_room_for_why_which_stands_below(counter, monkeypatch, size) -> None:
    ordered(counter.a1, "ITEM1 x80")
    dear = [replace(order, gross=D("59999394000.06")) for order in lists.my_work(BEN)]
    monkeypatch.setattr(lists, "my_work", lambda *_, **__: dear)

    async def scene(player: Player) -> None:
        assert "59,999,394,000.06" in player.screen
        await player.burst("<down>")
        assert "300.00 over the auto-accept limit of 500.00" in " ".join(player.screen.split())

    run(scene, who=BEN, size=size)


def test_orders_that_wait_in_several_currencies_are_summed_apart(counter, monkeypatch) -> None:
    ordered(counter.a1, "ITEM1 x80")
    total = WorkTotal(0, 2, (("EUR", D("900.00")), ("USD", D("800.00"))))
    monkeypatch.setattr(lists, "my_work_total", lambda who: total)

    async def scene(player: Player) -> None:
        assert "Waiting for approval 2 · 900.00 EUR · 800.00 USD" in player.screen
        assert "800.00 USD 300.00 over" in player.screen

    run(scene, who=BEN)


@pytest.mark.parametrize("number", [0, 3])
def test_figures_of_the_day_are_true_or_left_out(counter, monkeypatch, number: int) -> None:
    monkeypatch.setattr(day_figures, "MOST", number)
    day_figures.DUE.texts.clear()
    ordered(counter.a1, "ITEM1 x5")
    found = lists.day_figures(clock.today())
    assert (found.orders, found.amounts, found.notes) == (1, (("USD", D("50.00")),), 0)
    assert found.due is None if number == 0 else found.due == to_ship_by_today()
    day_figures.DUE.texts.clear()


def to_ship_by_today() -> int:
    """As the list of what is open has it."""
    lines = open_work.to_ship(open_work.BY_DAY, 99, 0)
    return sum(one.wanted is not None and one.wanted <= clock.today() for one in lines)
