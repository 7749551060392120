"""What each role may by keys: a clerk is told who may, a supervisor does it, set-up is refused to both (S-7)."""

from collections.abc import Iterator

import pytest

from custtui.domain.who import Act, Role, Who
from tests.services import house
from tests.services.house import BEN, CORA
from tests.ui.keyplay import Player, run

ANN = Who("ann", "Ann", Role.CLERK)
SCRIPTS = {
    Act.TERMS: "3897-5<enter><f10>K<enter>700<f9>",
    Act.PAYER: "3897-5<enter><f10>P<enter><f4>corp<enter>",
    Act.ACCOUNTS: "3897-5<enter><f10>R<enter><down>B<enter>",
    Act.ACTIVATE: "3897-9<enter><f10>A<enter><f9>",
    Act.QUESTIONS: "<f10>Q<enter><insert>SECTOR<tab>Sector<f9>",
}


@pytest.fixture
def counter(sqlite_database) -> Iterator[house.House]:
    made = house.stand()
    house.promote("ann", Role.CLERK)
    house.related(made.hq, made.a1, bill_to=True)
    yield made


async def home(player: Player) -> None:
    """Whatever stands: what was typed is dropped."""
    await player.burst("<esc>")
    while len(player.app.desk.views) > 1:
        await player.burst("<f11>" if player.app.desk.messages.question else "<f12>")
    await player.burst("<ctrl+e>")


@pytest.mark.parametrize(("who", "refused"), [(ANN, set(SCRIPTS)), (BEN, {Act.QUESTIONS}), (CORA, set[Act]())])
def test_each_role_may_by_keys_what_the_table_says(counter: house.House, who: Who, refused: set[Act]) -> None:
    told = dict[Act, str]()

    async def scene(player: Player) -> None:
        for act, script in SCRIPTS.items():
            await player.burst(script)
            told[act] = player.message
            await home(player)

    run(scene, who=who)
    assert {act for act, message in told.items() if "only a" in message.casefold()} == refused, told
    assert all(f"may {act}:" in told[act] for act in refused)
