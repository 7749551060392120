"""Loads the demo data: the import every user has, one file after the other."""

from collections.abc import Callable

from custtui.domain.errors import Fault, Refused
from custtui.domain.who import Who
from custtui.exchange.importing import import_file
from custtui.exchange.kinds import KINDS
from custtui.resources import fixture_dir


def load(who: Who, progress: Callable[[int, int], None] | None = None) -> None:
    """Load the fixtures into a database without customers; `progress` is told files done and files in all.

    Raises Refused with every reject of the first file that has any; within a transaction all of them are undone.
    """
    files = [(kind, fixture_dir() / f"{kind}.csv") for kind in KINDS]
    there = [(kind, path) for kind, path in files if path.exists()]
    for done, (kind, path) in enumerate(there):
        if progress:
            progress(done, len(there))
        report = import_file(who, kind, path)
        if not report.ok:
            raise Refused(Fault("fixture", kind, f"{path.name}: {reject}") for reject in report.rejects)
    if progress:
        progress(len(there), len(there))
