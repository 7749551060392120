"""Plays key scripts on the application without a terminal: all at once, as one network packet does, or slowly."""

from __future__ import annotations

import asyncio
import logging
import re
import threading
import traceback
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from textual import events

from custtui.domain.who import Role, Who
from custtui.models.base import db
from custtui.models.database import Sqlite
from custtui.services.order_entry.taking_over import TakingOver
from custtui.ui.app import CustTui
from custtui.ui.kit.beside import SEEN
from custtui.ui.kit.session import Session

NAMES = {
    "esc": "escape",
    "backtab": "shift+tab",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "kp+": "kp_plus",
}
TOKEN = re.compile(r"<paste:(?P<paste>[^>]*)>|<(?P<key>[a-z0-9+]+)>|(?P<char>.)", re.DOTALL)
STYLES = Path(__file__).parents[2] / "styles"
ANN = Who("ann", "Ann", Role.ADMINISTRATOR)


def keys(script: str) -> list[events.Key | events.Paste]:
    """`3897-5<f7>ITEM1<enter>` as Textual events; `<lt>` is a literal <."""
    found: list[events.Key | events.Paste] = []
    for match in TOKEN.finditer(script):
        if match["paste"] is not None:
            found.append(events.Paste(match["paste"].replace("\\n", "\n")))
        elif match["char"]:
            found.append(events.Key(match["char"], match["char"]))
        elif match["key"] == "lt":
            found.append(events.Key("less_than_sign", "<"))
        else:
            name = NAMES.get(match["key"], match["key"])
            found.append(events.Key(name, "+" if name == "kp_plus" else None))
    return found


@contextmanager
def nothing_asked_here() -> Iterator[None]:
    """Screens ask the database on its own thread: a second connection would hold files that were exchanged (S-4)."""
    here, file, asked = threading.get_ident(), db.obj, list[str]()
    if not isinstance(file, Sqlite):
        yield
        return
    connect = file._connect

    def noted() -> Any:
        if threading.get_ident() == here:
            asked.append("".join(traceback.format_stack(limit=12)))
        return connect()

    file.close()
    file._connect = noted
    try:
        yield
    finally:
        file._connect = connect
    assert not asked, asked[0]


class Player:
    """A running application with its keyboard."""

    def __init__(self, app: CustTui) -> None:
        self.app = app

    async def rest(self) -> None:
        """Wait until every key is handled and the screen is composed."""
        await asyncio.wait_for(self.app.at_rest.wait(), 30)

    async def burst(self, script: str) -> None:
        """All keys before the first one is handled."""
        await self.rest()
        with nothing_asked_here():
            self.app.at_rest.clear()
            for key in keys(script):
                self.app.post_message(key)
            await asyncio.sleep(0)
            await self.rest()

    async def slowly(self, script: str) -> None:
        """Key by key, each one to its end."""
        for key in keys(script):
            await self.rest()
            self.app.at_rest.clear()
            self.app.post_message(key)
            await asyncio.sleep(0)
            await self.rest()

    async def look(self) -> None:
        """Wait as long as somebody needs to see what came up: before that it reads no keys."""
        await self.rest()
        await asyncio.sleep(SEEN + 0.01)

    @property
    def screen(self) -> str:
        """The screen as plain text."""
        return self.app.page.text

    @property
    def message(self) -> str:
        """The message line, with the rows above it that a long message goes on in."""
        rows = [str(row).strip() for row in self.app.page.rows[:-1]]
        whole = self.app.desk.message + self.app.desk.messages.message_end
        joined = (" ".join(" ".join(rows[-count:]).split()) for count in range(2, len(rows)))
        return whole if " ".join(whole.split()) in joined else rows[-1]


@contextmanager
def all_is_drawn() -> Iterator[None]:
    """A screen that cannot be drawn says so, and the program goes on: here that is a fault."""
    told, drawing = list[str](), logging.getLogger("custtui.ui.kit.frame")
    noted = logging.Handler()
    noted.emit = lambda record: told.append(logging.Formatter().format(record))
    drawing.addHandler(noted)
    try:
        yield
    finally:
        drawing.removeHandler(noted)
    assert not told, told[0]


def run(
    scene: Callable[[Player], Awaitable[None]], *, size: tuple[int, int] = (80, 24), who: Who = ANN, **more: Any
) -> None:
    """Play a scene on a fresh application bound to the database of the test; every screen of it can be drawn."""
    with all_is_drawn():
        run_undrawn(scene, size=size, who=who, **more)


def run_undrawn(
    scene: Callable[[Player], Awaitable[None]], *, size: tuple[int, int] = (80, 24), who: Who = ANN, **more: Any
) -> None:
    """The same, whatever cannot be drawn."""

    async def main() -> None:
        around = TakingOver(who)
        here = {"style_dir": STYLES, "counter": "Counter 2", "bell": False, "around": around, "at_work": around.begin}
        session = Session(who=who, **here, **more)
        app = CustTui(session)
        async with app.run_test(size=size):
            player = Player(app)
            await player.rest()
            await scene(player)

    asyncio.run(main())


def each_key(script: str, seen: list[str], count: Callable[[list[str]], int], **more: Any) -> list[tuple[str, int]]:
    """Each key of a script, played slowly, and what `count` makes of what was seen since it was typed."""
    found = list[tuple[str, int]]()

    async def scene(player: Player) -> None:
        for event in keys(script):
            await player.rest()
            seen.clear()
            player.app.at_rest.clear()
            player.app.post_message(event)
            await asyncio.sleep(0)
            await player.rest()
            found.append((getattr(event, "key", "paste"), count(seen)))

    run(scene, **more)
    return found
