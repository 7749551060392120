"""E-mail to customers on its screen: looked at, held back, sent again, announced; a clerk lets one sign (X-22)."""

import pytest

from custtui.domain.who import Role, Who
from custtui.models.order import Outbox
from custtui.services.pins import set_pin
from tests.services import house
from tests.services.house import BEN
from tests.services.keying import ordered
from tests.ui.keyplay import Player, run

ANN = Who("ann", "Ann", Role.CLERK)
PIN = "271828"


@pytest.fixture
def made(sqlite_database) -> house.House:
    one = house.stand()
    house.control("email_notices", "Y")
    set_pin(BEN, "ben", PIN)
    return one


def states() -> list[str]:
    return [row.state for row in Outbox.select().order_by(Outbox.id)]


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (132, 43)])
def test_the_chosen_message_stands_below_the_list(made, size: tuple[int, int]) -> None:
    number = ordered(made.a1, "ITEM1 x2").number

    async def scene(player: Player) -> None:
        await player.burst("<f10>MB<enter>")
        assert "[1 Waiting]" in player.screen and f"Order {number} accepted" in player.screen
        assert "Robert Green <r.green@hj.example>" in player.screen
        assert "Dear Robert Green," in player.screen
        assert size != (60, 16) or "more rows of text: Right" in player.screen
        await player.burst("<right>" * 3)
        assert "Sunshine Beverages LLC" in player.screen and "more rows" not in player.screen
        await player.burst("<enter>")
        assert f"Order {number} · accepted · revision 1" in player.screen

    run(scene, size=size, who=BEN)


def test_one_act_a_key_on_the_message_a_key_has_reached(made) -> None:
    ordered(made.a1, "ITEM1")
    ordered(made.a1, "ITEM2")

    async def scene(player: Player) -> None:
        await player.burst("<f10>MB<enter><f11>")
        assert "Choose it first: Down" in player.message and states() == ["WAITING"] * 2
        await player.burst("<esc><down><f11><f11>")
        assert states() == ["HELD", "WAITING"]
        await player.burst("<esc>")
        assert player.message == "Order SO-1001 accepted to Robert Green is held back"
        await player.burst("<tab>")
        assert "[1 Held back]" in player.screen
        await player.burst("<down><f9>")
        assert states() == ["WAITING"] * 2 and "No message is held back" in player.screen

    run(scene, who=BEN)


def test_a_clerk_lets_a_supervisor_sign(made) -> None:
    ordered(made.a1, "ITEM1")

    async def scene(player: Player) -> None:
        await player.burst("<f10>MB<enter><down><f11>")
        assert "Only a supervisor may hold back or send messages again" in player.message
        await player.burst("<esc><ctrl+g>")
        await player.look()
        await player.burst(f"ben<enter>{PIN}<f9>")
        assert states() == ["HELD"] and "is held back" in player.message

    run(scene, who=ANN)


def test_an_announcement_is_keyed_asked_about_and_queued(made) -> None:
    house.contact(made.a1, "Ann Lee", events=("product launch",), email="lee@hj.example")

    async def scene(player: Player) -> None:
        await player.burst("<f10>MB<enter><insert>prod<tab>Pear juice<tab>From May<f9>")
        assert "Queue e-mail for 1 subscriber of product launch?" in player.message
        await player.burst("<f9>")
        assert player.message == "E-mail queued for 1 subscriber: Pear juice"
        assert "Pear juice" in player.screen and "[1 Waiting]" in player.screen

    run(scene, who=BEN)
    assert Outbox.get().body == "Dear Ann Lee,\n\nFrom May\n\nSunshine Beverages LLC\n"


def test_screens_say_that_e_mail_is_queued_where_it_is(made) -> None:
    """R-45: else whom to tell."""
    number = ordered(made.a1, "ITEM1 x2").number

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OI {number}<enter><f10>S<enter><f6><f9>")
        assert player.message.endswith("e-mail queued for Robert Green")
        await player.burst(f"<f10>OI {number}<enter><f10>B<enter><f9>")
        assert player.message.endswith("; e-mail queued for Emily Rose")

    run(scene, who=BEN)
