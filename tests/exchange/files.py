"""What the tests of imports share: a house to import into, files, and what a database holds."""

from dataclasses import dataclass
from pathlib import Path

from custtui.domain.who import SYSTEM, Who
from custtui.exchange import import_file
from custtui.exchange.report import Report
from custtui.models import all_models
from custtui.services.setup import NewSeller, set_up


@dataclass(slots=True)
class House:
    """A database that was set up, and a folder for files."""

    folder: Path
    who: Who

    def bring(self, kind: str, text: str, *, suffix: str = "csv", dry_run: bool = False) -> Report:
        """Import a text as a file of a kind."""
        return self.bring_bytes(kind, text.encode("utf-8"), suffix=suffix, dry_run=dry_run)

    def bring_bytes(self, kind: str, text: bytes, *, suffix: str = "csv", dry_run: bool = False) -> Report:
        """Import bytes as a file of a kind."""
        path = self.folder / f"{kind}.{suffix}"
        path.write_bytes(text)
        return import_file(SYSTEM, kind, path, dry_run=dry_run)

    def put(self, kind: str, text: str) -> None:
        """Import a text that has nothing wrong with it."""
        report = self.bring(kind, text)
        assert report.ok, [str(reject) for reject in report.rejects]


def house(folder: Path) -> House:
    """A house whose customer codes begin with 3897."""
    return House(folder, set_up("ann", "Ann", NewSeller(name="Sunshine Beverages LLC", unit_licence="3897")))


def counts() -> dict[str, int]:
    """The number of rows of every table that has any."""
    found = {model._meta.table_name: model.select().count() for model in all_models()}
    return {name: number for name, number in found.items() if number}


def rejects(report: Report) -> list[tuple[int, str]]:
    """Line and column of every reject."""
    return [(reject.line, reject.column) for reject in report.rejects]
