"""Takes what is kept beside orders into chains: changed terms and addresses, merges, signatures, seals (S-6).

Whoever writes such a row calls `keep` in the same transaction, with the account, party or address of it locked; the
chain of the house waits for nobody but whoever ends a signed act or a seal at the same moment.
"""

from collections.abc import Iterable

from peewee import Database

from custtui.models.base import db
from custtui.models.chaining import HISTORIES, HISTORY, NONE, MadeRow, head_of, heads_of, joined, read, write
from custtui.models.database import is_sqlite
from custtui.models.taking_up import pages

COLUMN = {kind: column for column, kinds in HISTORIES.items() for kind in kinds}
ALONE = "SELECT pg_advisory_xact_lock(1752134515)"
"""Those who go on with the chain of the house on PostgreSQL, one at a time: the key is 'hous'."""
HOUSE = 1
"""The only row of `house`."""
AT_ONCE = 5_000


def keep(kind: str, row: int) -> None:
    """Take a row just written into its chain, within the transaction that wrote it."""
    column = COLUMN[kind]
    if column == "house_id":
        _alone()
    for chain, entry, of in read(db.obj, kind, "t.id = {0}", (row,)):
        head = head_of(db.obj, column, chain, HISTORY)
        write(db.obj, column, [(chain, *one) for one in joined(head, [(kind, entry, of)])], HISTORY)


def keep_of_house(made: Iterable[MadeRow]) -> None:
    """Take rows just written whose contents are known into the chain of the house, as `keep` does."""
    _alone()
    head = head_of(db.obj, "house_id", HOUSE, HISTORY)
    write(db.obj, "house_id", [(HOUSE, *one) for one in joined(head, made)], HISTORY)


def _alone() -> None:
    if not is_sqlite(db):
        db.execute_sql(ALONE)


def take_up_histories(database: Database) -> None:
    """Take up what stands in no chain yet: in a database of before."""
    for column, kinds in HISTORIES.items():
        for kind, one in kinds.items():
            if one.stands(database):
                take_up_kind(database, column, kind)


def take_up_kind(database: Database, column: str, kind: str, first: int = 0) -> None:
    """Take up the rows of a kind from an id on: of many written at once."""
    table = HISTORIES[column][kind].table
    for low, high in pages(database, table, first, AT_ONCE):
        known = _known(database, kind, low, high)
        made = dict[int, list[MadeRow]]()
        for chain, row, of in read(database, kind, "t.id BETWEEN {0} AND {0}", (low, high)):
            if row not in known:
                made.setdefault(chain, []).append((kind, row, of))
        _go_on(database, column, made)


def _go_on(database: Database, column: str, made: dict[int, list[MadeRow]]) -> None:
    if made:
        heads = heads_of(database, column, made, HISTORY)
        chains: Iterable[tuple[int, list[MadeRow]]] = sorted(made.items())
        links = [(chain, *one) for chain, rows in chains for one in joined(heads.get(chain, NONE), rows)]
        write(database, column, links, HISTORY)


def _known(database: Database, kind: str, low: int, high: int) -> set[int]:
    sql = f"SELECT entry FROM {HISTORY} WHERE kind = '{kind}' AND entry BETWEEN {low:d} AND {high:d}"
    return {entry for (entry,) in database.execute_sql(sql).fetchall()}
