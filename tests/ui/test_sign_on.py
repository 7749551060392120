"""A shared terminal: who works signs on by login and PIN, finds what he left, and sees nothing of others (S-7)."""

import asyncio
from collections.abc import Iterator

import pytest

from custtui.domain.who import NOBODY
from custtui.models.account import CustomerAccount
from custtui.models.draft import Draft, DraftLine
from custtui.models.operator import Operator
from custtui.services.pins import set_pin
from tests.services import house
from tests.services.house import ANN, BEN, CORA, House
from tests.ui.keyplay import Player, run

PIN = "271828"
ANNS, BENS = f"ann<enter>{PIN}<enter>", f"ben<enter>{PIN}<f9>"


@pytest.fixture
def counter(sqlite_database) -> Iterator[House]:
    made = house.stand()
    set_pin(ANN, "ann", PIN)
    set_pin(BEN, "ben", PIN)
    yield made


def title(player: Player) -> str:
    return player.screen.split("\n")[0]


def drafts() -> list[str]:
    return [one for (one,) in Draft.select(Draft.made_by).order_by(Draft.id).tuples()]


def test_each_signs_on_and_finds_what_he_left_and_nothing_of_others(counter: House) -> None:
    async def scene(player: Player) -> None:
        assert title(player).startswith(" custtui  Sign on") and "Customers" not in player.screen
        await player.look()
        await player.burst("<f2><esc><f10><esc><f7><esc><f1><esc><f12>")
        assert "F12 does nothing here" in player.message and title(player).startswith(" custtui  Sign on")
        await player.burst(f"<esc>ann<enter>{PIN}")
        assert PIN not in player.screen and player.screen.count("*") == 0
        await player.burst("<enter>3897-5<f7>ITEM1<enter>5<enter>IT")
        assert "Ann" in title(player) and drafts() == ["ann"]
        await player.burst("<f7><ctrl+o>")
        assert title(player).startswith(" custtui  Sign on") and "ITEM1" not in player.screen
        assert "Healthy" not in player.screen and "Ann" not in title(player)
        await player.look()
        await player.burst(BENS)
        assert "Ben" in title(player) and "Healthy Juices" not in player.screen, "her draft is hers"
        await player.burst("<ctrl+o>")
        await player.look()
        await player.burst(ANNS)
        assert "Ann" in title(player) and "Healthy Juices" in player.screen
        assert drafts() == ["ann"]

    run(scene, who=NOBODY, sign_on=True)


def test_what_is_asked_and_a_lock_are_left_to_whom_they_are_told(counter: House) -> None:
    """Swallowed by the question, the other one's login, PIN and F9 would answer it."""

    async def scene(player: Player) -> None:
        await player.look()
        await player.burst(ANNS + "3897-5<enter><enter>Zed<f3>")
        assert "Save the changes" in player.message
        for asked in ("Save the changes", "Save the changes"):
            await player.burst("<ctrl+o>")
            assert title(player).startswith(" custtui  Sign on") and asked not in player.screen
            await player.look()
            await player.burst(BENS + "<f9>")
            assert "Ben" in title(player)
            await player.burst("<esc><f9><ctrl+o>")
            await player.look()
            await player.burst(ANNS)
            assert asked in player.message
        await player.burst("<f12>")

    run(scene, who=NOBODY, sign_on=True)
    assert CustomerAccount.get_by_id(counter.a1).party.name == "Healthy Juices Inc."


def test_idle_hides_the_screen_eats_what_was_typed_blindly_and_gives_it_back_to_its_owner(counter: House) -> None:
    async def scene(player: Player) -> None:
        await player.look()
        await player.burst(ANNS + "3897-5<f7>ITEM1<enter>5<enter>ITEM2")
        async with asyncio.timeout(10):
            while not title(player).startswith(" custtui  Sign on"):
                await asyncio.sleep(0.01)
        assert "ITEM" not in player.screen and player.message.startswith("Locked: no key for")
        player.app.session.idle = 60
        await player.burst(ANNS)
        assert "typed ahead: not taken" in player.message and title(player).startswith(" custtui  Sign on")
        await player.look()
        await player.burst(BENS)
        assert "Ben" in title(player) and "ITEM" not in player.screen and "Customers" in title(player)
        await player.burst("3897-9<f7><f12><ctrl+o>")
        await player.look()
        await player.burst(ANNS)
        assert "3897-5" in player.screen and "ITEM2" in player.screen, "as she left it, half-typed item and all"
        await player.burst("<enter>7<f9>")
        assert "accepted" in player.message

    run(scene, who=NOBODY, sign_on=True, idle=1)
    assert "ann" not in drafts()


