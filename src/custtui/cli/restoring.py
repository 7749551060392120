"""Restoring a backup: by an administrator of what stands there, or of the backup where nobody can be asked there."""

from pathlib import Path

from custtui.bootstrap import database_url, system_user
from custtui.domain.errors import refuse
from custtui.domain.naming import first_of
from custtui.domain.who import Role
from custtui.irregular import no_database
from custtui.settings import load_settings


def put_in_place(file: Path, given: str | None) -> tuple[Path | None, str]:
    """Restore `file`; returns where what stood there is kept, and what its own chains say of it, '' for nothing.

    Raises Refused, with nothing changed.
    """
    from custtui.models.database import Sqlite, make_database
    from custtui.services.backup import restore

    try:
        database = make_database(database_url(load_settings(), given))
    except (ValueError, RuntimeError) as error:
        raise refuse("database", str(error), "database") from error
    if not isinstance(database, Sqlite):
        raise refuse("postgresql", "A PostgreSQL database is restored with its own tool: pg_restore")
    path = Path(database.database)
    if why := no_database(path) or no_database(file):
        raise refuse("file", f"{why}: nothing was changed", "file")
    _only_administrators(path, file)
    told = _told_by_its_chains(path, file)
    return restore(file, path), told


def _told_by_its_chains(path: Path, file: Path) -> str:
    """Where only the backup says who its administrators are, its chains say whether that is so (S-7)."""
    from custtui.models.copies import file_fault
    from custtui.services.backup_chains import chains_of

    if _asked(path) or not file.is_file() or file_fault(file):
        return ""  # who may is asked there; what is no sound file is refused by itself
    found = chains_of(file)
    if found.operators:
        told = f"{file}: who its operators are is not what they were given: {first_of(found.operators, 1)}"
        raise refuse("operators", f"{told}; nothing was changed", "file")
    return f"{file}: custtui check tells of its chains: {first_of(found.others, 1)}" if found.others else ""


def _asked(path: Path) -> dict[str, tuple[str, str]]:
    """The operators of what stands there; none where no administrator is left who could be asked."""
    from custtui.models.copies import operators_of

    known = operators_of(path)
    return known if any(role == Role.ADMINISTRATOR for _, role in known.values()) else {}


def _only_administrators(path: Path, file: Path) -> None:
    """What stands there is asked first; neither is opened by more than a look."""
    from custtui.models.copies import operators_of
    from custtui.services.asks import NAMED

    known = _asked(path) or operators_of(file)
    may = [f"{name} ({login})" for login, (name, role) in known.items() if role == Role.ADMINISTRATOR]
    if known and known.get(system_user()[0], ("", ""))[1] != Role.ADMINISTRATOR:
        raise refuse(
            "role", f"Only an administrator may restore a backup: {' or '.join(may[:NAMED]) or 'nobody yet'}"
        )
