"""A waiting order on its own screen: why, who decides and by which key; nothing of it is cut unread (C-33, X-22)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from custtui.domain.who import Role, Who
from custtui.models.account import CustomerAccount
from custtui.models.order import Hold, OrderEvent
from custtui.models.party import Party
from tests import rows
from tests.services.changing import changed
from tests.services.house import BEN, House
from tests.services.keying import ordered
from tests.ui.keyplay import Player, run
from tests.ui.test_approvals import counter, sign, statuses

__all__ = ["counter"]
CLERK = Who("ann", "Ann", Role.CLERK)
DECIDES = ("a supervisor or an administrator approves: F9", "declines: F11")
SIZES = [(80, 24), (60, 16), (132, 43)]


def words(player: Player) -> str:
    return " ".join(player.screen.split())


@pytest.mark.parametrize("who", [BEN, CLERK])
@pytest.mark.parametrize("size", SIZES)
def test_it_says_how_much_is_over_and_who_approves_by_which_key(
    counter: House, size: tuple[int, int], who: Who
) -> None:
    """One of a file has the amount beside its text; who may not approve reads the key, and is not offered it."""
    one = rows.an_order(CustomerAccount.get_by_id(counter.a1), status="pending")
    text, amount = "over the auto-accept limit of 750.00", Decimal(435)
    Hold.create(revision=one, code="THRESHOLD", text=text, amount=amount, placed_by="demo")

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OI {one.order.number}<enter>")
        assert "Waiting 435.00 over the auto-accept limit of 750.00 a supervisor" in words(player)
        assert all(text in words(player) for text in DECIDES)
        assert "waiting for approval" in player.screen.split("\n")[0]
        offered = player.screen.split("\n")[-1]
        assert offered.startswith(" F9 Approve  F11 Decline") if who is BEN else "Approve" not in offered

    run(scene, size=size, who=who)


@pytest.mark.parametrize("size", SIZES)
def test_f9_approves_it_and_again_does_nothing(counter: House, size: tuple[int, int]) -> None:
    """Shipping is never the yes-key."""
    number = ordered(counter.a1, "ITEM1 x60").number

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OI {number}<enter><f9><f9>")
        assert statuses() == ["accepted"] and "F9 Approve" not in player.screen
        assert "F9 and F11 do nothing here: F10 E changes the order" in words(player)

    run(scene, size=size, who=BEN)


def test_f11_asks_for_the_reason_as_everywhere(counter: House) -> None:
    number = ordered(counter.a1, "ITEM1 x60").number

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OI {number}<enter><f11><f9>")
        assert "Reason is required" in player.message and statuses() == ["pending"]
        await player.burst("<esc>CREDIT<f9>")
        assert statuses() == ["declined"]

    run(scene, who=BEN)


def test_who_may_not_is_told_who_may_and_lets_him_sign(counter: House) -> None:
    number = ordered(counter.a1, "ITEM1 x60").number

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OI {number}<enter><f9>")
        assert "Only a supervisor may approve" in words(player) and statuses() == ["pending"]
        await sign(player)
        assert statuses() == ["accepted"] and "signed by ben" in words(player)

    run(scene, who=CLERK)


def test_only_an_administrator_is_named_where_no_supervisor_may(counter: House) -> None:
    one = rows.an_order(CustomerAccount.get_by_id(counter.a1), status="pending")
    Hold.create(revision=one, code="PRICE", text="line 10: a price for what has none", placed_by="ann")

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OI {one.order.number}<enter>")
        assert "an administrator approves: F9" in words(player) and "supervisor" not in player.screen

    run(scene)


@pytest.mark.parametrize("size", SIZES)
def test_a_row_of_the_history_is_whole_one_key_away(counter: House, size: tuple[int, int]) -> None:
    """Tab alone shows the row it goes to, whole; so does each further arrow."""
    text = "over the auto-accept limit of 750.00, as agreed by telephone with Paula Kent of the purchasing department"
    one = rows.an_order(CustomerAccount.get_by_id(counter.a1), status="pending")
    Hold.create(revision=one, code="THRESHOLD", text=text, amount=Decimal(435), placed_by="demo")
    OrderEvent.create(order=one.order, kind="placed", by="ann", text=f"by a copy of what was {text}")

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OI {one.order.number}<enter><tab>")
        assert f"waiting: 435.00 {text}" in words(player)
        await player.burst("<down>")
        assert f"placed: by a copy of what was {text}" in words(player)

    run(scene, size=size)


def test_a_low_screen_says_that_there_is_more_and_by_which_key(counter: House) -> None:
    number = ordered(counter.a1, "ITEM1 x60").number

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OI {number}<enter>")
        assert "more of the order and what happened: Tab" in player.screen
        await player.burst("<tab>")
        assert "Ship to" in player.screen and ("Terms" in player.screen or "more rows: F1" in player.screen)
        await player.burst("<f1>")
        assert all(label in player.screen for label in ("Sold to", "Ship to"))
        assert [name for name, _ in player.app.desk.view.told_whole][:5] == [
            *("Sold to", "Ship to", "Bill to", "Terms", "Waiting"),
        ]

    run(scene, size=(60, 16))


def test_a_change_that_waits_stands_in_the_title_and_once_in_the_history(counter: House) -> None:
    number = ordered(counter.a1, "ITEM1 x5").number
    changed(number, (10, {"quantity": "90"}), who=BEN)
    over = "400.00 over the auto-accept limit of 500.00"

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OI {number}<enter>")
        assert f"Order {number} · accepted · change waiting for approval" in player.screen.split("\n")[0]
        assert "revision 2 is waiting for approval: F10 R shows it" in words(player)
        await player.burst("<f9>")
        assert "F10 R shows the change that waits" in player.message and "pending" in statuses()
        await player.burst("<f10>R<enter><enter>")
        assert words(player).count(f"waiting: {over}") == 1
        await player.burst("<f9>")
        assert "approved: over the auto-accept limit" in words(player) and "THRESHOLD" not in player.screen

    run(scene, who=BEN)


def test_a_long_name_leaves_the_reason_in_sight_on_a_low_screen(counter: House) -> None:
    """The name is cut with a sign, F1 tells it whole; the reason stood behind Tab."""
    Party.update(name=f"{'Harbor School District ' * 6}East").execute()
    one = rows.an_order(CustomerAccount.get_by_id(counter.a1), status="pending")
    text = "over the limit of 750.00"
    Hold.create(revision=one, code="THRESHOLD", text=text, amount=Decimal(435), placed_by="demo")

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OI {one.order.number}<enter>")
        first, second, *_ = player.screen.split("\n")[1:]
        assert "Harbor School District" in first and first.rstrip().endswith("\N{HORIZONTAL ELLIPSIS}")
        assert "435.00 over the limit of 750.00" in second
        await player.burst("<f1>")
        assert "District East" in words(player)

    run(scene, size=(60, 16))
