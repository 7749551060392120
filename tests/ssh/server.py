"""A real sshd on loopback with the lines README gives for it, and a client that logs in there."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"
PLACES = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"
HEAD = """
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host
PidFile none
UsePAM no
StrictModes no
PasswordAuthentication no
AuthorizedKeysFile {keys}
AcceptEnv LANG LC_*
"""


def recipe(language: str) -> list[str]:
    """The blocks of a language in README's chapter on SSH, as they stand there."""
    chapter = README.read_text("utf-8").split("## Several clerks over SSH\n")[1].split("\n## ")[0]
    return re.findall(rf"```{language}\n(.*?)```", chapter, re.DOTALL)


def absent() -> str:
    """Why no sshd can be run here, '' where one can."""
    missing = [one for one in ("sshd", "ssh", "ssh-keygen", "ssh-agent") if not shutil.which(one, path=PLACES)]
    if missing:
        return f"{', '.join(missing)} not on this machine (Debian: openssh-server, openssh-client)"
    if os.getuid() == 0:
        try:
            pwd.getpwnam("sshd")
        except KeyError:
            return "run by root sshd needs its own user sshd, which Debian's package makes"
        if not Path("/run/sshd").is_dir():
            return "run by root sshd needs /run/sshd, which Debian's service makes"
    return ""


class Server:
    """An sshd that runs while the `with` does; `lines` are README's, `keys` who may log in."""

    def __init__(self, folder: Path, lines: str, keys: str = "") -> None:
        self.folder, self.port = folder, _free_port()
        for name in ("host", "clerk"):
            _run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name))
        self.public = (folder / "clerk.pub").read_text()
        self.keys = folder / "authorized_keys"
        self.keys.write_text(self.public)
        head = HEAD.format(port=self.port, folder=folder, keys=keys or self.keys)
        (folder / "sshd_config").write_text(head + lines)

    def __enter__(self) -> Server:
        program = shutil.which("sshd", path=PLACES) or ""
        config = str(self.folder / "sshd_config")
        self.log = (self.folder / "log").open("w")
        self.process = subprocess.Popen([program, "-D", "-e", "-f", config], stderr=self.log)
        for _ in range(100):
            if self.process.poll() is not None:
                raise RuntimeError((self.folder / "log").read_text())
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.05)
        raise RuntimeError("sshd does not answer")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait()
        self.log.close()

    def ssh(self, login: str, *words: str) -> list[str]:
        """The words that log in there; options first, what is asked to be run last."""
        options = [one for one in words if one.startswith("-")]
        asked = [one for one in words if not one.startswith("-")]
        known = ("-oStrictHostKeyChecking=no", "-oUserKnownHostsFile=/dev/null", "-oLogLevel=ERROR")
        own = ("-F", "none", "-p", str(self.port), "-i", str(self.folder / "clerk"))
        return [
            "ssh",
            *own,
            *known,
            "-oIdentitiesOnly=yes",
            "-oBatchMode=yes",
            *options,
            f"{login}@127.0.0.1",
            *asked,
        ]


def _run(*words: str) -> str:
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
