"""What each role may by keys: a clerk is told who may, a supervisor does it, set-up is refused to both (S-7)."""

from collections.abc import Iterator

import pytest

from custtui.domain.who import Act, Role, Who, reaches
from custtui.services.payers import payers
from custtui.services.pins import set_pin
from tests.services import house
from tests.services.house import BEN, CORA
from tests.ui.keyplay import Player, run

ANN = Who("ann", "Ann", Role.CLERK)
PIN = "271828"
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


OFFERED = {
    Act.PAYER: ("3897-5<enter><f10>P<enter>", "F4 Payer"),
    Act.ACCOUNTS: ("3897-5<enter><f10>R<enter>", "B S P R Flags"),
    Act.QUESTIONS: ("<f10>Q<enter>", "Ins New"),
    Act.APPROVE: ("<f10>AQ<enter>", "F9 Approve"),
    Act.REVERSE: ("3897-5<enter><f8><f10>X<enter>", "F11 Take back"),
    Act.OUTBOX: ("<f10>MB<enter>", "F11 Hold back"),
    Act.SETUP: ("<f10>SU terms<enter>", "Ins New"),
    Act.PRODUCTS: ("<f10>SU products<enter>", "Ins New"),
}


@pytest.mark.parametrize("who", [ANN, BEN, CORA])
def test_a_screen_offers_only_what_the_role_may_and_says_who_may_the_rest(counter: house.House, who: Who) -> None:
    seen = dict[Act, str]()

    async def scene(player: Player) -> None:
        for act, (script, _) in OFFERED.items():
            await player.burst(script)
            seen[act] = player.screen
            await home(player)

    run(scene, who=who)
    for act, (_, key) in OFFERED.items():
        allowed = reaches(who.role, act)
        bar, said = seen[act].splitlines()[-1], " ".join(seen[act].split())
        assert (key in bar) is allowed, (act, bar)
        assert (f"may {act}" in said and "or sign for it" in said) is not allowed, seen[act]


def test_a_payer_no_clerk_may_choose_is_signed_for_beside_before_one_is_looked_for(counter: house.House) -> None:
    set_pin(BEN, "ben", PIN)

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f10>P<enter><f10>")
        assert "Another payer (supervisor)" in player.screen
        await player.burst("<f12><f4>")
        await player.burst("<esc><ctrl+g>")
        await player.look()
        await player.burst(f"ben<enter>{PIN}<f9>")
        await player.burst("corp<enter>")
        assert "signed by ben" in player.message
        assert "F4 Payer" not in player.screen, "it was one act"

    run(scene, who=ANN)
    assert payers.payer(counter.a1).payer_id == counter.hq


def test_help_names_who_does_what_a_clerk_may_not(counter: house.House) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f10>P<enter><f1>")
        assert "a supervisor or an administrator does it" in " ".join(player.screen.split())

    run(scene, who=ANN)


@pytest.mark.parametrize(
    ("script", "label"),
    [
        ("3897-5<enter><f10>K<enter>", "Credit limit"),
        ("<f10>MB<enter><insert>", "Subject"),
        ("<f10>Q<enter><insert>", "Question"),
        ("<f10>SU terms<enter><insert>", "Code"),
    ],
)
def test_a_form_a_clerk_may_not_save_is_text_and_offers_no_save(
    counter: house.House, script: str, label: str
) -> None:
    async def scene(player: Player) -> None:
        await player.burst(script)
        assert label in player.screen and "F9" not in player.screen.splitlines()[-1]
        assert "sign" in player.screen
        await player.burst("X")
        assert "only a" in player.message and "Ctrl+G" in player.message

    run(scene, who=ANN)
