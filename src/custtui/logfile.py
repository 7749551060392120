"""The file that faults of the program are written to: for its owner's eyes alone, and never growing without end."""

import contextlib
import logging
import os
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from custtui.irregular import no_file

LARGEST = 1_000_000
"""Bytes after which a log is put aside."""
KEPT = 3
"""Logs that were put aside and are kept."""


class OwnersLog(RotatingFileHandler):
    """A rotating log of mode 0600, whatever the umask: a traceback may hold what a clerk typed."""

    def _open(self) -> TextIOWrapper:
        return open(self.baseFilename, "a", encoding=self.encoding, opener=_owners)


def _owners(path: str, flags: int) -> int:
    file = os.open(path, flags, 0o600)
    with contextlib.suppress(OSError):  # another's file that may be written to is still a log
        os.fchmod(file, 0o600)
    return file


def usual() -> Path:
    """The log in the user's state folder."""
    import platformdirs

    return platformdirs.user_state_path("custtui") / "custtui.log"


def log_to(path: Path) -> None:
    """Send warnings and faults to this file, or nowhere where its folder cannot be made, or a pipe or device stands
    there, which may never take them; on the terminal they would stand between the screens."""
    handler: logging.Handler = logging.NullHandler()
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        if not no_file(path):
            handler = OwnersLog(path, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.captureWarnings(True)
