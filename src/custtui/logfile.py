"""The file that faults of the program are written to: for its owner's eyes alone, and never growing without end."""

import contextlib
import logging
from functools import cached_property
from pathlib import Path

from custtui.irregular import no_file

LARGEST = 1_000_000
"""Bytes after which a log is put aside."""
KEPT = 3
"""Logs that were put aside and are kept."""


class FaultLog(logging.Handler):
    """Opened by its first record: most days have none, and what rotates a log is a hundredth of the start (P-6)."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path

    def emit(self, record: logging.LogRecord) -> None:
        self._file.handle(record)

    @cached_property
    def _file(self) -> logging.Handler:
        from custtui.rotating import OwnersLog

        file = OwnersLog(self.path, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", delay=True)
        file.setFormatter(self.formatter)
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
            handler = FaultLog(path)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.captureWarnings(True)
