"""What the screens know of where they run: who works, at which counter; handed in by bootstrap."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from custtui.domain.who import Who


@dataclass(frozen=True, slots=True)
class Session:
    """One clerk's program. `style_dir` holds the sheets; `close` is called once, on the database's thread."""

    who: Who
    style_dir: Path
    counter: str = ""
    bell: bool = True
    close: Callable[[], None] = lambda: None
    notice: str = ""
    log: Path | None = None
