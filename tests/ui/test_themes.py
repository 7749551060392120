"""What a theme draws in can be read on the palettes there are, and means the same without its colour."""

from __future__ import annotations

import re
from itertools import product

import pytest
from rich.style import Style

from custtui.ui.kit.page import CONTRAST, DARK, LIGHT, THEMES
from custtui.ui.kit.paint import STYLES
from tests.services.house import House
from tests.ui.keyplay import STYLES as SHEETS
from tests.ui.keyplay import Player, run

XTERM = (
    "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
)
PUTTY = (
    "000000 bb0000 00bb00 bbbb00 0000bb bb00bb 00bbbb bbbbbb 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
)
LINUX = (
    "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
)
SOLARIZED = (
    "073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3"
)
PALETTES = {
    "xterm": (DARK, XTERM, "000000", "e5e5e5", 4.5, False),
    "PuTTY": (DARK, PUTTY, "000000", "bbbbbb", 4.5, False),
    "Linux": (DARK, LINUX, "000000", "aaaaaa", 4.5, True),
    "Solarized dark": (DARK, SOLARIZED, "002b36", "839496", 3, False),
    "xterm, white": (LIGHT, XTERM, "ffffff", "000000", 4.5, False),
    "Solarized light": (LIGHT, SOLARIZED, "fdf6e3", "657b83", 3, False),
}
"""Theme, sixteen colours, paper, ink, the least contrast, and whether bold is bright."""
SIGNED = {"label": ":"}
"""What tells a meaning beside bold, reverse, underline: a sign."""
PLAIN = {"text", "dim", "keys", "good"}
"""What says nothing by its looks."""


def looks(theme: str) -> dict[str, Style]:
    found = dict[str, Style]()

    async def scene(player: Player) -> None:
        found.update({name: player.app.page.get_component_rich_style(f"page--{name}") for name in STYLES})

    run(scene, theme=theme)
    return found


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """As WCAG has it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", PALETTES)
def test_every_coloured_meaning_can_be_read(counter: House, palette: str) -> None:
    theme, colours, paper, _, least, bold_is_bright = PALETTES[palette]
    for name, style in looks(theme).items():
        number = style.color.number if style.color and not style.color.is_default else None
        if number is None:
            continue
        assert number != 8, f"{name} is bright black"
        if bold_is_bright and style.bold:
            number |= 8
        shown = contrast(colours.split()[number], paper)
        assert shown >= least, f"{name}: {shown:.2f}"


def test_without_colours_every_meaning_is_told_by_other_means(counter: House) -> None:
    found = looks(CONTRAST)
    for name, style in found.items():
        assert style.color is None or style.color.is_default, name
        told = style.bold or style.reverse or style.underline or name in SIGNED
        assert told or name in PLAIN, name


def test_a_theme_is_changed_by_a_key_and_labels_get_their_sign(counter: House) -> None:
    async def scene(player: Player) -> None:
        page = player.app.page

        def drawn(y: int) -> str:
            return page.render_line(y).text

        for theme in (LIGHT, CONTRAST, DARK):
            await player.burst("<f10>T<enter>")
            await player.app.animator.wait_until_complete()
            assert f"Theme {theme}" in player.message
            assert drawn(1).startswith(" Find: " if theme == CONTRAST else " Find ")
            colour = page.get_component_rich_style("page--label").color
            assert colour and (colour.is_default if theme == CONTRAST else not colour.is_default)

    run(scene)


def test_screens_name_meanings_and_sheets_alone_name_colours() -> None:
    folder = SHEETS.parent / "src" / "custtui" / "ui"
    for path in folder.rglob("*.py"):
        assert not re.search(r"ansi_|\bcolor\s*=|#[0-9a-fA-F]{6}\b", path.read_text()), path
    for theme, path in product(THEMES, SHEETS.glob("*.tcss")):
        assert "bright_black" not in path.read_text(), (theme, path)
