"""What a key script left in the database, without ids and moments: two ways of playing must agree on it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from peewee import Model

from custtui.models import all_models
from custtui.models.base import db
from tests.ui.keyplay import Player, run

Snapshot = dict[str, list[tuple[object, ...]]]

MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.\d]*(\+00:00|Z)?")
"""Where a moment stands in another column, such as a log of what a merge changed."""
LEFT_OUT = ("id", "made_at", "changed_at", "at", "placed_at", "released_at", "hash", "version", "typing")


@dataclass(frozen=True, slots=True)
class Left:
    """What a key script left: rows of the database, and the screen."""

    database: Snapshot
    screen: str


def play_and_leave(way: str, script: str) -> Left:
    """Play a script, `burst` or `slowly`."""
    screens: list[str] = []

    async def scene(player: Player) -> None:
        await getattr(player, way)(script)
        screens.append(player.screen)

    run(scene)
    return Left(snapshot(), re.sub(r"\b\d\d:\d\d\b", "hh:mm", screens[0]))


def snapshot(*tables: str) -> Snapshot:
    """Every row of these tables, of all where none are named, as values in order of its key."""
    asked = (model for model in all_models() if not tables or model._meta.table_name in tables)
    return {model._meta.table_name: _rows(model) for model in asked}


def _rows(model: type[Model]) -> list[tuple[object, ...]]:
    """Asked as text: Peewee takes longer to write a question than it takes to answer it, of a hundred tables."""
    columns = (f'"{one.column_name}"' for one in model._meta.sorted_fields if one.name not in LEFT_OUT)
    rows = db.execute_sql(f'SELECT {", ".join(columns)} FROM "{model._meta.table_name}"').fetchall()
    return sorted((tuple(MOMENT.sub("moment", str(value)) for value in row) for row in rows), key=str)
