"""The side file of an import: checked items wait there on disk, so that memory stays constant (P-10)."""

import io
import pickle
import re
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

from custtui.domain.text import harmless, spelled, unprintable
from custtui.exchange.kind import Reference
from custtui.exchange.report import SHOWN, Finding, shortened
from custtui.services.bulk.fitting import CODED

TABLES = """
PRAGMA journal_mode = off;
PRAGMA synchronous = off;
PRAGMA temp_store = file;
CREATE TABLE item (line INTEGER, rank INTEGER, body BLOB);
CREATE TABLE own (line INTEGER, col TEXT, sort TEXT, code TEXT, small TEXT);
CREATE TABLE need (line INTEGER, col TEXT, sort TEXT, code TEXT);
CREATE TABLE sharing (line INTEGER PRIMARY KEY);
CREATE TABLE span (line INTEGER, col TEXT, key TEXT, first TEXT, last TEXT);
CREATE TABLE twin (key TEXT, line INTEGER, body BLOB);
CREATE TABLE finding (what TEXT, line INTEGER, col TEXT, reason TEXT, sort TEXT, coded INTEGER);
"""
INDEXES = """
CREATE INDEX own_code ON own (sort, code);
CREATE INDEX own_small ON own (sort, small);
CREATE INDEX own_by_code ON own (code, col);
CREATE INDEX item_line ON item (line);
CREATE INDEX need_code ON need (sort, code);
CREATE INDEX span_key ON span (key, first, line);
CREATE INDEX twin_key ON twin (key, line);
CREATE INDEX finding_line ON finding (what, line);
"""
ANY_CAPITALS = frozenset({"customer or old", "product", "contract", "order", "shipment", "invoice"})
"""Sorts of codes and numbers that are found in any capitals: two that differ in nothing else are one."""
FOLDED = ANY_CAPITALS | {f"key of {kind}" for kind in CODED}
"""With those of rows that take the place of what stands."""
SCANNED = "scanned"
"""The sort of what is a code in one column and a barcode in another: of two products it may be one (SPEC 6)."""
NAMESAKE = "namesake"
"""The sort of names that may stand twice, in the file or beside one there is: forms ask, files are warned (R-20)."""
REJECT, WARNING = "reject", "warning"
FEW = 3
"""So many unknown codes, or kinds of warnings about one column, are each told in the summary."""
_QUOTED = re.compile(r'^.+(?= is not an? )|"[^"]*"|\S*[\d@]\S*|\b[A-Z]{2}\b')
"""What a reason says of its own row alone: what is not what it should be, what it quotes, numbers, the country."""


def quoted(text: str) -> str:
    """What a report may quote of a file: characters that do not print are spelled out (S-5)."""
    return harmless(text, spelled, unprintable)


def _sort(reason: str) -> str:
    """The kind of a reason: its words without what differs from row to row."""
    return " ".join(_QUOTED.sub(" ", reason).split())


@cache
def _named(module: str, name: str) -> Any:
    return resolve_name(f"{module}:{name}")


class _Unpickler(pickle.Unpickler):
    """Looks a class up once, not in every item: that was half of reading one (P-10)."""

    find_class = staticmethod(_named)


def _loads(body: bytes) -> Any:
    return _Unpickler(io.BytesIO(body)).load()


