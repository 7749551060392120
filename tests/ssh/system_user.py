"""README's recipe for clerks over SSH, word for word, on fresh users of this machine; run by hand, by root.

    python tests/ssh/system_user.py

It makes what README says (users ann and ben, group clerks, /srv/custtui, /etc/custtui, /opt/custtui), tries it with a
real sshd on loopback, prints what it saw, and takes it all away again. It refuses where any of it is there already.
"""

from __future__ import annotations

import contextlib
import grp
import os
import pwd
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.ssh.server import PLACES, README, Server, recipe
from tests.terminal.pty import Terminal

HOUSE = Path("/srv/custtui/custtui.sqlite")
MADE = (Path("/srv/custtui"), Path("/etc/custtui"), Path("/opt/custtui"), Path("/usr/local/bin/custtui"))
CLERKS, OUTSIDER = ("ann", "ben"), "eve"
NEW = "Cobbler Bob<f6><tab>Shop<tab><tab><tab><tab><tab>1 Main St<tab><tab>New York<tab>NY<tab>10001<tab><f9>"
FORGING = """
import sqlite3
with sqlite3.connect("/srv/custtui/custtui.sqlite") as one:
    one.execute("UPDATE operator SET role = 'administrator'")
"""
failed = list[str]()


def say(held: bool, what: str) -> None:
    """A line of the report."""
    print(f"{'holds' if held else 'FAILS'}: {what}", flush=True)
    failed.extend([] if held else [what])


def run(*words: str, user: str = "root") -> subprocess.CompletedProcess[str]:
    """A command by a user of the machine."""
    asked = words if user == "root" else ("runuser", "-u", user, "--", *words)
    return subprocess.run(asked, capture_output=True, text=True, check=False, cwd="/", env=clean())


def clean() -> dict[str, str]:
    """A shell's variables, without those of whoever runs this."""
    kept = ("LD_LIBRARY_PATH", "PIP_FIND_LINKS", "PIP_INDEX_URL", "PIP_CERT", "LANG")
    places = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    return {"PATH": places, "HOME": "/root", **{name: os.environ[name] for name in kept if name in os.environ}}


def word_for_word(umask: str) -> None:
    """What README says, in a shell of an administrator with this umask; ben as ann."""
    once, clerk = recipe("sh")
    for text in (once, clerk, clerk.replace("ann", "ben").replace("Ann", "Ben")):
        print(text.rstrip(), flush=True)
        script = f"set -e; umask {umask}\n{text}"
        done = subprocess.run(["bash", "-c", script], cwd=README.parent, env=clean(), capture_output=True, text=True)
        print(done.stdout + done.stderr, end="", flush=True)
        if done.returncode:
            raise SystemExit("README's words do not run")


@contextlib.contextmanager
def tidied() -> Iterator[None]:
    """Everything goes away again, however it ends."""
    there = [str(one) for one in MADE if one.exists() or one.is_symlink()]
    there += [one for one in (*CLERKS, OUTSIDER) if known(pwd.getpwnam, one)]
    if os.getuid() or there or known(grp.getgrnam, "clerks") or not shutil.which("sshd", path=PLACES):
        raise SystemExit(f"Run by root, with an sshd, where nothing of it is there yet: {there}")
    own = not known(pwd.getpwnam, "sshd"), not Path("/run/sshd").exists()
    try:
        if own[0]:
            run("useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", "sshd")
        Path("/run/sshd").mkdir(exist_ok=True)
        yield
    finally:
        for login in (*CLERKS, OUTSIDER, *(["sshd"] if own[0] else [])):
            run("userdel", "--force", *([] if login == "sshd" else ["--remove"]), login)
        run("groupdel", "clerks")
        for one in (*MADE, *([Path("/run/sshd")] if own[1] else [])):
            shutil.rmtree(one) if one.is_dir() else one.unlink(missing_ok=True)


def known(find: object, name: str) -> bool:
    """Is there such a user, or group?"""
    try:
        return bool(find(name))  # type: ignore[operator]
    except KeyError:
        return False


def modes() -> None:
    """Whatever stands in the folder is the group's, and nobody else's."""
    for one in sorted(HOUSE.parent.iterdir()):
        found = one.stat()
        owner, group = pwd.getpwuid(found.st_uid).pw_name, grp.getgrgid(found.st_gid).gr_name
        held = stat.S_IMODE(found.st_mode) == 0o660 and group == "clerks"
        say(held, f"{stat.filemode(found.st_mode)} {owner} {group} {one}")


