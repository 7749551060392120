"""The program: takes the terminal over at once where a clerk starts it, and only then imports what is needed.

The forms a clerk's start has (`custtui`, `custtui demo`, with `--database`) are read here by hand: the command line's
library would be a fifth of the start (P-6). Everything else goes to it.
"""

import gc
import sys
from collections.abc import Sequence
from typing import NamedTuple


class Start(NamedTuple):
    """A start of the screens: on the demo data or not, on which database."""

    demo: bool
    database: str | None


def plain_start(arguments: Sequence[str]) -> Start | None:
    """The arguments as a clerk's start, None where they are anything else."""
    demo, database, left = False, None, list(arguments)
    while left:
        word = left.pop(0)
        if word == "demo" and not demo:
            demo = True
        elif word == "--database" and left:
            database = left.pop(0)
        elif word.startswith("--database=") and word != "--database=":
            database = word.removeprefix("--database=")
        else:
            return None
    return Start(demo, database)


def main() -> None:
    """Run what the command line asks for; ends the process with its exit code."""
    start = plain_start(sys.argv[1:])
    if start is None:
        from custtui.cli import run

        sys.exit(run())
    from custtui.terminal import early

    early.take_over()
    gc.disable()  # imports leave next to none: looking for it is a tenth of the start; on again with the screens
    from custtui.cli.start import start_screens

    sys.exit(start_screens(*start))


if __name__ == "__main__":
    main()
