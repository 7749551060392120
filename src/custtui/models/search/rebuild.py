"""Makes the whole index of the lookup anew: a million customers in minutes, in constant memory."""

from collections.abc import Generator
from contextlib import contextmanager

from custtui.domain.meter import Meter
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.search.activity import recount
from custtui.models.search.document import Document
from custtui.models.search.engine import AT_ONCE, engine
from custtui.models.search.facts import gather
from custtui.models.search.statements import many, run, these
from custtui.models.search.tables import INDEXES

SORTED = ("search_document_name", "search_document_code")
"""Indexes that are faster made behind all rows."""


@contextmanager
def set_for_much() -> Generator[None]:
    """Sorting a million keys goes to files on SQLite, not to memory; inside a transaction it cannot be set."""
    if not is_sqlite(db) or db.in_transaction():
        yield
        return
    run("PRAGMA temp_store = file")
    try:
        yield
    finally:
        run("PRAGMA temp_store = memory")


def rebuild(progress: Meter) -> int:
    """Make everything anew, in the caller's transaction. Returns the number of accounts.

    Full-text search writes out what it gathered as soon as a number is lower than the last one, so inactive accounts,
    whose numbers are the highest, come last.
    """
    first, last, number = run("SELECT min(id), max(id), count(*) FROM customer_account").fetchone()
    _clear()
    inactive: list[int] = []
    done = 0
    progress(0, number)
    for start in range(first or 0, (last or -1) + 1, AT_ONCE):
        found = gather("BETWEEN ? AND ?", (start, start + AT_ONCE - 1))
        inactive += [one.account_id for one in found if not one.active]
        done += _learn([one for one in found if one.active])
        progress(done, number)
    for start in range(0, len(inactive), AT_ONCE):
        some = inactive[start : start + AT_ONCE]
        done += _learn(gather(these(some), some))
        progress(done, number)
    _finish()
    return done


def _clear() -> None:
    engine().clear()
    for table in ("search_document", "search_key"):
        run(f"DELETE FROM {table}")
    for index in SORTED:
        run(f"DROP INDEX IF EXISTS {index}")
    run("DROP TABLE IF EXISTS search_key_unsorted")
    run("CREATE TABLE search_key_unsorted (text TEXT NOT NULL, key BIGINT NOT NULL)")


def _learn(found: list[Document]) -> int:
    words = engine()
    words.store(found)
    words.add(found)
    many("INSERT INTO search_key_unsorted VALUES (?, ?)", [(text, one.key) for one in found for text in one.whole()])
    return len(found)


def _finish() -> None:
    """Keys go in sorted: each page of the B-tree is written once instead of once a batch."""
    order = "" if is_sqlite(db) else ' COLLATE "C"'
    run(f"INSERT INTO search_key (text, key) SELECT text, key FROM search_key_unsorted ORDER BY text{order}, key")
    run("DROP TABLE search_key_unsorted")
    for index in SORTED:
        run(f"CREATE INDEX {index} ON {INDEXES[index]}")
    run("DELETE FROM search_total")
    counted = "SELECT {0}, count(*) FROM search_document WHERE active = {0}"
    run(f"INSERT INTO search_total (active, number) {counted.format(0)} UNION ALL {counted.format(1)}")
    engine().finish()
    recount()
