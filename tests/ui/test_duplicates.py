"""The likely twin stands on the screen while a new customer is typed; F7 uses it, F9 asks (X-02, F-27, R-41)."""

import pytest

from custtui.models.account import CustomerAccount
from tests.services.house import House
from tests.ui.keyplay import Player, run
from tests.ui.snapshot import snapshot

TWIN = "helthy juice<f6><tab>Dock<tab><tab><tab><tab><tab>1 Main St<tab><tab>New York<tab>NY<tab>10001<tab>"
OTHER = "Cobbler Bob<f6><tab>Shop<tab><tab><tab><tab><tab>1 Main St<tab><tab>New York<tab>NY<tab>10001<tab>"


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (132, 43)])
def test_the_twin_stands_on_the_screen_before_the_last_field(counter: House, size: tuple[int, int]) -> None:
    """X-02."""

    async def scene(player: Player) -> None:
        await player.burst(TWIN)
        assert "3897-5 Healthy Juices Inc." in player.screen
        assert "same postal code" in player.screen
        assert "F7" in player.screen
        assert not player.app.desk.windows
        assert not player.app.desk.locked, "nothing opens in mid-typing"

    run(scene, size=size)


def test_f7_uses_the_one_that_stands_and_makes_nothing(counter: House) -> None:
    """F-27: use existing; a second F7 starts its order."""
    before = snapshot()

    async def scene(player: Player) -> None:
        await player.burst(f"{TWIN}<f7>")
        assert "3897-5" in player.screen.split("\n")[0]
        assert snapshot() == before
        await player.burst("<f7>ITEM1<enter>5<enter>")
        assert "Healthy Juices Inc." in player.screen

    run(scene)


def test_f9_with_a_strong_twin_asks_and_f12_goes_back_to_typing(counter: House) -> None:
    """R-41: the database is unchanged until the question is answered."""
    before = snapshot()

    async def scene(player: Player) -> None:
        await player.burst(f"{TWIN}<f9>")
        assert "Create anyway? Like 3897-5 Healthy Juices Inc." in player.message
        assert player.app.desk.locked
        assert snapshot() == before
        await player.burst("<f12>")
        assert player.app.desk.view.value("alias") == "Dock"
        assert snapshot() == before

    run(scene)


def test_f9_again_creates_anyway_in_one_burst(counter: House) -> None:
    """F-27, X-11: the question depends on what stands in the database, not on what was shown meanwhile."""

    async def scene(player: Player) -> None:
        await player.burst(f"{TWIN}<f9><f9>")
        assert "helthy juice created" in player.message

    run(scene)
    assert CustomerAccount.select().count() == 3


def test_a_burst_and_slow_typing_meet_the_same_question(both_ways) -> None:
    """X-11."""
    burst, slow = both_ways(f"{TWIN}<f9>lost keys<f9><f2>{OTHER}<f9><f2>{TWIN}<f7>")
    assert burst.database == slow.database


def test_where_nobody_is_alike_f7_is_refused_and_f9_keeps(counter: House) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"{OTHER}<f7>")
        assert "Possible duplicate" not in player.screen
        assert player.app.desk.view.value("alias") == "Shop"
        assert player.app.desk.locked  # nobody to use: what is typed next was meant for somebody
        await player.burst("<esc><f9>")
        assert "Cobbler Bob created" in player.message

    run(scene)