class Stage:
    """A temporary database with the items of one import, what they bring and need, and what is wrong with them.

    Items are pickled by this process for this process: the file lies in a directory only it may enter.
    """

    def __init__(self) -> None:
        self.directory = tempfile.TemporaryDirectory(prefix="custtui-import-")
        self.db = sqlite3.connect(Path(self.directory.name) / "stage.sqlite")
        self.db.executescript(TABLES)
        self.items = list[tuple[int, int, bytes]]()
        self.counts = {REJECT: 0, WARNING: 0}
        self.dropped = 0

    def __enter__(self) -> "Stage":
        return self

    def __exit__(self, *_: object) -> None:
        self.db.close()
        self.directory.cleanup()

    def add(self, line: int, rank: int, item: Any) -> None:
        """Keep an item."""
        self.items.append((line, rank, pickle.dumps(item, pickle.HIGHEST_PROTOCOL)))
        if len(self.items) >= 1000:
            self.flush()

    def flush(self) -> None:
        """Put what is gathered into the file."""
        self.db.executemany("INSERT INTO item VALUES (?, ?, ?)", self.items)
        self.items.clear()

    def add_own(self, rows: Iterable[tuple[int, Reference]]) -> None:
        """Codes that items bring; those that are found in any capitals are compared in small letters."""
        self.db.executemany("INSERT INTO own VALUES (?, ?, ?, ?, ?)", (
            (line, *one, one[2].casefold() if one[1] in FOLDED else one[2]) for line, one in rows
        ))  # fmt: skip

    def add_needs(self, rows: Iterable[tuple[int, Reference]]) -> None:
        """Codes that items need and the database does not have."""
        self.db.executemany("INSERT INTO need VALUES (?, ?, ?, ?)", ((line, *one) for line, one in rows))

    def add_twins(self, rows: Iterable[tuple[Iterable[str], int, Any]]) -> None:
        """Keys under which customers of the file may meet: those of each, line, who."""
        pickled = ((keys, line, pickle.dumps(who, pickle.HIGHEST_PROTOCOL)) for keys, line, who in rows)
        self.db.executemany("INSERT INTO twin VALUES (?, ?, ?)", (
            (key, line, body) for keys, line, body in pickled for key in keys
        ))  # fmt: skip

    def groups_of_twins(self) -> Iterator[tuple[str, int, Any]]:
        """Key, line, who: of the keys that more than one line has, line by line."""
        sql = (
            "SELECT key, line, body FROM twin WHERE key IN"
            " (SELECT key FROM twin GROUP BY key HAVING count(DISTINCT line) > 1) ORDER BY key, line"
        )
        for key, line, body in self.query(sql):
            yield key, line, _loads(body)

    def meeting(self, keys: Iterable[str]) -> Iterator[tuple[int, Any]]:
        """Line and who of those that are under one of these keys."""
        for key in sorted(keys):
            for line, body in self.query("SELECT line, body FROM twin WHERE key = ? ORDER BY line", key):
                yield line, _loads(body)

    def add_spans(self, rows: Iterable[tuple[int, str, str, date, date]]) -> None:
        """Times that may not overlap others of their key; line 0 for one that stands in the database."""
        self.db.executemany("INSERT INTO span VALUES (?, ?, ?, ?, ?)", (
            (line, column, key, first.isoformat(), last.isoformat()) for line, column, key, first, last in rows
        ))  # fmt: skip

    def find(self, what: str, line: int, column: str, reason: str, sort: str = "") -> None:
        """A reject or a warning; `sort` is its kind where it names a code: few of them are each told."""
        self.counts[what] += 1
        place = quoted(shortened(column))
        self.db.execute(
            "INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?)",
            (what, line, place, quoted(reason), sort or _sort(quoted(reason)), bool(sort)),
        )

    def reject(self, line: int, column: str, reason: str) -> None:
        """A reject: nothing of the file will be written."""
        self.find(REJECT, line, column, reason)

    def index(self) -> None:
        """All is read: make the checks across items quick."""
        self.flush()
        self.db.executescript(INDEXES)

    def read_items(self, *, sharing: bool = False) -> Iterator[Any]:
        """The items, lower ranks first, else in the order of the file; or those that share a number with others."""
        if sharing:
            for (body,) in self.query(
                "SELECT body FROM item WHERE line IN (SELECT line FROM sharing) ORDER BY rowid"
            ):
                yield _loads(body)
            return
        ranks = [rank for (rank,) in self.query("SELECT DISTINCT rank FROM item ORDER BY rank")]
        for rank in ranks:  # each in the order they came: nothing to sort
            for (body,) in self.query("SELECT body FROM item WHERE rank = ? ORDER BY rowid", rank):
                yield _loads(body)

    def coded_items(self, sql: str, *values: Any) -> Iterator[tuple[str, Any]]:
        """Codes and items, as a query gives them."""
        return ((code, _loads(body)) for code, body in self.query(sql, *values))

    def query(self, sql: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        """Rows of the side file, a cursor of their own each time."""
        return self.db.cursor().execute(sql, values)

    def item(self, line: int) -> Any:
        """The item that begins on a line."""
        return _loads(next(self.query("SELECT body FROM item WHERE line = ?", line))[0])

    def put(self, line: int, item: Any) -> None:
        """An item that shares a number with others, in the place of that of a line."""
        body = pickle.dumps(item, pickle.HIGHEST_PROTOCOL)
        self.db.execute("UPDATE item SET body = ? WHERE line = ?", (body, line))
        self.db.execute("INSERT OR IGNORE INTO sharing VALUES (?)", (line,))

    def drop(self, lines: list[int]) -> None:
        """Leave out items that say what another one of the file does."""
        self.dropped += len(lines)
        self.db.executemany("DELETE FROM item WHERE line = ?", ((line,) for line in lines))

    def count(self) -> int:
        """How many items were kept."""
        return next(self.query("SELECT count(*) FROM item"))[0]

    def findings(self, what: str, limit: int = SHOWN) -> Iterator[Finding]:
        """Rejects or warnings in order of lines; a limit of -1 gives all."""
        sql = "SELECT line, col, reason FROM finding WHERE what = ? ORDER BY line LIMIT ?"
        for row in self.query(sql, what, limit):
            yield Finding(*row)

    def kinds_of_warnings(self) -> Iterator[tuple[Finding, int]]:
        """The first warning of each kind about each column, and how many there are of it, in order of lines.

        What a warning quotes does not belong to its kind. Where few codes are unknown each is told by itself, and
        where a column has many kinds they are one.
        """
        sql = (
            "WITH many AS (SELECT col FROM finding WHERE what = :what GROUP BY col"
            " HAVING count(DISTINCT sort) > :few), few AS (SELECT col, sort FROM finding"
            " WHERE what = :what AND coded GROUP BY col, sort HAVING count(DISTINCT reason) <= :few),"
            " told AS (SELECT line, col, reason, rowid AS place,"
            " CASE WHEN col IN (SELECT col FROM many) THEN '' WHEN (col, sort) IN (SELECT col, sort FROM few)"
            " THEN reason ELSE sort END AS sort FROM finding WHERE what = :what)"
            " SELECT line, col, reason, number FROM (SELECT line, col, reason,"
            " count(*) OVER (PARTITION BY col, sort) AS number,"
            " row_number() OVER (PARTITION BY col, sort ORDER BY line, place) AS place FROM told)"
            " WHERE place = 1 ORDER BY line, col LIMIT :shown"
        )
        for line, column, reason, number in self.db.cursor().execute(
            sql, {"what": WARNING, "few": FEW, "shown": SHOWN}
        ):
            yield Finding(line, column, reason), number
