"""A house to import into, on both databases."""

from pathlib import Path

import pytest

from tests.exchange.files import House
from tests.exchange.files import house as set_up_house


@pytest.fixture
def house(database: object, tmp_path: Path) -> House:
    """A database that was set up, and a folder for files."""
    return set_up_house(tmp_path)
