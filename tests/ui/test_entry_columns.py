"""No word runs into another in order entry, and what is typed is seen whole (case: words that run together)."""

from __future__ import annotations

import pytest

from tests.services import house
from tests.ui.keyplay import Player, run


@pytest.mark.parametrize("size", [(60, 16), (80, 24)])
@pytest.mark.parametrize(
    ("script", "seen"),
    [
        ("2000000000015<enter>", "2000000000015"),
        ("ITEM1<enter>1<tab>24.50<tab><tab>30.00<tab>", "24.50 30.00"),
        ("ITEM1<enter>99999<enter>", "99,999 "),
    ],
)
def test_columns_have_a_gap_and_thirteen_digits_are_seen(counter, size, script: str, seen: str) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<f7>{script}")
        assert seen in player.screen
        assert "Qtyion" not in player.screen

    run(scene, size=size)


def test_a_wide_amount_leaves_the_wanted_day_whole(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>99999<enter>")
        row = next(row for row in player.screen.split("\n") if "99,999 " in row)
        assert len(row.split()) >= 7 and "," in row.split()[-1]

    run(scene)


def test_positions_from_a_thousand_on_are_whole(counter) -> None:
    async def scene(player: Player) -> None:
        rows = "ITEM1\t1\n" * 1001
        await player.burst(f"3897-5<f7><paste:{rows}>")
        assert all(one in player.screen for one in (" !9990 ITEM1", "!10010 ITEM1", "10020"))

    run(scene)


def test_a_reason_is_drawn_beside_the_message_never_over_it(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>1<tab>4.00<tab>")
        field = player.app.desk.view.field
        assert field and field.name == "price_reason"
        row = next(row for row in player.screen.split("\n") if "Reason" in row)
        assert row.strip() == "list 10.00                              Reason"

    run(scene)


@pytest.mark.parametrize("size", [(60, 16), (80, 24)])
@pytest.mark.parametrize("script", ["<tab><tab><tab>+700", "<tab>99.50<tab>GOODWILL<tab><tab>+7"])
def test_a_wide_amount_is_shown_whole_while_the_wanted_day_is_typed(counter, size, script: str) -> None:
    house.product("GOLD", "9999.99")

    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<f7>GOLD<enter>99999{script}")
        field = player.app.desk.view.field
        assert field and field.name == "wanted"
        net = player.app.desk.view.quoting.pending.net  # type: ignore[attr-defined]
        rows = [f" {row} " for row in player.screen.split("\n")]
        entry = next(at for at, row in enumerate(rows) if " GOLD " in row)
        assert any(f" {net:,.2f} " in row for row in rows[entry : entry + 3]), player.screen

    run(scene, size=size)


@pytest.mark.parametrize("size", [(60, 16), (80, 24)])
def test_a_code_of_fourteen_digits_is_seen_whole(counter, size) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>12345678901231")
        assert " 12345678901231" in player.screen
        await player.burst("<enter>")
        assert " 12345678901231" in player.screen

    run(scene, size=size)
