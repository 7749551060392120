"""Ctrl+C copies a number, an address or a phone to the clipboard of the clerk's own terminal (OSC 52)."""

from base64 import b64encode
from pathlib import Path

import pytest

from custtui.domain.who import NOBODY
from tests.services.house import House
from tests.terminal.rest import at_rest
from tests.ui.keyplay import Player, run
from tests.ui.over_pty import make_counter, program, up


def copied(player: Player) -> list[str]:
    """What goes to the clipboard from here on."""
    texts: list[str] = []
    player.app.session.copy = lambda text: texts.append(text) is None
    return texts


@pytest.mark.parametrize(
    ("way", "texts"),
    [
        ("3897-5<down>", ["3897-5"]),
        ("3897-5<enter>", ["3897-5"]),
        ("3897-5<enter><enter>", ["Healthy Juices Inc."]),
        ("3897-5<f7>ITEM1<enter>5<f9><f10>OI<enter>", ["SO-1001"]),
        ("3897-5<f7>ITEM1<enter>5<f9>3897-5<f8><down>", ["SO-1001"]),
        ("3897-5<enter><f10>S<enter><down>", ["1 Main St, New York NY 10001"]),
    ],
)
def test_what_the_screen_is_about_is_copied(counter: House, way: str, texts: list[str]) -> None:
    async def scene(player: Player) -> None:
        found = copied(player)
        await player.burst(f"{way}<ctrl+c>")
        assert found == texts
        assert player.message.startswith("Sent to the clipboard of your terminal: ") and texts[0] in player.message

    run(scene)


def test_again_copies_the_next_and_comes_round(counter: House) -> None:
    async def scene(player: Player) -> None:
        found = copied(player)
        await player.burst("3897-5<f7>ITEM1<enter>5<f9><f10>OI<enter><ctrl+c>")
        assert player.message.endswith("order SO-1001 (again: ship-to)")
        await player.burst("<ctrl+c><ctrl+c><ctrl+c>")
        assert found[0] == found[3] == "SO-1001" and "Dock Rd" in found[1] and "Main St" in found[2]

    run(scene)


def test_an_order_that_is_keyed_gives_whom_it_is_for_and_where_it_goes(counter: House) -> None:
    async def scene(player: Player) -> None:
        found = copied(player)
        await player.burst("3897-5<f7><ctrl+c><ctrl+c><ctrl+c>")
        assert found[0] == "3897-5 Healthy Juices Inc." and "Dock Rd" in found[1] and "Main St" in found[2]
        await player.burst("ITEM1<ctrl+c>")
        assert found[-1] == "ITEM1"

    run(scene)


def test_a_pin_is_never_copied(counter: House) -> None:
    async def scene(player: Player) -> None:
        found = copied(player)
        await player.look()
        await player.burst("ann<tab>271828<ctrl+c>")
        assert not found

    run(scene, who=NOBODY, sign_on=True)


def test_where_nothing_can_be_copied_it_is_said(counter: House) -> None:
    async def scene(player: Player) -> None:
        found = copied(player)
        await player.burst("<ctrl+c>")
        assert player.message.startswith("Nothing to copy here")
        player.app.session.clipboard = False
        await player.burst("<esc>3897-5<down><ctrl+c>")
        assert player.message.startswith("Copying is switched off here") and not found

    run(scene)


@pytest.mark.parametrize(("term", "sent"), [("xterm-256color", 1), ("linux", 0)])
def test_the_terminal_is_told_in_base64(sqlite_template: Path, tmp_path: Path, term: str, sent: int) -> None:
    terminal = program(make_counter(sqlite_template, tmp_path / "house.sqlite"), term=term)
    try:
        up(terminal)
        terminal.send(b"3897-5\r")
        assert terminal.wait_for("HJ Warehouse")
        at_rest(terminal)
        terminal.send(b"\x03")
        assert terminal.wait_for("clipboard")
        at_rest(terminal)
        assert terminal.raw.count(b"\x1b]52;c;" + b64encode(b"3897-5") + b"\x1b\\") == sent
        assert ("no clipboard" in terminal.text()) == (not sent)
    finally:
        terminal.kill()
