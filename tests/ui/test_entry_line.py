"""Nothing typed in the entry line is dropped: by F9, by another line, by a paste, after a pause (X-18, X-19)."""

from __future__ import annotations

import re

import pytest

from custtui.models.draft import Draft, DraftLine
from custtui.models.order import OrderLine, SalesOrder
from tests.ui.keyplay import Player, run


def ordered() -> list[tuple[str, int]]:
    return [(row.product_code, int(row.quantity)) for row in OrderLine.select().order_by(OrderLine.id)]


@pytest.mark.parametrize("stray", ["<tab>5", "<tab><tab>4.00", "<tab><tab><tab>5%", "<tab><tab><tab><tab>+9"])
@pytest.mark.parametrize("after", ["<f9>", "<up><enter>", "<paste:ITEM2\t7\n>", "<up><insert>"])
def test_what_is_typed_without_an_item_stops_and_stays(counter, stray: str, after: str) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<f7>ITEM1<enter>2<enter>{stray}{after}")
        assert re.search("cannot be placed yet: [A-Z][a-z]+ has no item", player.screen)
        assert "has no item" in player.message and player.app.desk.locked
        field = player.app.desk.view.field
        assert field and field.value in ("5", "4.00", "5%", "+9")
        await player.burst("<esc><ctrl+e><f9>")

    run(scene)
    assert ordered() == [("ITEM1", 2)]


def test_an_item_rubbed_out_of_a_line_is_no_line_unchanged(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>2<enter><up><enter><backtab><ctrl+e><f9>")
        assert "has no item" in player.message
        assert SalesOrder.select().count() == 0
        await player.burst("<esc><f5><f9>")

    run(scene)
    assert ordered() == [("ITEM1", 2)]


def test_the_first_key_after_a_pause_replaces_what_was_half_typed(counter) -> None:
    async def pause(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>1<f3>")

    async def resume(player: Player) -> None:
        await player.burst("<down><enter>2<enter><f9>")

    run(pause)
    run(resume)
    assert ordered() == [("ITEM1", 2)]


def test_the_line_above_keeps_the_quantity_typed_before(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>2<enter><tab>7<backtab><ctrl+d><enter><f9>")

    run(scene)
    assert ordered() == [("ITEM1", 2), ("ITEM1", 7)]


def test_a_long_paste_is_told_and_left_by_esc(counter, monkeypatch) -> None:
    monkeypatch.setattr("custtui.ui.order_entry.lines.PATIENCE", 0.0)

    async def scene(player: Player) -> None:
        rows = "ITEM1\t1\n" * 3000
        await player.burst(f"3897-5<f7><paste:{rows}><esc>")
        assert "none of the pasted lines" in player.message

    run(scene)
    assert DraftLine.select().count() == 0


@pytest.mark.parametrize("window", ["<tab><f4>", "<f7>", "<f6>", "<f10>"])
def test_the_totals_count_the_line_being_typed_under_a_window_too(counter, window: str) -> None:
    """In a burst the window is up before anything was priced."""

    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<f7>ITEM1<enter>5{window}")
        assert player.app.desk.windows and "50.00" in player.screen.split("Total")[1].split("\n")[0]

    run(scene)


@pytest.mark.parametrize("unseen", ["\ufeff", "\u200b", "\u2060", "\u202a"])
def test_what_nobody_sees_in_a_pasted_cell_is_left_out_at_once(counter, unseen: str) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<f7><paste:{unseen}ITEM1{unseen}>")
        field = player.app.desk.view.field
        assert field is not None and field.value == "ITEM1"
        assert Draft.get().typing.count("ITEM1") == 1 and "\ufffd" not in Draft.get().typing

    run(scene)


def test_a_mark_of_byte_order_is_left_out_of_a_paste_into_any_field(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("<paste:\ufeff3897-5><enter>")
        assert "Healthy Juices Inc." in player.screen

    run(scene)
