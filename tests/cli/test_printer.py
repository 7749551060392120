"""Documents go to a printer by a command or a raw port; what keeps them from it is one line (S-5, S-7)."""

import errno
import os
import shlex
import socket
import struct
import sys
from pathlib import Path
from threading import Thread

import pytest

from custtui import printer
from custtui.domain.errors import Refused
from custtui.printer import printer_of

ROWS = ("PACKING SLIP", "Zoë; $(touch x) 'q'")


def python(code: str) -> str:
    return shlex.join([sys.executable, "-c", code])


def to(target: str) -> None:
    found = printer_of(target)
    assert found
    found(ROWS)


def refused(target: str) -> str:
    with pytest.raises(Refused) as caught:
        to(target)
    return str(caught.value)


def test_a_command_reads_the_text_and_no_shell_does(tmp_path: Path) -> None:
    path = tmp_path / "a b;c"
    to(python(f"import sys; open({str(path)!r}, 'wb').write(sys.stdin.buffer.read())"))
    assert path.read_text() == "PACKING SLIP\nZoë; $(touch x) 'q'\n"


def test_what_keeps_a_command_from_printing_is_one_line_without_control_characters() -> None:
    assert refused("/nowhere/lp -d x") == "Not printed: /nowhere/lp: No such file or directory"
    said = refused(python("import sys; sys.stderr.write('out of\\x1b[2J paper\\nmore'); sys.exit(3)"))
    assert said == f"Not printed: {sys.executable}: out of\ufffd[2J paper"
    assert refused(python("import sys; sys.exit(3)")).endswith(": it ended with 3")
    assert printer_of("  ") is None
    with pytest.raises(Refused, match="setting print: No closing quotation"):
        printer_of("lp 'a")


def test_a_command_that_reads_nothing_and_does_not_end_is_ended_with_all_it_began(monkeypatch) -> None:
    monkeypatch.setattr(printer, "SECONDS", 0.3)
    child = python("import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])")
    assert refused(child).endswith("did not end within 0.3 seconds")


def test_a_raw_port_gets_rows_and_a_form_feed() -> None:
    got = list[bytes]()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def take() -> None:
            with server.accept()[0] as line:
                got.extend(iter(lambda: line.recv(4096), b""))

        thread = Thread(target=take)
        thread.start()
        to(f"127.0.0.1:{server.getsockname()[1]}")
        thread.join(5)
        port = server.getsockname()[1]
    assert b"".join(got) == "PACKING SLIP\r\nZoë; $(touch x) 'q'\r\n\f".encode()
    assert refused(f"127.0.0.1:{port}") == f"Not printed: 127.0.0.1:{port}: Connection refused"
    assert refused("127.0.0.1:99999").startswith("Not printed: 127.0.0.1:99999: ")


def test_what_a_command_leaves_running_keeps_nobody_waiting(monkeypatch) -> None:
    """It printed, and was said to have failed: a clerk printed twice."""
    monkeypatch.setattr(printer, "SECONDS", 5)
    to(python("import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(6)'])"))


def test_a_raw_port_that_lets_go_unread_has_not_printed(monkeypatch) -> None:
    monkeypatch.setattr(printer, "CLOSING", 8)  # a busy machine lets go later
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drop() -> None:
            line = server.accept()[0]
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            line.close()

        thread = Thread(target=drop)
        thread.start()
        told = refused(f"127.0.0.1:{server.getsockname()[1]}")
        thread.join(5)
    assert "reset" in told.casefold() or "broken pipe" in told.casefold()


def test_a_raw_port_gone_before_the_text_was_ended_is_told_as_let_go(monkeypatch) -> None:
    def gone(*_: object) -> None:
        raise OSError(errno.ENOTCONN, os.strerror(errno.ENOTCONN))

    monkeypatch.setattr(socket.socket, "shutdown", gone)
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert refused(f"127.0.0.1:{server.getsockname()[1]}").endswith(": Connection reset by peer")


def test_what_a_command_says_at_length_ends_with_a_sign() -> None:
    told = refused(python("import sys; sys.exit('out of ' + 'paper ' * 40)"))
    assert told.endswith("\N{HORIZONTAL ELLIPSIS}") and "out of paper" in told
