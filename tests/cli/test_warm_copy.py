"""Litestream keeps a copy of an SQLite house while clerks key: what it gives back is a whole house (S-4, S-9).

Skipped where there is none: the extra `test` brings it on Linux.
"""

import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.terminal.pty import Terminal

LITESTREAM = shutil.which("litestream", path=str(Path(sys.executable).parent)) or shutil.which("litestream")
pytestmark = pytest.mark.skipif(LITESTREAM is None, reason="no Litestream on this machine")

ORDER = "3897-5<f7>ITEM1<enter>5<enter>ITEM2<enter>7<enter><f9>"
LIMIT = 60


@pytest.fixture
def home(tmp_path: Path, custtui: Command) -> Path:
    path = tmp_path / "house.sqlite"
    assert custtui("init", "--demo", "--database", path).code == 0
    return path


@pytest.fixture
def copying(home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """What README says to run on the counter's machine."""
    words = [str(LITESTREAM), "replicate", str(home), f"file://{home.with_name('copy')}"]
    with home.with_name("copying.log").open("wb") as said:
        program = subprocess.Popen(words, stdout=said, stderr=said)
    yield program
    program.kill()
    program.wait()


def orders(path: Path) -> set[str]:
    """The numbers of all orders of a file."""
    with closing(sqlite3.connect(path)) as one:
        return {number for (number,) in one.execute("SELECT number FROM sales_order")}


def given_back(home: Path) -> Path:
    """The house as its copy has it by now; none where nothing is copied yet."""
    warm = home.with_name("warm.sqlite")
    warm.unlink(missing_ok=True)
    words = [str(LITESTREAM), "restore", "-o", str(warm), f"file://{home.with_name('copy')}"]
    subprocess.run(words, capture_output=True, timeout=LIMIT, check=False)
    return warm


def keyed(clerk: Terminal, home: Path) -> str:
    """The number of an order that a clerk keys, once it is accepted."""
    before, end = orders(home), time.monotonic() + LIMIT
    clerk.burst(ORDER)
    while not (new := orders(home) - before):
        assert time.monotonic() < end, clerk.text()
        clerk.read(0.1)
    return new.pop()


def wait_until_copied(home: Path, number: str) -> None:
    end = time.monotonic() + LIMIT
    while not ((warm := given_back(home)).exists() and number in orders(warm)):
        assert time.monotonic() < end, home.with_name("copying.log").read_text()
        time.sleep(0.2)


def test_a_copy_kept_while_clerks_key_is_a_whole_house_and_takes_its_place(
    home: Path, copying: subprocess.Popen[bytes], custtui: Command
) -> None:
    clerk = Terminal([sys.executable, "-m", "custtui", "--database", str(home)])
    try:
        assert clerk.wait_for("Find")
        first = keyed(clerk, home)
        wait_until_copied(home, first)
        later = keyed(clerk, home)
        copying.send_signal(signal.SIGKILL)  # the machine dies within the second that a copy lags
        copying.wait()
    finally:
        clerk.kill()
    was = orders(home)
    warm = given_back(home)
    assert custtui("check", "--database", warm).out == "No faults\n"
    assert was - {later} <= orders(warm) <= was
    home.unlink()
    assert custtui("restore", warm, "--database", home).code == 0
    assert custtui("check", "--database", home).out == "No faults\n"
    assert first in orders(home)
    assert home.stat().st_mode & 0o077 == 0o040, oct(home.stat().st_mode)
