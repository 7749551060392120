"""Two servers of PostgreSQL: one takes orders, the other has each of them before its clerk is told (synchronous)."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import psycopg

SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{folder}'
fsync = off
shared_buffers = '16MB'
max_wal_size = '64MB'
synchronous_standby_names = '{standby}'
primary_conninfo = 'host={other} user=postgres application_name=b'
"""


class Pair:
    """`a` takes orders, `b` follows it until it is promoted. The folder is to be one that any user may enter."""

    def __init__(self, folder: Path, binaries: Path) -> None:
        self.folder, self.binaries = folder, binaries
        self.user = "pgserver" if os.getuid() == 0 else None
        self.a, self.b = folder / "a", folder / "b"
        self._run("initdb", "-N", "-A", "trust", "-U", "postgres", "-D", self.a)
        for one in (self.a, self.b):
            _socket(one).mkdir(mode=0o777)
            _socket(one).chmod(0o777)
        self._settings(self.a, "b")
        self.start(self.a)
        self._run("pg_basebackup", "-h", _socket(self.a), "-U", "postgres", "-D", self.b, "-c", "fast", "-N")
        self._settings(self.b, "")
        (self.b / "standby.signal").touch()
        if self.user:
            shutil.chown(self.b / "standby.signal", self.user)
        self.start(self.b)
        self._until_it_follows()

    @property
    def url(self) -> str:
        """Both, as a clerk's program names them: whichever takes orders."""
        return f"postgresql:///postgres?host={_socket(self.a)},{_socket(self.b)}&user=postgres&target_session_attrs=read-write"

    def start(self, one: Path) -> None:
        """A server, and wait until it answers."""
        self._run("pg_ctl", "-D", one, "-w", "-l", one / "log", "start")

    def kill(self, one: Path) -> None:
        """At once, as a cut of its power: nobody is told."""
        self._run("pg_ctl", "-D", one, "-m", "immediate", "stop")

    def promote(self) -> None:
        """The standby takes orders from here on."""
        self._run("pg_ctl", "-D", self.b, "-w", "promote")

    def _settings(self, one: Path, standby: str) -> None:
        with (one / "postgresql.conf").open("a") as file:
            file.write(SETTINGS.format(folder=_socket(one), standby=standby, other=_socket(self.a)))

    def _run(self, command: str, *words: object) -> None:
        subprocess.run(
            [self.binaries / command, *map(str, words)],
            check=True,
            user=self.user,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _until_it_follows(self) -> None:
        with psycopg.connect(f"host={_socket(self.a)} user=postgres", autocommit=True) as primary:
            for _ in range(200):
                if primary.execute("SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'").fetchone():
                    return
                time.sleep(0.05)
        raise AssertionError("the standby does not follow")


def _socket(one: Path) -> Path:
    """Beside a server's data, which are copied."""
    return one.with_name(f"{one.name}-socket")