def logins(server: Server) -> None:
    """Both clerks at once: what one stores the other finds; nothing else is to be had."""
    with Terminal(server.ssh("ann", "-tt", "sh")) as ann, Terminal(server.ssh("ben", "-tt")) as ben:
        say(ann.wait_for("Find") and ben.wait_for("Find"), "ann, who asked for sh, and ben are in the program")
        ann.burst(NEW)
        say(ann.wait_for("Cobbler Bob created"), "ann stores a customer")
        ben.burst("Cobbler")
        say(ben.wait_for("Cobbler Bob"), "what ann stored ben finds")
        print("\n".join(line for line in ben.text().splitlines() if line.strip()))
        modes()
        for one in (ann, ben):
            one.burst("<f3><pause:1000><f3><pause:1000><f9>")
            say(one.wait(10) is not None, "leaving the program ends the connection")
    sftp = subprocess.run(server.ssh("ann", "-s", "sftp"), input=b"", capture_output=True, timeout=30, check=False)
    say(sftp.returncode != 0, f"no sftp: {(sftp.stderr or sftp.stdout).decode(errors='replace').strip()[:80]}")
    back = subprocess.run(
        server.ssh("ann", "-N", "-oExitOnForwardFailure=yes", "-R0:127.0.0.1:9"), capture_output=True, timeout=30
    )
    say(back.returncode == 255, f"no port back: {back.stderr.decode().strip()}")
    say(not forwarded(server), "no port ahead (a house's PostgreSQL on loopback)")
    tunnel = server.ssh("ann", "-N", "-oExitOnForwardFailure=yes", "-w0:0", "-oTunnel=point-to-point")
    say(subprocess.run(tunnel, capture_output=True, timeout=30, check=False).returncode == 255, "no tunnel")


def forwarded(server: Server) -> bytes:
    """What greets behind a forwarded port."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    ahead = subprocess.Popen(server.ssh("ann", "-N", f"-L{port}:127.0.0.1:{server.port}"), stderr=subprocess.DEVNULL)
    try:
        time.sleep(2)
        with socket.create_connection(("127.0.0.1", port), 5) as one:
            return one.recv(20)
    except OSError:
        return b""
    finally:
        ahead.kill()
        ahead.wait()


def at_the_file() -> None:
    """Who is not of the group reads nothing; who is of it, and has a shell, is an administrator: check names it."""
    run("useradd", OUTSIDER)
    say(run("cat", str(HOUSE), user=OUTSIDER).returncode != 0, f"{OUTSIDER}, not of the group, reads no file")
    for user, words in (
        (OUTSIDER, ("check",)),
        ("ann", ("operator", "add", "eve")),
        ("ann", ("export", "customers")),
    ):
        done = run("custtui", *words, user=user)
        say(done.returncode == 1, f"{user}: custtui {' '.join(words)}: {done.stderr.strip()}")
    run("custtui", "backup", "/srv/custtui/backup.sqlite")
    forged = run("/opt/custtui/bin/python", "-c", FORGING, user="ann")
    say(forged.returncode == 0, f"with a shell ann makes herself an administrator in the file {forged.stderr[-200:]}")
    told = run("custtui", "check").stdout
    say("operator ann: administrator, what root gave him last is: clerk" in told, f"check: {told.strip()}")
    put = run("custtui", "restore", "/srv/custtui/backup.sqlite")
    say(put.returncode == 0 and run("custtui", "check").returncode == 0, f"restored: {put.stdout.strip()}")
    modes()


def main() -> None:
    """Play it all."""
    with tidied(), tempfile.TemporaryDirectory() as folder:
        word_for_word("022")
        modes()
        at_home = Path(folder) / "keys"
        at_home.mkdir(mode=0o755)
        Path(folder).chmod(0o755)
        (lines,) = recipe("sshd")
        with Server(Path(folder), lines, keys=f"{at_home}/%u") as server:
            for login in CLERKS:
                run("usermod", "--password", "*", login)  # without PAM sshd takes no one whose password is locked
                (at_home / login).write_text(f'command="id",environment="CUSTTUI_DATABASE=/tmp/x" {server.public}')
            logins(server)
        at_the_file()
    print("All of it holds" if not failed else f"{len(failed)} do not hold")
    raise SystemExit(bool(failed))


if __name__ == "__main__":
    main()
