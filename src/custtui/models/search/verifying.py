"""Holds what the lookup and the product list are asked by, words and keys, against the rows beside it (S-6)."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any

from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.search import fulltext
from custtui.models.search.document import COLUMNS, INACTIVE, Document, from_row
from custtui.models.search.product import lexemes
from custtui.models.search.statements import run

AT_ONCE = 500


def word_faults() -> Iterator[str]:
    """A line for each index of words that finds otherwise than it should: a table (SQLite) or a row (PostgreSQL)."""
    if is_sqlite(db):
        yield from fulltext.faults(db.obj.database, WORDS)
    else:
        yield from _customers()
        yield from _products()


def key_faults() -> Iterator[str]:
    """A line for each customer who is not known by just those keys that are looked up whole."""
    kept = _sums(run("SELECT key, text FROM search_key"))
    for one in _documents():
        if kept.pop(one.key, 0) != sum(map(hash, one.whole())) and one.readable:
            yield f"customer {one.code}: the lookup does not know it by its phones, e-mails and numbers"
    if kept:
        yield f"the lookup's keys are of {len(kept)} that are no customers"


def _sums(rows: Iterable[tuple[int, str]]) -> dict[int, int]:
    """A number a key, which its texts come to in whatever order."""
    found = dict[int, int]()
    for key, text in rows:
        found[key] = found.get(key, 0) + hash(text)
    return found


def _documents() -> Iterator[Document]:
    sql = f"SELECT {COLUMNS} FROM search_document WHERE account_id > ? ORDER BY account_id LIMIT ?"
    return map(from_row, _paged(sql))


def _customers() -> Iterator[str]:
    sql = (
        f"SELECT {COLUMNS}, tsvector_to_array(names), tsvector_to_array(words) FROM search_document"
        " WHERE account_id > ? ORDER BY account_id LIMIT ?"
    )
    for *row, names, words in _paged(sql):
        one = from_row((row[0], row[1], row[2], row[3], row[4], row[5]))
        if one.readable and (set(names) != one.names() or set(words) != one.words()):
            yield f"customer {one.code}: is not found by its words"


def _products() -> Iterator[str]:
    sql = (
        "SELECT s.product_id, p.code, s.words, tsvector_to_array(s.vector) FROM search_product s"
        ' JOIN "product" p ON p.id = s.product_id WHERE s.product_id > ? ORDER BY s.product_id LIMIT ?'
    )
    for _, code, words, vector in _paged(sql):
        if set(vector) != lexemes(words):
            yield f"product {code}: is not found by its words"


def _paged(sql: str) -> Iterator[Any]:
    """The rows of a question, so many at a time, each with its number first."""
    last = 0
    while rows := run(sql, (last, AT_ONCE)).fetchall():
        yield from rows
        last = rows[-1][0]


def _of_documents(house: sqlite3.Connection) -> Iterator[tuple[int, tuple[str, str]]]:
    with closing(house.execute(f"SELECT {COLUMNS} FROM house.search_document")) as rows:
        for row in rows:
            one = from_row(row)
            yield one.key, (" ".join(one.names()), " ".join(one.words()))


def _of_products(house: sqlite3.Connection) -> Iterator[tuple[int, tuple[str]]]:
    with closing(house.execute("SELECT product_id, active, words FROM house.search_product")) as rows:
        yield from ((product if active else product + INACTIVE, (words,)) for product, active, words in rows)


WORDS: dict[tuple[str, ...], fulltext.WordsRead] = {
    ("search_names", "search_words"): _of_documents,
    ("search_product_words",): _of_products,
}
"""What the tables of full-text search should know."""
