"""Between a program and its PostgreSQL: a line that is cut or falls silent at a moment that a test chooses."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg.conninfo import conninfo_to_dict

COMMIT = b"COMMIT"
ANSWERED = b"COMMIT\x00"
"""What the server says once it is done."""


class Relay:
    """Listens on the loopback, and hands on what both sides say.

    `cut` says when the line is cut, once, at the next COMMIT: "before" it goes on, "in" (gone on, its answer not
    waited for) or "after" (done, its answer kept back). `silent`: nothing is handed on any more, nothing is closed.
    """

    def __init__(self, url: str) -> None:
        words = conninfo_to_dict(url)
        self.cut, self._kept, self.silent = "", "", threading.Event()
        self.pairs = list[tuple[socket.socket, socket.socket]]()
        self._server = url
        self._socket = f"{words['host']}/.s.PGSQL.{words.get('port') or 5432}"
        self._at = socket.create_server(("127.0.0.1", 0))
        self.url = f"postgresql://{quote(str(words.get('user') or 'postgres'))}@127.0.0.1:{self._at.getsockname()[1]}"
        self.url += f"/{words['dbname']}?pooled=1"  # nothing is prepared: a COMMIT can be read
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Nobody comes through any more."""
        self._at.close()
        self.hang_up()

    def hang_up(self) -> None:
        """All lines are cut."""
        for pair in self.pairs:
            for one in pair:
                with contextlib.suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)

    def settled(self) -> None:
        """Wait until the server has done what it was told before the line was cut."""
        mine = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        with psycopg.connect(self._server, autocommit=True) as direct:
            for _ in range(500):
                if direct.execute(mine).fetchone() == (0,):
                    return
                time.sleep(0.02)
        raise AssertionError("the server is still at it")

    def _accept(self) -> None:
        while True:
            try:
                program, _ = self._at.accept()
            except OSError:
                return
            server = socket.socket(socket.AF_UNIX)
            server.connect(self._socket)
            self.pairs.append((program, server))
            threading.Thread(target=self._ask, args=(program, server), daemon=True).start()
            threading.Thread(target=self._answer, args=(server, program), daemon=True).start()

    def _ask(self, program: socket.socket, server: socket.socket) -> None:
        for said in said_on(program):
            if self.silent.is_set():
                continue
            if self.cut and COMMIT in said:
                self._kept, self.cut = self.cut, ""
            if self._kept != "before":
                with contextlib.suppress(OSError):
                    server.sendall(said)
            if self._kept in ("before", "in"):
                self.hang_up()
                self._kept = ""

    def _answer(self, server: socket.socket, program: socket.socket) -> None:
        for said in said_on(server):
            if self.silent.is_set():
                continue
            if self._kept:  # a quick answer does not slip through either
                if self._kept == "after" and ANSWERED in said:
                    self.hang_up()
                    self._kept = ""
                continue
            with contextlib.suppress(OSError):
                program.sendall(said)


def said_on(one: socket.socket) -> Any:
    """What comes from one side, as it comes."""
    with contextlib.suppress(OSError):
        while said := one.recv(65536):
            yield said
