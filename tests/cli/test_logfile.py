"""The log of a clerk's program is for its owner alone, and does not grow without end."""

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from custtui import logfile


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A log in use, under a umask that hides nothing."""
    monkeypatch.setattr(logfile, "LARGEST", 2_000)
    before, umask = list(logging.getLogger().handlers), os.umask(0)
    path = tmp_path / "state" / "custtui.log"
    logfile.log_to(path)
    yield path
    os.umask(umask)
    for handler in [one for one in logging.getLogger().handlers if one not in before]:
        logging.getLogger().removeHandler(handler)
        handler.close()


def test_it_is_readable_by_its_owner_alone(log: Path) -> None:
    logging.getLogger("custtui").error("what a clerk typed")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert "what a clerk typed" in log.read_text("utf-8")


def test_a_thousand_faults_keep_to_its_size(log: Path) -> None:
    for number in range(1_000):
        logging.getLogger("custtui").error("fault %s", number)
    kept = sorted(log.parent.iterdir())
    assert len(kept) == logfile.KEPT + 1
    assert sum(one.stat().st_size for one in kept) <= 2_000 * len(kept)
    assert {stat.S_IMODE(one.stat().st_mode) for one in kept} == {0o600}
