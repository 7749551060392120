"""Every screen in 80 x 24 (dark, light, contrast, NO_COLOR), 132 x 43 and 60 x 16, and a sheet of each look.

    python -m tests.pictures FOLDER [--look LOOK] [--screen SCREEN]

Needs Pillow (`pip install 'custtui[pictures]'`) and the type DejaVu Sans Mono. The keys to each screen are those of
`fixtures/keys/sweep.txt` and, where the demo data want others, of `fixtures/keys/pictures.txt`.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw

from tests.pictures.cells import DARK, LIGHT, Ink, font, picture
from tests.terminal.keystrokes import keys as strokes
from tests.terminal.pty import Terminal
from tests.terminal.rest import at_rest
from tests.ui.flows import flows

COLUMNS, SMALLER = 4, 2
"""Pictures beside one another on a sheet, and by how much each is made smaller there."""
PLAYED = {"CUSTTUI_BELL": "0", "CUSTTUI_ESCAPE_DELAY": "20"}
"""Esc is a key before the program can look as if at rest."""


class Look(NamedTuple):
    """How the program is shown."""

    env: dict[str, str]
    size: tuple[int, int] = (80, 24)
    ink: Ink = DARK


LOOKS = {
    "dark": Look({}),
    "light": Look({"CUSTTUI_THEME": "light"}, ink=LIGHT),
    "contrast": Look({"CUSTTUI_THEME": "contrast"}),
    "no-color": Look({"NO_COLOR": "1"}),
    "132x43": Look({}, (132, 43)),
    "60x16": Look({}, (60, 16)),
}


def main() -> None:
    """Draw them; the names of those that could not be reached go to standard error."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--look", choices=LOOKS, action="append")
    parser.add_argument("--screen", dest="screens", action="append")
    options = parser.parse_args()
    known = flows("sweep") | flows("pictures")
    if unknown := sorted(set(options.screens or ()) - set(known)):
        parser.error(f"no such screen: {', '.join(unknown)}; there are {', '.join(sorted(known))}")
    ways = {name: keys for name, keys in known.items() if name in (options.screens or [name])}
    with tempfile.TemporaryDirectory() as cache:
        for look in options.look or LOOKS:
            pictures = _saved(options.folder / look, LOOKS[look], ways, cache)
            sheet(pictures).save(options.folder / f"{look}.png")
            print(f"{look}: {len(pictures)} pictures in {options.folder / look}, and {look}.png of all beside it")


def _saved(folder: Path, look: Look, ways: dict[str, str], cache: str) -> dict[str, Image.Image]:
    """Each picture is written as soon as it is drawn: whoever looks need not wait for the last one."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures: dict[str, Image.Image] = {}
    for name, keys in ways.items():
        pictures[name] = _drawn(look, keys, cache)
        pictures[name].save(folder / f"{name}.png")
    return pictures


def _drawn(look: Look, keys: str, cache: str) -> Image.Image:
    """The screen to which the keys, typed ahead, lead on new demo data, which are built once for all in the cache."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:  # the program may just be writing there
        env = {"HOME": home, "XDG_CACHE_HOME": cache, **PLAYED, **look.env}
        columns, rows = look.size
        terminal = Terminal([sys.executable, "-m", "custtui", "demo"], env=env, rows=rows, cols=columns)
        try:
            assert terminal.wait_for("Find", limit=300), terminal.text()  # the first one builds the demo data
            at_rest(terminal)
            *parts, last = keys.split("<esc>")
            for part in parts:  # a letter right behind Esc would be Alt with it
                _type(terminal, f"{part}<esc>")
            _type(terminal, last)
            return picture(terminal.screen, look.ink)
        finally:
            terminal.hang_up()


def _type(terminal: Terminal, keys: str) -> None:
    terminal.send(b"".join(strokes(keys)))
    at_rest(terminal)


def sheet(pictures: dict[str, Image.Image]) -> Image.Image:
    """All of them in rows, smaller, each under its name."""
    wide = max(one.width for one in pictures.values()) // SMALLER + 12
    high = max(one.height for one in pictures.values()) // SMALLER + 30
    whole = Image.new("RGB", (wide * COLUMNS, high * -(-len(pictures) // COLUMNS)), "#808080")
    pen = ImageDraw.Draw(whole)
    for number, (name, one) in enumerate(pictures.items()):
        x, y = number % COLUMNS * wide + 6, number // COLUMNS * high
        pen.text((x, y + 4), name, fill="#ffffff", font=font(True))
        whole.paste(one.resize((one.width // SMALLER, one.height // SMALLER), Image.Resampling.LANCZOS), (x, y + 24))
    return whole


if __name__ == "__main__":
    main()
