"""What is decided on the order's own screen: holds by hand, a change that waits, what is over (C-26, C-34, X-22)."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from custtui.domain.who import SYSTEM, Role, Who
from custtui.models.account import CustomerAccount
from custtui.models.database import transaction
from custtui.models.order import Hold, RevisionState
from custtui.services import approval, orders
from custtui.services import fulfilment as ff
from custtui.services.approval.waiting import place_hold, take
from custtui.services.check import check
from custtui.services.orders.as_json import as_json
from custtui.services.pins import set_pin
from tests.services import house
from tests.services.changing import changed
from tests.services.fulfilling import of
from tests.services.house import BEN, CORA
from tests.services.keying import ordered
from tests.ui.keyplay import Player, run

ANN = Who("ann", "Ann", Role.CLERK)
PIN = "271828"
ORDER = "<f10>OI SO-1001<enter>"


@pytest.fixture
def counter(sqlite_database) -> house.House:
    made = house.stand()
    house.promote("ann", Role.CLERK)
    set_pin(CORA, "cora", PIN)
    set_pin(BEN, "ben", PIN)
    return made


def statuses() -> list[str]:
    return [row.status for row in RevisionState.select().order_by(RevisionState.id)]


async def sign(player: Player, login: str) -> None:
    await player.burst("<esc><ctrl+g>")
    await player.look()
    await player.burst(f"{login}<enter>{PIN}<f9>")


def test_a_hold_by_hand_stays_in_sight_when_the_waiting_order_is_changed(counter) -> None:
    ordered(counter.a1, "ITEM1 x60", who=BEN)

    async def scene(player: Player) -> None:
        await player.burst(ORDER + "<f10>H<enter>call first<f9>")
        await player.burst("<f10>OM SO-1001 10<enter>70<f9>" + ORDER)
        assert "call first" in player.screen.split("Waiting")[1], player.screen
        await player.burst("<f9>")
        assert player.message.startswith("SO-1001 approved"), "it was seen"

    run(scene, who=BEN)
    assert statuses() == ["superseded", "accepted"]


def test_it_is_released_alone_from_there(counter) -> None:
    ordered(counter.a1, "ITEM1 x60", who=BEN)
    approval.hold(BEN, "SO-1001", 1, "call first")
    changed("SO-1001", (10, {"quantity": "70"}), who=BEN)

    async def scene(player: Player) -> None:
        await player.burst(ORDER + "<f10>L<enter>call<enter>")
        assert "released" in player.message, player.message

    run(scene, who=BEN)
    assert Hold.get(Hold.code == "USER").released_by == "ben" and statuses()[1] == "pending"


def test_a_hold_of_an_accepted_order_is_released_while_a_change_waits(counter) -> None:
    ordered(counter.a1, "ITEM1 x5", who=BEN)
    approval.hold(BEN, "SO-1001", 1, "call first")
    changed("SO-1001", (10, {"quantity": "4"}), who=BEN)

    async def scene(player: Player) -> None:
        assert "SO-1001 3897-5  Healthy Juices Inc.         40.00 call first" in player.screen, "home says why"
        await player.burst(ORDER + "<f10>L<enter><enter>")
        assert "released; accepted" in player.message, player.message

    run(scene, who=BEN)
    assert statuses() == ["superseded", "accepted"]


def change_waits(made: house.House) -> None:
    ordered(made.a1, "ITEM1 x5")
    changed("SO-1001", (10, {"quantity": "80"}))


def test_a_change_that_waits_is_withdrawn_from_the_order_it_changes(counter) -> None:
    change_waits(counter)

    async def scene(player: Player) -> None:
        await player.burst(ORDER)
        assert "change waiting for approval" in player.screen
        await player.burst("<f10>V<enter>")
        assert "SO-1001 is not waiting for approval: its revision 2 is" in player.message
        await player.burst("<esc><f10>W<enter>")
        assert "Withdraw revision 2 of SO-1001" in player.screen
        await player.burst("MISTAKE<f9>")
        assert player.message.startswith("SO-1001 revision 2 withdrawn")
        assert "change waiting" not in player.screen

    run(scene, who=ANN)
    assert statuses() == ["accepted", "cancelled"]
    assert list(check()) == []


def test_its_lines_come_back_as_a_change_where_one_wants_them(counter) -> None:
    change_waits(counter)

    async def scene(player: Player) -> None:
        await player.burst(ORDER + "<f10>W<enter>MISTAKE<tab>Y<f9>")
        assert "Change of SO-1001" in player.screen or "SO-1001" in player.screen.split("\n")[0], player.screen
        assert "80" in player.screen

    run(scene, who=ANN)


@pytest.mark.parametrize("act", ["X", "H"])
def test_what_is_over_is_told_before_anything_is_asked(counter, act: str) -> None:
    ordered(counter.a1, "ITEM1 x5")
    ff.ship(ANN, "SO-1001", 1, of(p10="5"))

    async def scene(player: Player) -> None:
        await player.burst(ORDER + f"<f10>{act}<enter>")
        assert "SO-1001 is finished" in player.message, player.message
        assert not player.app.desk.windows

    run(scene, who=BEN)


def test_with_four_eyes_another_signs_where_who_keyed_it_may_not(counter) -> None:
    ordered(counter.a1, "ITEM1 x60", who=BEN)
    house.control("four_eyes", True)

    async def scene(player: Player) -> None:
        await player.burst("<f10>AQ<enter><down><f9>")
        assert "Four eyes: ben keyed it, so somebody else approves SO-1001: " in player.message
        assert "(ben)" not in player.message and "(cora)" in player.message
        await sign(player, "ben")
        assert "A second signature is another operator's" in player.message
        await player.burst(f"<esc><shift+tab>cora<enter>{PIN}<f9>")
        assert player.message.startswith("SO-1001 approved") and player.message.endswith("signed by cora")

    run(scene, who=BEN)
    told = orders.order("SO-1001").events[-1]
    assert (told.by, told.signed_by) == ("ben, signed by cora", "cora")
    assert list(check()) == []


def test_who_keyed_it_does_not_sign_for_it_either(counter) -> None:
    ordered(counter.a1, "ITEM1 x60", who=BEN)
    house.control("four_eyes", True)

    async def scene(player: Player) -> None:
        await player.burst("<f10>AQ<enter><down><f9>")
        assert "Only a supervisor may" in player.message
        await sign(player, "ben")
        assert "Four eyes: ben keyed it" in player.message and statuses() == ["pending"]
        await sign(player, "cora")
        assert player.message.endswith("signed by cora"), player.message

    run(scene, who=ANN)
    assert statuses() == ["accepted"] and list(check()) == []


def test_a_payment_is_taken_back_by_another_hand_than_booked_it(counter) -> None:
    house.control("four_eyes", True)
    ff.receive(BEN, "3897-5", Decimal(50), {})

    async def scene(player: Player) -> None:
        await player.burst("<f10>RP 3897-5<enter><f10>X<enter><down><f11>WRONG<f9>")
        assert "Four eyes: ben booked this payment" in player.message and "(ben)" not in player.message
        await sign(player, "cora")
        assert player.message.endswith("signed by cora"), player.message

    run(scene, who=BEN)


def test_a_reason_that_stands_in_plain_words_is_told_once(counter) -> None:
    """An order of a file says that an invoice is overdue, and not which: that it is still is nothing new."""
    ordered(counter.a1, "ITEM1 x60", who=ANN)
    CustomerAccount.update(distrust="pays late").execute()
    with transaction():
        place_hold(SYSTEM, take("SO-1001"), "DISTRUST", "credit warning")

    async def scene(player: Player) -> None:
        await player.burst("<f10>AQ<enter><down>")
        await player.rest()
        assert "new since" not in player.screen
        await player.burst("<f9>")
        assert player.message.startswith("SO-1001 approved")

    run(scene, who=BEN)


def test_who_signed_for_a_hold_and_its_release_is_told_as_in_the_history(counter) -> None:
    ordered(counter.a1, "ITEM1 x60", who=ANN)

    async def scene(player: Player) -> None:
        await player.burst(ORDER + "<f10>H<enter>call first<f9>")
        await sign(player, "ben")
        await player.burst("<f9>")
        await sign(player, "cora")
        assert player.message.endswith("signed by cora"), player.message

    run(scene, who=ANN)
    holds = json.loads(json.dumps(as_json(orders.order("SO-1001"))))["holds"]
    assert [(one["code"], one["placed_by"], one["released_by"]) for one in holds] == [
        ("THRESHOLD", "ann", "ann, signed by cora"),
        ("USER", "ann, signed by ben", "ann, signed by cora"),
    ]
    assert [one.get("placed_signed_by") for one in holds] == [None, "ben"]
    assert {one["released_signed_by"] for one in holds} == {"cora"}
