"""What comes next is fetched while nobody types, and only then."""

import asyncio
import sys
from importlib.util import find_spec

import pytest

from custtui.ui import ahead

SELDOM = "antigravity_of_custtui"


@pytest.fixture
def seldom(tmp_path, monkeypatch):
    """A module that nothing has imported yet, as the only one to fetch."""
    (tmp_path / f"{SELDOM}.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(ahead, "HOT", (SELDOM,))
    yield SELDOM
    sys.modules.pop(SELDOM, None)


def test_everything_named_is_there_to_be_fetched():
    assert [name for name in ahead.HOT if find_spec(name) is None] == []


def test_a_quiet_keyboard_lets_it_fetch(seldom):
    asyncio.run(ahead.fetch(lambda: 1.0))
    assert seldom in sys.modules


def test_nothing_is_fetched_while_keys_come(seldom):
    async def typing():
        fetching = asyncio.create_task(ahead.fetch(lambda: 0.0))
        await asyncio.sleep(3 * ahead.QUIET)
        fetching.cancel()

    asyncio.run(typing())
    assert seldom not in sys.modules
