"""Orders that wait, by keys: one act a key on a row that a key reached; who may not is told who may (C-33, X-22)."""

import pytest

from custtui.domain.who import Role, Who
from custtui.models.account import CustomerAccount
from custtui.models.order import RevisionState
from custtui.services import approval, orders
from custtui.services.pins import set_pin
from tests.services import house
from tests.services.house import BEN
from tests.services.keying import ordered
from tests.ui.keyplay import Player, run

ANN = Who("ann", "Ann", Role.CLERK)
PIN = "271828"


@pytest.fixture
def counter(sqlite_database) -> house.House:
    made = house.stand()
    set_pin(BEN, "ben", PIN)
    return made


def statuses() -> list[str]:
    return [row.status for row in RevisionState.select().order_by(RevisionState.id)]


async def sign(player: Player) -> None:
    await player.burst("<esc><ctrl+g>")
    await player.look()
    await player.burst(f"ben<enter>{PIN}<f9>")


def test_one_act_a_key_on_a_row_that_a_key_has_reached(counter) -> None:
    for count in (60, 70, 80):
        ordered(counter.a1, f"ITEM1 x{count}")

    async def scene(player: Player) -> None:
        await player.burst("<f10>AQ<enter><f9>")
        assert "Choose it first: Down" in player.message and statuses() == ["pending"] * 3
        await player.burst("<esc><down><f9><f9>")
        assert statuses() == ["accepted", "pending", "pending"], "two F9 are one act"
        assert "Choose it first: Down" in player.message
        await player.burst("<esc>")
        assert player.message == "SO-1001 approved, 600.00 USD · Healthy Juices Inc."
        await player.burst("<down><f11><f9>")
        assert "Reason is required" in player.message
        await player.burst("<esc>CREDIT<f9>")
        assert statuses() == ["accepted", "declined", "pending"]
        assert player.message == "SO-1002 declined, 700.00 USD · Healthy Juices Inc."

    run(scene, who=BEN)


@pytest.mark.parametrize("size", [(80, 24), (60, 16)])
def test_the_chosen_one_has_its_customers_record_below(counter, size: tuple[int, int]) -> None:
    CustomerAccount.update(credit_limit=1000).execute()
    ordered(counter.a1, "ITEM1 x5")
    ordered(counter.a1, "ITEM1 x60")

    async def scene(player: Player) -> None:
        CustomerAccount.update(distrust="pays late").where(CustomerAccount.id == counter.a1).execute()
        await player.burst("<f10>AQ<enter>")
        for said in (
            "100.00 over the auto-accept limit of 500.00",
            "left 950.00 of 1,000.00 USD",
            "nothing",
            "credit warning: pays late (new since it was placed)",
            "SO-1001",
        ):
            assert said in " ".join(player.screen.split()), player.screen
        await player.burst("<down><f9>")
        assert (
            "Since it was placed: credit warning: pays late  Esc, then the same key again" in player.message
            and statuses()[1] == "pending"
        )
        await player.burst("<esc><f9>")
        assert statuses() == ["accepted", "accepted"]

    run(scene, who=BEN, size=size)


def test_5000_instead_of_50_withdrawn_corrected_placed_and_approved_by_a_second_signature(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM2<enter>5000<f9><f10>OI<enter><f10>W<enter>MIST<tab>Y<f9>")
        assert statuses() == ["cancelled"] and "75,000.00" in player.screen
        await player.burst("<up><enter>50<enter><f9><f10>AQ<enter><down><f9>")
        assert "Only a supervisor may approve" in player.message and "Ben (ben)" in player.message
        await sign(player)
        assert player.message == "SO-1002 approved, 750.00 USD · Healthy Juices Inc.; signed by ben"
        assert statuses() == ["cancelled", "accepted"]

    run(scene, who=ANN)
    assert orders.order("SO-1002").events[-1].by == "ann, signed by ben"


def test_another_one_was_faster(counter) -> None:
    number = ordered(counter.a1, "ITEM1 x60").number

    async def scene(player: Player) -> None:
        await player.burst("<f10>AQ<enter><down>")
        approval.decline(house.DORA, number, 1, "CREDIT")
        await player.burst("<f9>")
        assert f"{number} is no longer waiting: declined, by dora" in player.message
        assert "No order is waiting" in player.screen and statuses() == ["declined"]

    run(scene, who=BEN)


def test_a_second_signature_for_a_reason_typed_in_its_window(counter) -> None:
    number = ordered(counter.a1, "ITEM1 x60").number

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OI {number}<enter><f10>N<enter>CREDIT<f9>")
        assert "Only a supervisor may approve, decline" in player.message
        await sign(player)
        assert statuses() == ["declined"] and "declined" in player.screen.split("\n")[0]
        await player.burst("<f10>V<enter>")
        assert f"{number} is not waiting for approval" in player.message

    run(scene, who=ANN)
