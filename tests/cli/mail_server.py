"""A mail server on loopback for tests: what it says to which address, and what came in."""

import asyncio
import socket
import ssl
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Event
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

OK = "250 OK"


class Post:
    """Says `answers[address]` to each recipient, one a try, the last one for ever; keeps what came in."""

    def __init__(self) -> None:
        self.answers: dict[str, deque[str]] = {}
        self.data = OK
        self.came: list[EmailMessage] = []
        self.users: list[str] = []
        self.hold = Event()
        self.hold.set()
        self.inside = Event()

    def says(self, address: str, *answers: str) -> None:
        self.answers[address] = deque(answers)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        known = self.answers.get(address, deque([OK]))
        answer = known.popleft() if len(known) > 1 else known[0]
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.inside.set()
        while not self.hold.is_set():
            await asyncio.sleep(0.01)
        if self.data.startswith("2"):
            message = message_from_bytes(envelope.content, policy=policy.default)
            message["X-To"] = ", ".join(envelope.rcpt_tos)
            self.came.append(message)
        return self.data

    def authenticate(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        self.users.append(f"{data.login.decode()}:{data.password.decode()}")
        return AuthResult(success=data.password == b"right", handled=False)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@contextmanager
def listening(post: Post, port: int = 0, context: ssl.SSLContext | None = None) -> Iterator[int]:
    """The port it listens at."""
    more: dict[str, Any] = {}
    if context:
        more = {"tls_context": context, "require_starttls": True, "authenticator": post.authenticate}
    at = port or free_port()
    controller = Controller(post, hostname="127.0.0.1", port=at, **more)
    controller.start()
    try:
        yield at
    finally:
        controller.stop()