def test_a_broken_line_keeps_what_is_put_aside_half_typed(counter: House) -> None:
    """S-2: the line is lost while another one works; who was put aside by the idle terminal finds his draft too."""

    async def scene(player: Player) -> None:
        await player.look()
        await player.burst(ANNS + "3897-5<f7>ITEM1<enter>5<enter>ITE")
        async with asyncio.timeout(10):
            while not title(player).startswith(" custtui  Sign on"):
                await asyncio.sleep(0.01)
        player.app.session.idle = 60
        await player.look()
        await player.burst(BENS + "3897-9<f7>ITEM2<enter>7<enter>IT")
        await player.app.hang_up()

    run(scene, who=NOBODY, sign_on=True, idle=1)
    assert drafts() == ["ann", "ben"]
    assert [row.item for row in DraftLine.select().order_by(DraftLine.id)] == ["ITEM1", "ITEM2"]
    assert ['"ITE"' in Draft.get(made_by="ann").typing, '"IT"' in Draft.get(made_by="ben").typing] == [True, True]


def test_who_is_no_operator_or_has_a_wrong_pin_comes_no_further(counter: House) -> None:
    async def scene(player: Player) -> None:
        await player.look()
        for typed in ("nobody<enter>271828<enter>", "<backtab>ann<enter>314159<enter>", "<backtab>dora<enter>1<f9>"):
            await player.burst(typed)
            assert "This login and PIN do not go together" in player.message
            await player.burst("<esc>")
        Operator.update(active=False).where(Operator.login == "ben").execute()
        await player.burst(f"<backtab>{BENS}")
        assert "ben may no longer work here" in player.message
        await player.burst("<esc><f3>")
        assert "Leave custtui?" in player.message
        await player.burst("<f12>")
        assert title(player).startswith(" custtui  Sign on")

    run(scene, who=NOBODY, sign_on=True)


def test_a_pin_half_typed_is_gone_when_the_screen_is_hidden(counter: House) -> None:
    """Another one's PIN, begun in the window of the second signature: nobody completes it."""
    set_pin(CORA, "cora", PIN)

    async def scene(player: Player) -> None:
        await player.look()
        await player.burst(ANNS + "3897-5<enter><f10>K<enter>700<f9><esc><ctrl+g>")
        await player.look()
        await player.burst(f"cora<tab>{PIN[:4]}<ctrl+o>")
        await player.look()
        await player.burst(ANNS)
        assert "Second signature" in player.screen
        await player.burst(f"{PIN[4:]}<f9>")
        assert "do not go together" in player.message
        assert CustomerAccount.get(CustomerAccount.code == "3897-5").credit_limit != 700

    run(scene, who=NOBODY, sign_on=True)


def test_a_form_half_typed_stands_as_it_was_left(counter: House) -> None:
    async def scene(player: Player) -> None:
        await player.look()
        await player.burst(ANNS + "3897-5<enter><enter>Sour Juices<ctrl+o>")
        await player.look()
        await player.burst(ANNS)
        assert "Sour Juices" in player.screen
        await player.burst("<f9>")
        assert "saved" in player.message

    run(scene, who=NOBODY, sign_on=True)


@pytest.mark.parametrize("on", ("<tab>", "<down>"))
def test_login_and_pin_keyed_whole_again_show_nothing_and_sign_on(counter: House, on: str) -> None:
    async def scene(player: Player) -> None:
        await player.look()
        await player.burst(f"ann<tab>999999<f9><esc>ann{on}")
        assert player.message == "PIN: empty, type it anew; Shift+Tab goes back"
        await player.burst(PIN)
        assert PIN[:2] not in player.screen
        await player.burst("<f9>")
        assert "Ann" in title(player)

    run(scene, who=NOBODY, sign_on=True)


def test_without_sign_on_no_key_changes_the_operator(counter: House) -> None:
    async def scene(player: Player) -> None:
        await player.burst("<ctrl+o>")
        assert player.message.startswith("Ctrl+O does nothing here")

    run(scene)


def test_what_who_signed_on_may_not_change_reads_as_text(counter: House) -> None:
    async def scene(player: Player) -> None:
        await player.look()
        await player.burst(f"{ANNS}3897-5<enter><enter>")
        player.app.desk.view.go("credit_limit")
        await player.burst("9")
        assert player.message.startswith("Credit limit: only a supervisor may change limits")

    run(scene, who=NOBODY, sign_on=True)
