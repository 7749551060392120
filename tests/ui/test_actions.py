"""F10: under headings, by letter or by arrow, whole in 80 x 24 and reachable in 60 x 16 (F-83)."""

import pytest

from custtui.ui.kit.actions import ActionsWindow, blocks_of
from custtui.ui.kit.keys import Action
from custtui.ui.paths import FAST_PATHS, ORDERS
from tests.services.house import House
from tests.services.keying import ordered
from tests.ui.keyplay import Player, run


def test_the_profile_has_them_under_headings_all_in_view(counter: House) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f10>")
        window = player.app.desk.top
        assert isinstance(window, ActionsWindow)
        for action in window.actions:
            assert f" {action.code.ljust(2)} {action.label}" in player.screen
        rows = [row.strip() for row in player.screen.split("\n")]
        heads = [
            min(n for n, row in enumerate(rows) if row.startswith(one)) for one in ("Customer  ", "Orders", "Money")
        ]
        assert heads == sorted(heads) and "Records" in player.screen and "From anywhere" in player.screen

    run(scene)


@pytest.mark.parametrize("keys", ("<down><down><down><enter>", "C<enter>", "X<down><up><pagedown><up><down>C<enter>"))
def test_an_arrow_puts_its_letter_into_the_line_and_enter_does_it(counter: House, keys: str) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<enter><f10>{keys}")
        assert player.screen.split("\n")[0].startswith(" custtui  Contacts")

    run(scene)


def test_nothing_chosen_and_nothing_typed_is_refused(counter: House) -> None:
    async def scene(player: Player) -> None:
        await player.burst("<f10><enter>")
        assert player.message.startswith("Type a letter from the list")

    run(scene)


def test_a_fast_path_reached_by_an_arrow_takes_what_is_typed_behind_it(counter: House) -> None:
    async def scene(player: Player) -> None:
        up = [one.code for one in reversed(FAST_PATHS)].index("CP") + 1
        await player.burst(f"<f10>{'<up>' * up}3897-9<enter>")
        assert "Customer 3897-9" in player.screen.split("\n")[0]

    run(scene)


def test_each_can_be_reached_by_arrows_in_the_smallest_window(counter: House) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f10>")
        actions = player.app.desk.top.actions
        for action in actions:
            await player.burst("<down>")
            assert f" {action.code.ljust(2)} {action.label}" in player.screen
        for action in reversed(actions[:-1]):
            await player.burst("<up>")
            assert f" {action.code.ljust(2)} {action.label}" in player.screen

    run(scene, size=(60, 16))


@pytest.mark.parametrize("size", ((80, 24), (80, 16), (60, 16), (132, 20)))
def test_page_keys_bring_each_into_view_down_to_the_last_and_back_to_the_first(
    counter: House, size: tuple[int, int]
) -> None:
    number = ordered(counter.a1, "ITEM1 x2").number

    async def scene(player: Player) -> None:
        await player.burst(f"{number}<enter><f10>")
        window = player.app.desk.top
        assert isinstance(window, ActionsWindow)
        labels = {f" {one.code.ljust(2)} {one.label[:20]}" for one in window.actions}
        for key, end in (("<pagedown>", "EN"), ("<pageup>", window.actions[0].code)):
            missing, keys = {one for one in labels if one not in player.screen}, 0
            assert key == "<pageup>" or " more: PgDn" in player.screen
            while window.chosen is None or window.chosen.code != end:
                await player.burst(key)
                missing, keys = {one for one in missing if one not in player.screen}, keys + 1
                assert keys < 20
            assert not missing

    run(scene, size=size)


def test_actions_without_headings_stand_under_one() -> None:
    one, two = Action("A", "Apple"), Action("B", "Pear", group=ORDERS)
    assert blocks_of([one], "Here") == [["Here", one]]
    assert blocks_of([two], "Here") == [["Here", two]]
    assert blocks_of([two, one], "Here") == [["Here", one], [ORDERS.text, two]]
