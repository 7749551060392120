"""What a backup's own chains say of it, where nothing in the place of the database can be asked (S-6, S-7)."""

from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from peewee import SqliteDatabase

from custtui.models.base import db
from custtui.models.copies import address_of, looked_into
from custtui.models.migrate import HISTORY, SCRIPTS, script_names
from custtui.services.chains import OPERATORS
from custtui.services.check_chain import chain_faults
from custtui.services.check_operators import operator_faults
from custtui.services.check_parts import whole


class OfBackup(NamedTuple):
    """What is wrong with who its operators are, and with all else that stands in chains: a line for each."""

    operators: list[str]
    others: list[str]


def chains_of(file: Path) -> OfBackup:
    """Read all chains of a backup, of which nothing is changed; of an older release's none: it may lack them."""
    if _is_older(file):
        return OfBackup([], [])
    with _asked(file):
        found = [*whole("chains", chain_faults())]
        roles = [*whole("operators", operator_faults())]
    of_operators = [one for one in found if one.startswith((f"{OPERATORS}:", "the chain of operators"))]
    return OfBackup([*of_operators, *roles], [one for one in found if one not in of_operators])


def _is_older(file: Path) -> bool:
    with closing(looked_into(file)) as one:
        return {*script_names(SCRIPTS)} != {name for (name,) in one.execute(f"SELECT name FROM {HISTORY}")}


@contextmanager
def _asked(file: Path) -> Generator[None]:
    """Within it, services ask the backup."""
    before, database = db.obj, SqliteDatabase(address_of(file), uri=True)
    db.initialize(database)
    try:
        yield
    finally:
        database.close()
        db.initialize(before)
