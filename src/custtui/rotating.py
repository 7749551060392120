"""A log that never grows without end, for its owner's eyes alone."""

import contextlib
import os
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler


class OwnersLog(RotatingFileHandler):
    """A rotating log of mode 0600, whatever the umask: a traceback may hold what a clerk typed."""

    def _open(self) -> TextIOWrapper:
        return open(self.baseFilename, "a", encoding=self.encoding, opener=_owners)


def _owners(path: str, flags: int) -> int:
    file = os.open(path, flags, 0o600)
    with contextlib.suppress(OSError):  # another's file that may be written to is still a log
        os.fchmod(file, 0o600)
    return file
