"""No text names a key to somebody whose role does not reach what it does: he reads who may (S-7, X-22)."""

import pytest

from custtui.domain.who import Role, Who
from tests.services import house
from tests.ui.keyplay import ANN, Player, run
from tests.ui.test_nothing_cut import help_of

CLERK = Who("ann", "Ann", Role.CLERK)
EMPTY = {
    "payer": ("3897-5<enter><f10>P<enter>", "Pays for no one else", "Ins adds a customer", "F4 chooses the payer"),
    "questions": ("<f10>Q<enter>", "No questions yet", "Ins makes one", "Ins makes a question"),
    "taxes": ("<f10>SU taxes<enter>", "No tax rate yet", "Ins makes one", "Ins makes a new one"),
    "relationships": ("3897-5<enter><f10>R<enter>", "No relationships yet", "Ins with another account", ""),
}


@pytest.mark.parametrize("screen", EMPTY)
def test_an_empty_list_offers_its_key_to_who_may(counter: house.House, screen: str) -> None:
    way, empty, offer, instead = EMPTY[screen]

    async def may(player: Player) -> None:
        await player.burst(way)
        assert empty in player.screen and offer in player.screen
        await player.burst("<f9>")
        assert instead in player.message

    async def may_not(player: Player) -> None:
        await player.burst(way)
        assert empty in player.screen and offer not in player.screen and ": \n" not in player.screen
        await player.burst("<f9>")
        assert not instead or (instead not in player.message and "nothing here" in player.message)

    run(may, who=ANN)
    house.promote("ann", Role.CLERK)
    run(may_not, who=CLERK)


def test_the_help_says_of_each_task_who_does_it(counter: house.House) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f10>P<enter>")
        told = " ".join((await help_of(player)).split())
        for task in ("or type any other", "takes the payer away", "4 beside one ends it"):
            assert f"{task} (supervisor)" in told
        await player.burst("<f12><f12>")
        assert "(supervisor)" not in (await help_of(player)).partition("Keys of this screen")[0]

    house.promote("ann", Role.CLERK)
    run(scene, who=CLERK)
