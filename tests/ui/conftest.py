"""A house for the screens: the rules' example customers and a few products, on each kind of database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from custtui.models.base import db
from custtui.models.database import bind, make_database
from custtui.models.search import rebuild
from tests.services import house


@pytest.fixture
def stand(database) -> Iterator[house.House]:
    """The examples of the rules, searchable."""
    made = house.stand()
    rebuild()
    yield made


@pytest.fixture
def counter(sqlite_template, tmp_path) -> Iterator[house.House]:
    """The same on SQLite alone: for what has nothing to do with the kind of database."""
    path = tmp_path / "counter.sqlite"
    path.write_bytes(sqlite_template.read_bytes())
    one = bind(make_database(str(path)))
    made = house.stand()
    rebuild()
    yield made
    one.close()
    db.initialize(None)
