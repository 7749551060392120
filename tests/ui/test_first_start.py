"""The first start is a screen as all others: it says what the program is, takes function keys, loses no key."""

from __future__ import annotations

import pytest

from custtui.cli.house import make_house
from custtui.domain.errors import refuse
from custtui.domain.who import NOBODY, Role, Who
from custtui.models.operator import Seller
from custtui.models.search.engine import rebuild
from custtui.ui.kit.session import NewHouse
from tests.ui.keyplay import Player, run

ROOT = Who("root", "root", Role.ADMINISTRATOR)
SIZES = [(80, 24), (60, 16)]


def new_house(made: list[bool], place: str = "/srv/data/custtui.sqlite") -> NewHouse:
    def make(demo: bool) -> tuple[Who, str]:
        made.append(demo)
        told = make_house(demo=False)
        rebuild()
        return ROOT, told

    return NewHouse(place, True, "root", make)


def start(scene, house: NewHouse, size: tuple[int, int] = (80, 24)) -> None:  # type: ignore[no-untyped-def]
    run(scene, size=size, who=NOBODY, new=house)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("place", ["/srv/data/custtui.sqlite", f"/home/{'x' * 100}/custtui.sqlite"])
def test_it_says_what_the_program_is_and_what_each_choice_does(
    sqlite_database, size: tuple[int, int], place: str
) -> None:
    async def scene(player: Player) -> None:
        whole = " ".join(player.screen.split())
        assert "custtui is an order desk: it finds customers, keys their orders, ships, invoices" in whole
        assert place in "".join(player.screen.split())
        for letter, told in (("e", "brings in files."), ("d", "thrown away."), ("q", "asks again.")):
            await player.burst(letter)
            assert told in " ".join(player.screen.split())
            assert "\N{HORIZONTAL ELLIPSIS}" not in player.screen

    start(scene, new_house([], place), size)


@pytest.mark.parametrize("keys", ["e<enter>", "<down><enter>", "d<up><enter>", "E<enter>", "<f1><f12><down><enter>"])
def test_keys_typed_ahead_go_on_in_the_house_that_is_made(sqlite_database, keys: str) -> None:
    made = list[bool]()

    async def scene(player: Player) -> None:
        await player.burst(f"{keys}<f6>Harbor Cafe<tab>")
        assert made == [False]
        assert player.app.desk.view.title == "New customer"
        assert player.app.desk.view.value("name") == "Harbor Cafe"  # type: ignore[attr-defined]
        assert player.app.desk.session.who == ROOT

    start(scene, new_house(made))


def test_enter_typed_ahead_makes_nothing_and_f_keys_are_answered(sqlite_database) -> None:
    made = list[bool]()

    async def scene(player: Player) -> None:
        await player.burst("<enter><enter>")
        assert "No key has chosen yet: E, D, Q or the arrow keys choose" in player.message
        for key in ("f7", "f10", "f12", "f9", "tab", "x"):
            await player.burst(f"<esc><{key}>" if len(key) > 1 else f"<esc>{key}")
            assert "does nothing here" in player.message or "not a choice" in player.message, key
        await player.burst("<esc><f1>")
        assert "Begin with what is chosen" in player.screen
        await player.burst("<f2><esc><f10><esc><f12>")
        assert player.app.desk.view.title == "First start"
        assert made == []

    start(scene, new_house(made))


@pytest.mark.parametrize("keys", ["<f3>", "q<enter>", "<up><f3>"])
def test_who_leaves_makes_nothing(sqlite_database, keys: str) -> None:
    made = list[bool]()

    async def scene(player: Player) -> None:
        for key in keys.replace("><", "> <").split():
            player.app.desk.end = lambda: made.append(True)  # type: ignore[method-assign]
            await player.burst(key)

    start(scene, new_house(made))
    assert made == [True]
    assert not Seller.select().exists()


def test_what_cannot_be_made_is_said_and_the_choice_stands(sqlite_database) -> None:
    def make(demo: bool) -> tuple[Who, str]:
        raise refuse("database", "/srv/custtui.sqlite cannot be made: No space left on device")

    async def scene(player: Player) -> None:
        await player.burst("e<enter>")
        assert "No space left on device" in player.message
        assert player.app.desk.view.title == "First start"

    start(scene, NewHouse("/srv/custtui.sqlite", True, "root", make))


def test_it_says_that_it_works_while_the_house_is_made(sqlite_database) -> None:
    seen = list[str]()

    async def scene(player: Player) -> None:
        desk = player.app.desk
        ask = desk.ask

        async def watched(service, *args, **more):  # type: ignore[no-untyped-def]
            seen.append(player.screen)
            return await ask(service, *args, **more)

        desk.ask = watched  # type: ignore[assignment]
        await player.burst("d<enter>")
        assert "Loading the demo data \N{HORIZONTAL ELLIPSIS}" in seen[0]
        assert "Loading" not in player.screen

    start(scene, new_house([]))


@pytest.mark.parametrize("keys", ["<enter>", "<f7>", "<f8>", "<f10>OE<enter>", "<f10>CP<enter>", "<f10>RP<enter>"])
def test_an_empty_house_teaches_how_the_first_customer_is_made(sqlite_database, keys: str) -> None:
    async def scene(player: Player) -> None:
        await player.burst("e<enter>")
        home = " ".join(player.screen.split())
        assert "New database. You (" in player.message
        assert "No customers yet: F6 creates the first one. F10 SU sets up the house." in home
        await player.burst(keys)
        assert player.message.startswith("No customers yet: F6 creates the first one")

    start(scene, new_house([]))
