"""Programs of their own that are forked from one that has everything loaded: a start takes a second otherwise."""

from __future__ import annotations

import sys
import traceback
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection

FORKS = get_context("forkserver")
PROGRAMS = ("tests.living.duel", "tests.living.hand")


class Mouth:
    """Standard input and output of a program, line by line."""

    def __init__(self, line: Connection) -> None:
        self.line = line

    def write(self, text: str) -> None:
        self.line.send(text)

    def flush(self) -> None:
        pass

    def readline(self) -> str:
        return self.line.recv()


def _run(line: Connection, module: str, words: tuple[str, ...]) -> None:
    sys.stdin = sys.stdout = Mouth(line)  # type: ignore[assignment]
    complaint = ""
    try:
        import_module(module).main(*words)
    except BaseException:
        complaint = traceback.format_exc()
    line.send(None)
    line.send(complaint)


class Program:
    """One that runs; raises TimeoutError where it says nothing for so many seconds."""

    def __init__(self, module: str, *words: str) -> None:
        FORKS.set_forkserver_preload(list(PROGRAMS))
        self.line, other = FORKS.Pipe()
        self.process = FORKS.Process(target=_run, args=(other, module, words), daemon=True)
        self.process.start()
        other.close()

    def say(self, text: str) -> None:
        self.line.send(text)

    def heard(self, timeout: float = 300) -> str | None:
        """What it says next, None at its end. Raises EOFError where it was killed."""
        if not self.line.poll(timeout):
            raise TimeoutError
        return self.line.recv()

    def to_the_end(self) -> tuple[str, str]:
        """All that it says from now on, and the traceback it ended with."""
        said = ""
        while (text := self.heard()) is not None:
            said += text
        complaint = str(self.heard())
        self.process.join()
        return said, complaint
