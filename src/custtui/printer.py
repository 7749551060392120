"""Sends documents to the printer of the house: a command, or a printer's raw port (S-7).

Which one stands in the house's configuration alone: a command of a clerk's would be a shell.
"""

import errno
import os
import shlex
import signal
import socket
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from custtui.domain.errors import Refused, refuse
from custtui.domain.text import harmless, shortened

SECONDS = 10
"""A printer that takes no text for so long is out of order."""

CLOSING = 1
"""Seconds in which a printer says that it lets go."""
READ, TOLD = 4096, 120
"""Bytes that are read of what is said, and how many characters of it are told."""

Printer = Callable[[Sequence[str]], None]


def printer_of(target: str) -> Printer | None:
    """What prints rows of text, None where the house has none: `lp -d counter`, or `printer.lan:9100`.

    It raises Refused naming the reason where the text was not taken; it may be called on any thread, and blocks for
    up to SECONDS. Raises Refused for a command whose quotes do not close.
    """
    if not target.strip():
        return None
    host, _, port = target.strip().rpartition(":")
    if host and port.isdecimal() and not any(letter.isspace() or letter in "/'\"" for letter in host):
        return partial(_to_port, host.strip("[]"), int(port))
    try:
        return partial(_to_command, shlex.split(target))
    except ValueError as error:
        raise refuse("settings", f"setting print: {error}") from error


def _to_command(command: list[str], rows: Sequence[str]) -> None:
    """On its standard input, without a shell; it and what it began end with the time.

    What it says of a failure goes to a file: what it leaves running keeps no pipe of ours open.
    """
    with tempfile.TemporaryFile() as said:
        try:
            child = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said, start_new_session=True
            )
        except (OSError, ValueError) as error:
            raise _not_printed(f"{command[0]}: {_reason(error)}") from error
        try:
            child.communicate("".join(f"{row}\n" for row in rows).encode(), SECONDS)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.communicate()
            raise _not_printed(f"{command[0]} did not end within {SECONDS:g} seconds") from None
        if child.returncode:
            said.seek(0)
            first = shortened(said.readline(READ).decode(errors="replace").strip(), TOLD)
            raise _not_printed(f"{command[0]}: {first or f'it ended with {child.returncode}'}")


def _to_port(host: str, port: int, rows: Sequence[str]) -> None:
    """As such printers want it: rows end with CR and LF, the last page with a form feed.

    One that lets go without having read it is heard of within CLOSING seconds; most keep the line open longer.
    """
    text = "".join(f"{row}\r\n" for row in rows) + "\f"
    try:
        with socket.create_connection((host, port), SECONDS) as printer:
            printer.sendall(text.encode())
            printer.shutdown(socket.SHUT_WR)
            printer.settimeout(CLOSING)
            with suppress(TimeoutError):
                while printer.recv(READ):
                    pass
    except (OSError, ValueError, OverflowError) as error:
        raise _not_printed(f"{host}:{port}: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    if getattr(error, "errno", None) == errno.ENOTCONN:  # let go between two of our calls: one thing, one wording
        return os.strerror(errno.ECONNRESET)
    return (getattr(error, "strerror", None) or str(error) or "no answer").capitalize()


def _not_printed(why: str) -> Refused:
    return refuse("printer", f"Not printed: {harmless(why)}")
