"""A full card number typed into any field of any screen or window never comes to the database (X-14)."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial

import pytest

from custtui.domain.card import holds_card_number
from custtui.models import all_models
from tests.files import bound_copy
from tests.ui.flows import flows
from tests.ui.keyplay import Player, run
from tests.ui.over_pty import make_counter

WAYS = flows("sweep")
CARD = "4111 1111 1111 1111"


HASH = re.compile("[0-9a-f]{64}")
"""Of whose digits some may look like a card by chance."""


class Stored:
    """What holds a card number of any table; read again once somebody wrote, by a connection that stays open."""

    def __init__(self, file: sqlite3.Connection) -> None:
        self.file, self.seen, self.clean = file, None, set[str]()

    def __call__(self) -> list[str]:
        now = self.file.execute("PRAGMA data_version").fetchone()
        found = [] if now == self.seen else [*self._held()]
        self.seen = None if found else now
        return found

    def _held(self) -> Iterator[str]:
        for table in (model._meta.table_name for model in all_models()):  # type: ignore[attr-defined]
            for row in self.file.execute(f'SELECT * FROM "{table}"').fetchall():
                texts = {value for value in row if isinstance(value, str)} - self.clean
                yield from (f"{table}: {text}" for text in texts if not HASH.fullmatch(text) and self._holds(text))

    def _holds(self, text: str) -> bool:
        holds = holds_card_number(text)
        if not holds:
            self.clean.add(text)
        return holds


@pytest.mark.parametrize("view", WAYS)
def test_no_field_of_a_screen_lets_a_card_number_in(view: str, sqlite_template, tmp_path) -> None:
    """Field by field, each on a fresh database: half typed, after F9, and after leaving."""
    names = [""]
    number = 0
    while number < len(names):
        path = make_counter(sqlite_template, tmp_path / f"{number}.sqlite")
        played = path.with_suffix(".played")

        async def scene(player: Player, stored: Stored, tabs: int) -> None:
            await player.burst(WAYS[view])
            names[:] = [field.name for field in player.app.desk.top.fields]
            await player.burst("<tab>" * tabs + CARD)
            assert not stored(), names[tabs]
            for after in ("<tab>", "<f9>", "<esc><f9>", "<esc><enter>", "<esc><f12>", "<esc><f3>"):
                await player.burst(after)
                assert not stored(), (names[tabs], after)

        with bound_copy(path, played), closing(sqlite3.connect(played)) as file:
            run(partial(scene, stored=Stored(file), tabs=number))
        number += 1
