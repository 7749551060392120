"""Lines of an order being keyed: sizes tell products apart, digits stand below digits, hidden lines are counted."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from custtui.models.account import CustomerAccount
from custtui.ui.kit.paint import width_of
from custtui.ui.kit.pane import main_width
from custtui.ui.order_entry.screen import OrderEntry
from tests.services import house
from tests.services.keying import ordered
from tests.ui.keyplay import Player, run

SIZES = [(60, 16), (80, 24)]
LEMONADE, SPRITZER = "House lemonade light 12 x 1 l", "Elderflower spritzer 24 x 0.5 l"
HEADS = re.compile(r"^ Pos   Item ")


def rows_of(player: Player) -> list[str]:
    """From the heads of the columns down."""
    rows = player.screen.split("\n")
    return rows[next(at for at, row in enumerate(rows) if HEADS.match(row)) :]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("other", ["ITEM1", "ELDERFLOW-1", "ELDERFLOWER-S12"])
def test_a_description_keeps_its_size_beside_any_code_and_is_whole_by_up(counter, size, other: str) -> None:
    house.product("LEM-12", "12.00", name=LEMONADE)
    if other != "ITEM1":
        house.product(other, "12.00", name=SPRITZER)

    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<f7>{other}<enter>7<enter>LEM-12<enter>125")
        entry = next(row for row in rows_of(player) if "LEM-12" in row)
        assert "12 x 1 l" in entry, entry
        await player.burst("<enter><up>")
        row = next(row for row in rows_of(player) if row.startswith(">"))
        assert "12 x 1 l" in row and " 125 " in row
        assert f"Line 20: {LEMONADE}" in player.screen
        if other != "ITEM1" and size == (80, 24):
            assert "24 x 0.5 l" in next(row for row in rows_of(player) if other in row)

    run(scene, size=size)


def test_a_description_of_27_cells_is_whole_at_80(counter) -> None:
    name = "House lemonade big 12 x 0.5"
    assert width_of(name) == 27
    house.product("ELDERFLOW-1", "12.00", name=name)

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ELDERFLOW-1<enter>25")
        assert any(name in row for row in rows_of(player)[:12])
        await player.burst("<enter>")
        assert any(name in row for row in rows_of(player)[:3])

    run(scene)


@pytest.mark.parametrize("size", SIZES)
def test_a_quantity_is_typed_where_it_stands_afterwards(counter, size) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>125<enter>ITEM2<enter>")
        for digits in "3", "37":
            await player.burst(digits[-1])
            line, entry = (next(row for row in rows_of(player) if code in row) for code in ("ITEM1", "ITEM2"))
            assert entry.index(f" {digits} ") + len(digits) == line.index(" 125 ") + 3

    run(scene, size=size)


@pytest.mark.parametrize("size", SIZES)
def test_lines_that_are_not_in_view_are_counted(counter, size) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>" + "ITEM1<enter>5<enter>" * 13)
        for keys in ("ITEM1<enter>5<enter>", "<up>", "<pgup>", "<pgup>", "<home>", "<pgdn>"):
            await player.burst(keys)
            view = player.app.desk.view
            assert isinstance(view, OrderEntry)
            shown = [int(one[1]) for row in rows_of(player) if (one := re.match(r"[> ] *!?(\d+) ITEM1", row))]
            above, below = shown[0] // 10 - 1, 14 - shown[-1] // 10
            told = "\n".join(rows_of(player))
            assert (f"{above} above" in told) if above else ("above" not in told), player.screen
            assert (f"{below} below: PgDn" in told) if below else ("below" not in told), player.screen

    run(scene, size=size)


def test_a_fault_is_told_in_one_form_before_and_after_f9(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>chery<enter>3<enter>")
        told = player.message
        assert told == 'Line 10: "chery" is not a product'
        await player.burst("<f9>")
        assert player.message.removesuffix("  Esc") == told
        await player.burst("<esc><f12>3897-5<enter>")

    run(scene)


def test_the_pane_tells_what_is_left_of_the_credit(counter) -> None:
    CustomerAccount.update(credit_limit=Decimal(5000)).where(CustomerAccount.id == counter.a1).execute()
    ordered(counter.a1, "ITEM2 x3")

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>5")
        view = player.app.desk.view
        assert isinstance(view, OrderEntry)
        left, limit = view.quoting.totals.credit_left, view.quoting.totals.credit_limit
        assert left is not None and limit is not None
        pane = [row[main_width(132) :].split() for row in player.screen.split("\n")]
        told = {" ".join(row[:-1]): row[-1] for row in pane if row}
        assert told["Limit"] == f"{limit:,.2f}" and told["Left"] == f"{left:,.2f}"
        numbers = [float(told[name].replace(",", "")) for name in ("Limit", "Used", "This order", "Left")]
        assert round(numbers[0] - numbers[1] - numbers[2], 2) == numbers[3] and numbers[2] > 0

    run(scene, size=(132, 43))


def test_a_new_order_says_so_and_a_change_what_it_changes(counter) -> None:
    placed = ordered(counter.a1, "ITEM1 x5")

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>")
        assert player.screen.startswith(" custtui  New order ")
        await player.burst(f"<f12><f10>OM {placed.number}<enter>")
        assert player.screen.startswith(f" custtui  Change of {placed.number} (revision 2)")

    run(scene)
