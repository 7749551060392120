"""Between a program and its PostgreSQL: a line on which everything that is asked is a while under way (P-13)."""

from __future__ import annotations

import contextlib
import queue
import socket
import threading
import time

from tests.relay import Relay, said_on


class FarRelay(Relay):
    """Hands on each message `delay` seconds after it came, by its own time.

    What is sent together, or before an answer came, is delayed together, as on a real line.
    """

    def __init__(self, url: str, delay: float = 0.0) -> None:
        self.delay = delay
        super().__init__(url)
        self.url = self.url.removesuffix("?pooled=1")

    def _ask(self, program: socket.socket, server: socket.socket) -> None:
        under_way = queue.SimpleQueue[tuple[float, bytes]]()
        threading.Thread(target=_arrive, args=(under_way, server), daemon=True).start()
        for said in said_on(program):
            under_way.put((time.monotonic() + self.delay, said))
        under_way.put((time.monotonic() + self.delay, b""))


def _arrive(under_way: queue.SimpleQueue[tuple[float, bytes]], server: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while True:
            due, said = under_way.get()
            time.sleep(max(0.0, due - time.monotonic()))
            if not said:
                server.shutdown(socket.SHUT_WR)
                return
            server.sendall(said)
