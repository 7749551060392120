"""SQLite's tables of full-text search: how each is made, made anew, and held against what it should hold (S-6).

They keep no texts, so SQLite itself can tell no more of them than whether their lists can be read. Their lists are
copied to where nothing of the house is written, beside the texts they were made of: there it compares every word.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import chain, islice
from typing import Any

from custtui.models.search.statements import many, run

LONGEST_PREFIX = 14
"""Beginnings of a word that are indexed."""
OPTIONS = f"columnsize=0, detail=none, tokenize='ascii', prefix='{' '.join(map(str, range(1, LONGEST_PREFIX + 1)))}'"
PAGES = {"search_names": 500, "search_words": 500, "search_product_words": 0}
"""Bytes of a page of each table's lists, 0 for the usual: what migrations made."""
LISTS = {"idx": ("segid", "term", "pgno"), "data": ("id", "block"), "config": ("k", "v")}
"""What full-text search keeps beside each table."""
MERGING = {"hashsize": 1_048_576, "automerge": 4, "crisismerge": 16}
"""How it is set while clerks work; a table that was never made anew is so by itself."""
FIRST_PAGE = 10
"""Rows of `_data` up to this are about the whole."""
AT_ONCE = 500
WordsRead = Callable[[sqlite3.Connection], Iterator[tuple[int, Sequence[str]]]]
"""The words that tables should know, a text for each, by number, as the attached `house` has them."""


def make_anew(table: str) -> None:
    """Drop a table with its lists, whatever became of them, and make it, empty, in the caller's transaction."""
    if run("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone():
        for part, (made, rows) in _empty().items():  # it cannot even be dropped without lists it can read
            run(f"DROP TABLE IF EXISTS {table}_{part}")
            run(f"CREATE TABLE {table}_{part} {made}")
            many(f"INSERT INTO {table}_{part} VALUES ({', '.join('?' * len(LISTS[part]))})", rows)
        run(f"DROP TABLE {table}")
    for part in LISTS:
        run(f"DROP TABLE IF EXISTS {table}_{part}")
    run(f"CREATE VIRTUAL TABLE {table} USING fts5(words, content='', {OPTIONS})")
    if PAGES[table]:
        run(f"INSERT INTO {table} ({table}, rank) VALUES ('pgsz', {PAGES[table]})")


def _empty() -> dict[str, tuple[str, list[tuple[Any, ...]]]]:
    """What the lists of a new table are made like, and hold, with the SQLite there is."""
    with closing(sqlite3.connect(":memory:")) as one:
        one.execute("CREATE VIRTUAL TABLE t USING fts5(words)")
        statements = dict(one.execute("SELECT name, sql FROM sqlite_master").fetchall())
        return {
            part: (
                statements[f"t_{part}"].partition("'t_" + part + "'")[2],
                one.execute(f"SELECT {', '.join(columns)} FROM t_{part}").fetchall(),
            )
            for part, columns in LISTS.items()
        }


def faults(path: str, words: dict[tuple[str, ...], WordsRead]) -> Iterator[str]:
    """What is wrong with each of these tables of the file, as `search_words: …`; other clerks may go on writing."""
    with closing(sqlite3.connect("", isolation_level=None)) as scratch:
        scratch.text_factory = lambda text: text.decode("utf-8", "replace")
        for table in chain.from_iterable(words):
            scratch.execute(f"CREATE VIRTUAL TABLE {table} USING fts5(words, {OPTIONS})")
        scratch.execute("PRAGMA writable_schema = RESET")  # the lists that are copied are the first it reads
        scratch.execute("ATTACH ? AS house", (path,))
        scratch.execute("BEGIN")
        for tables, wanted in words.items():
            _learn(scratch, tables, wanted(scratch))
            for table in tables:
                if why := _fault(scratch, table):
                    yield f"{table}: {why}"


def _learn(scratch: sqlite3.Connection, tables: Sequence[str], rows: Iterator[tuple[int, Sequence[str]]]) -> None:
    """Put the texts beside each table, some at a time."""
    while some := list(islice(rows, AT_ONCE)):
        for at, table in enumerate(tables):
            scratch.executemany(
                f"INSERT INTO main.{table}_content VALUES (?, ?)", [(one, texts[at]) for one, texts in some]
            )


def _fault(scratch: sqlite3.Connection, table: str) -> str:
    try:
        for part, columns in LISTS.items():
            known = ", ".join(columns)
            scratch.execute(f"DELETE FROM main.{table}_{part}")
            scratch.execute(f"INSERT INTO main.{table}_{part} SELECT {known} FROM house.{table}_{part}")
        usual = {**dict(_empty()["config"][1]), **MERGING, **({"pgsz": PAGES[table]} if PAGES[table] else {})}
        odd = [k for k, v in scratch.execute(f"SELECT k, v FROM main.{table}_config") if usual.get(k) != v]
        if odd:
            return f"its setting {odd[0]} is none of this program's"
        scratch.execute(f"INSERT INTO main.{table} ({table}) VALUES ('integrity-check')")
    except sqlite3.DatabaseError as error:
        return f"cannot be searched by all words of the tables it was made from ({error})"
    lost = len(_pages(scratch, table) - _reached(scratch, table))
    return f"cannot be searched by all words: {lost} of its pages are reached by none" if lost else ""


def _pages(scratch: sqlite3.Connection, table: str) -> set[tuple[int, int]]:
    """Segment and page of each page on which words begin, as SQLite lays them down in `_data`.

    A page begins with two numbers of two bytes, the second being where its words end; those that begin on it are
    listed behind that.
    """
    rows = scratch.execute(f"SELECT id, block FROM main.{table}_data WHERE id > {FIRST_PAGE}")
    leaves = ((one, block) for one, block in rows if not one >> 31 & 63)
    return {(one >> 37, one & 0x7FFFFFFF) for one, block in leaves if len(block) > int.from_bytes(block[2:4], "big")}


def _reached(scratch: sqlite3.Connection, table: str) -> set[tuple[int, int]]:
    """Those that a search is led to; SQLite's own check looks at what leads somewhere, not at what does not."""
    rows = scratch.execute(f"SELECT segid, pgno FROM main.{table}_idx")
    return {(segment, page >> 1) for segment, page in rows}
