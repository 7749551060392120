"""README's lines for sshd let a clerk into the program and to nothing else: a real sshd, as this user (S-7)."""

from __future__ import annotations

import os
import pwd
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ssh.server import Server, absent, recipe
from tests.terminal.pty import Terminal

LOGIN = pwd.getpwuid(os.getuid()).pw_name
PROGRAM = Path(sys.executable).with_name("custtui")

pytestmark = pytest.mark.skipif(bool(absent()), reason=absent() or "-")


def lines(command: object, folder: Path) -> str:
    """README's own, for this user and this program on a database of its own."""
    (text,) = recipe("sshd")
    assert "Match Group clerks" in text and "/usr/local/bin/custtui" in text
    own = f"SetEnv CUSTTUI_DATABASE={folder}/house.sqlite XDG_CONFIG_HOME={folder} XDG_STATE_HOME={folder}\n"
    return own + text.replace("Group clerks", f"User {LOGIN}").replace("/usr/local/bin/custtui", str(command))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Where the clerk's key also asks for another database and for a command of its own."""
    made = [PROGRAM, "init", "--database", tmp_path / "house.sqlite"]
    subprocess.run(made, check=True, capture_output=True)
    with Server(tmp_path, lines(PROGRAM, tmp_path)) as one:
        wanted = f'command="touch {tmp_path}/touched",environment="CUSTTUI_DATABASE={tmp_path}/other.sqlite"'
        one.keys.write_text(f"{wanted} {one.public}")
        yield one


def test_whatever_is_asked_for_the_program_comes_up(server: Server, tmp_path: Path) -> None:
    """A command, a shell, another database by SendEnv: nothing of it; F3 and yes end the connection."""
    asked = server.ssh(LOGIN, "-tt", "-oSendEnv=CUSTTUI_DATABASE", f"touch {tmp_path}/touched; sh")
    with Terminal(asked, {"CUSTTUI_DATABASE": str(tmp_path / "other.sqlite")}) as terminal:
        assert terminal.wait_for("Find"), terminal.text()
        terminal.burst("<f3>")
        terminal.burst("<f9>")
        assert terminal.wait(10) is not None
    for end in ("touched", "other.sqlite"):
        assert not (tmp_path / end).exists()


def test_no_port_is_forwarded_and_no_file_is_fetched(server: Server) -> None:
    """A forwarded port would reach the house's PostgreSQL: here it would reach the sshd itself, which greets."""
    back = server.ssh(LOGIN, "-N", "-oExitOnForwardFailure=yes", "-R0:127.0.0.1:9")
    assert subprocess.run(back, capture_output=True, timeout=20, check=False).returncode == 255
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    ahead = subprocess.Popen(server.ssh(LOGIN, "-N", f"-L{port}:127.0.0.1:{server.port}"), stderr=subprocess.PIPE)
    try:
        assert reached(port) == b""
    finally:
        ahead.kill()
        ahead.communicate()
    fetched = subprocess.run(server.ssh(LOGIN, "-s", "sftp"), input=b"", capture_output=True, timeout=20, check=False)
    assert fetched.returncode != 0 and b"\0\0\0" not in fetched.stdout


def reached(port: int) -> bytes:
    """What greets there, once the client listens."""
    for _ in range(100):
        try:
            with socket.create_connection(("127.0.0.1", port), 5) as one:
                return one.recv(20)
        except ConnectionRefusedError:
            time.sleep(0.05)
        except ConnectionResetError:
            return b""
    raise AssertionError("the client never listened")


def test_neither_an_agent_nor_variables_come_along(tmp_path: Path) -> None:
    """By the same lines, with a program that tells its environment."""
    agent = f"{tmp_path}/agent"
    held = subprocess.Popen(["ssh-agent", "-D", "-a", agent], stdout=subprocess.DEVNULL)
    try:
        with Server(tmp_path, lines("/usr/bin/env", tmp_path)) as server:
            server.keys.write_text(f'environment="LD_PRELOAD=/x.so" {server.public}')
            told = subprocess.run(
                server.ssh(LOGIN, "-A", "-oSendEnv=CUSTTUI_COUNTER"),
                env={**os.environ, "SSH_AUTH_SOCK": agent, "CUSTTUI_COUNTER": "9"},
                capture_output=True,
                text=True,
                check=True,
                timeout=20,
            ).stdout
    finally:
        held.terminate()
        held.wait()
    names = {line.partition("=")[0] for line in told.splitlines()}
    assert "CUSTTUI_DATABASE" in names
    assert not names & {"SSH_AUTH_SOCK", "LD_PRELOAD", "CUSTTUI_COUNTER"}
