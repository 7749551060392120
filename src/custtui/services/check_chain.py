"""Reads the chains: every event and posting of an order stands in its chain as it was written (S-6)."""

from collections.abc import Callable, Iterator

from custtui.models.base import db
from custtui.models.chaining import LINKS, WRITTEN
from custtui.models.database import is_sqlite
from custtui.models.path_postgresql import own_path
from custtui.services.chains import ORDER, Named, chain_pages
from custtui.services.check_parts import whole
from custtui.services.check_values import unused_numbers


def chain_faults(progress: Callable[[int], None] = lambda done: None) -> Iterator[str]:
    """A line for every row that is not as its chain has it; `progress` is told how many orders were read."""
    for part, chains in chain_pages():
        yield from whole(part, _faults(chains, progress))


def _faults(chains: Iterator[Named], progress: Callable[[int], None]) -> Iterator[str]:
    orders = 0
    for one in chains:
        yield from (f"{one.name}: {fault}" for fault in one.chain.faults())
        orders += one.there and one.what == ORDER
    if orders:
        progress(orders)


def link_faults() -> Iterator[str]:
    """Links that were taken away with what they are of: the newest of a chain leave no gap in it, but one here.

    A file of SQLite numbers all links of the house without gaps, and counts them. PostgreSQL leaves gaps where a
    transaction was rolled back; it counts the rows that were deleted or written over.
    """
    if not is_sqlite(db):
        yield from _counted()
        return
    for table, counter in WRITTEN.items():
        yield from _numbered(table, counter)


def _numbered(table: str, counter: str) -> Iterator[str]:
    gaps = f"SELECT before + 1, id - 1 FROM (SELECT id, lag(id, 1, 0) OVER (ORDER BY id) AS before FROM {table}) t"
    for begin, end in db.execute_sql(f"{gaps} WHERE id <> before + 1").fetchall():
        yield f"{table} {begin} to {end}: taken away, with what they are of{_perhaps(table)}"
    last, told = db.execute_sql(
        f"SELECT (SELECT coalesce(max(id), 0) FROM {table}),"
        f" coalesce((SELECT value FROM counter WHERE name = '{counter}'), 0)"
    ).fetchone()
    if last != told:
        yield f"counter {counter}: {told} links were written, the last there is is {last}"


def _perhaps(table: str) -> str:
    """What they may be of: numbers of orders and papers that no row has."""
    numbers = unused_numbers() if table == LINKS else ""
    return f"; no row has the number of {numbers}" if numbers else ""


def _counted() -> Iterator[str]:
    sql = (
        "SELECT relname, n_tup_del, n_tup_upd FROM pg_stat_user_tables WHERE schemaname = current_schema()"
        " AND relname IN ('chain_link', 'history_link', 'sealing', 'sealed_head', 'operator_event',"
        " 'second_signature', 'term_change', 'address_change', 'setup_change') AND n_tup_del + n_tup_upd > 0"
    )
    with own_path(db.obj):
        rows = db.execute_sql(sql).fetchall()
    for table, deleted, changed in rows:
        told = f"table {table}: {deleted} rows were deleted and {changed} written over, which no program of ours does"
        yield told + (_perhaps(table) if deleted else "")
