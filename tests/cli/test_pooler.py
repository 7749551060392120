"""Behind the real PgBouncer, which gives a connection for one transaction and then another: nobody notices (X-11).

Skipped where there is none: Debian has it as `pgbouncer`.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from custtui.models.base import db
from tests.cli.conftest import Command
from tests.terminal.pty import Terminal

POOLER = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")
pytestmark = pytest.mark.skipif(POOLER is None, reason="no PgBouncer on this machine")

CLERKS = 4
ORDER = "3897-5<f7>ITEM1<enter>5<enter>ITEM2<enter>7<enter><f9>"


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture
def direct(database_url: str, custtui: Command) -> str:
    """The URL of the server itself, which holds the demo house."""
    if "://" not in database_url:
        pytest.skip("a file needs no pooler")
    assert custtui("init", "--demo", "--database", database_url).code == 0
    return database_url


@pytest.fixture
def pooled(direct: str) -> Iterator[str]:
    """The same behind a pooler that has two connections for all, and hands them round in turns."""
    words, port = conninfo_to_dict(direct), _free_port()
    with tempfile.TemporaryDirectory(prefix="custtui-pool-") as name:
        folder = Path(name)
        folder.chmod(0o777)
        (folder / "users").write_text('"postgres" ""\n')
        (folder / "pool.ini").write_text(
            f"[databases]\n* = host={words['host']} user=postgres\n"
            f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\nauth_type = trust\n"
            f"auth_file = {folder}/users\npool_mode = transaction\ndefault_pool_size = 2\nserver_round_robin = 1\n"
            f"logfile = {folder}/log\n"
        )
        owner = Path(str(words["host"])).owner()  # who may enter the folder of the server's socket
        user = ["-u", owner] if os.getuid() == 0 else []
        pooler = subprocess.Popen([str(POOLER), "-q", *user, f"{folder}/pool.ini"], stderr=subprocess.DEVNULL)
        url = f"postgresql://postgres@127.0.0.1:{port}/{words['dbname']}"
        _wait_for(url, folder / "log")
        yield f"{url}?pooled=1"
        pooler.send_signal(signal.SIGKILL)
        pooler.wait()


def _wait_for(url: str, log: Path) -> None:
    for _ in range(100):
        try:
            psycopg.connect(url).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise AssertionError(log.read_text())


def test_four_clerks_key_orders_through_two_connections(direct: str, pooled: str, custtui: Command) -> None:
    before = _orders(direct)
    command = [sys.executable, "-m", "custtui", "--database", pooled]
    clerks = [Terminal(command) for _ in range(CLERKS)]
    try:
        for clerk in clerks:
            assert clerk.wait_for("Find"), clerk.text()
        for _ in range(3):
            for clerk in clerks:
                clerk.burst(ORDER, quiet=0.0)
            for clerk in clerks:
                assert clerk.wait_for("accepted"), clerk.text()
                clerk.settle(0.5)
    finally:
        for clerk in clerks:
            clerk.kill()
    assert _orders(direct) == before + 3 * CLERKS
    told = custtui("check", "--database", direct)
    assert told.code == 0, told.out + told.err


def _orders(url: str) -> int:
    with psycopg.connect(url) as one:
        return one.execute("SELECT count(*) FROM sales_order").fetchone()[0]  # pyright: ignore[reportOptionalSubscript]


def test_a_file_is_not_brought_in_through_it(pooled: str, custtui: Command, tmp_path: Path) -> None:
    path = tmp_path / "reasons.csv"
    path.write_text("code,text\n")
    told = custtui("import", "reasons", path, "--database", pooled)
    assert told.code == 1
    assert "An import wants the server itself, not its pooler" in told.err
    assert db.obj is not None
