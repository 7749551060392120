"""A full card number typed into any field of any screen or window never comes to the database (X-14)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from custtui.domain.card import holds_card_number
from custtui.models import all_models
from custtui.models.base import db
from tests.files import bound_copy
from tests.ui.flows import flows
from tests.ui.keyplay import Player, run
from tests.ui.over_pty import make_counter

WAYS = flows("sweep")
CARD = "4111 1111 1111 1111"


HASH = re.compile("[0-9a-f]{64}")
"""Of whose digits some may look like a card by chance."""


def stored() -> Iterator[str]:
    """Every table and column that holds a card number."""
    for table in (model._meta.table_name for model in all_models()):  # type: ignore[attr-defined]
        for row in db.execute_sql(f'SELECT * FROM "{table}"').fetchall():
            texts = (value for value in row if isinstance(value, str) and not HASH.fullmatch(value))
            yield from (f"{table}: {value}" for value in texts if holds_card_number(value))


@pytest.mark.parametrize("view", WAYS)
def test_no_field_of_a_screen_lets_a_card_number_in(view: str, sqlite_template, tmp_path) -> None:
    """Field by field, each on a fresh database: half typed, after F9, and after leaving."""
    names = [""]
    number = 0
    while number < len(names):
        path = make_counter(sqlite_template, tmp_path / f"{number}.sqlite")

        async def scene(player: Player, tabs: int = number) -> None:
            await player.burst(WAYS[view])
            names[:] = [field.name for field in player.app.desk.top.fields]
            await player.burst("<tab>" * tabs + CARD)
            assert not list(stored()), names[tabs]
            for after in ("<tab>", "<f9>", "<esc><f9>", "<esc><enter>", "<esc><f12>", "<esc><f3>"):
                await player.burst(after)
                assert not list(stored()), (names[tabs], after)

        with bound_copy(path, path.with_suffix(".played")):
            run(scene)
        number += 1
