"""Products that a text finds, in one question: by the beginning of a code, then by words (P-7, P-13)."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.search.product import INACTIVE, LONGEST
from custtui.models.search.statements import run

LAST = "\U0010ffff"
FEW = 500
"""Products of a kind that are counted, and sorted where words are met."""


class ProductFound(NamedTuple):
    """A product as lists show it."""

    code: str
    name: str
    unit: str


class ProductsFound(NamedTuple):
    """Some of the products a text finds, and how many it finds: at least so many where `capped`."""

    number: int
    capped: bool
    rows: list[ProductFound]


_ROWS = "SELECT product_id, code_key AS place FROM search_product"
_CODED = f"{_ROWS} WHERE active = 1 AND code_key >= ? AND code_key < ?"
_BY_NO_WORDS = (f"{_ROWS} WHERE 1 = 0", "SELECT * FROM met", ())
_BUT = "NOT IN (SELECT product_id FROM coded)"
_ASKED = """
WITH coded AS MATERIALIZED ({coded} ORDER BY code_key, product_id LIMIT {most}), met AS MATERIALIZED ({met}),
 n AS MATERIALIZED (SELECT (SELECT count(*) FROM coded) AS coded, (SELECT count(*) FROM met) AS met),
 worded AS ({worded}),
 shown AS MATERIALIZED (
  SELECT 0 AS layer, product_id, place FROM coded UNION ALL SELECT 1, product_id, place FROM worded
  ORDER BY layer, place, product_id LIMIT {limit} OFFSET {offset})
SELECT n.coded, n.met, p.code, p.name, p.unit FROM n LEFT JOIN shown ON 1 = 1
 LEFT JOIN "product" p ON p.id = shown.product_id ORDER BY shown.layer, shown.place, shown.product_id
"""
_SQLITE = f"""
SELECT product_id, CASE WHEN (SELECT met FROM n) > {FEW} THEN '' ELSE
 (SELECT s.code_key FROM search_product s WHERE s.product_id = met.product_id) END AS place FROM met
"""
_POSTGRESQL = """
SELECT product_id, place FROM met WHERE (SELECT met FROM n) < {most}
UNION ALL (SELECT product_id, code_key FROM search_product WHERE {has} AND product_id {but}
 AND (SELECT met FROM n) >= {most} AND (SELECT coded FROM n) < {last} ORDER BY code_key, product_id LIMIT {last})
"""


def find_products(code: str, words: Sequence[str], limit: int, offset: int) -> ProductsFound:
    """Active products whose folded code begins so, then those that have all words; each in the order of codes.

    Where more than FEW have the words, SQLite's index gives them in the order they were taken up; PostgreSQL, which
    sorts all that it meets, walks in the order of codes and soon meets some. Pages deep in a long list cost more.
    """
    last = offset + limit
    most = max(FEW, last) + 1
    met, worded, known = _by_words(words, most, last) if words else _BY_NO_WORDS
    sql = _ASKED.format(coded=_CODED, met=met, worded=worded, most=most, limit=limit, offset=offset)
    rows = run(sql, (code, code + LAST, *known)).fetchall()
    coded, met = rows[0][:2]
    found = [ProductFound(*row[2:]) for row in rows if row[2] is not None]
    return ProductsFound(min(coded, most - 1) + min(met, most - 1), max(coded, met) >= most, found)


def _by_words(words: Sequence[str], most: int, last: int) -> tuple[str, str, tuple[Any, ...]]:
    """The question for so many met by words, the one that puts them in order, and what is known."""
    where, known = _has(words)
    if is_sqlite(db):
        met = f"SELECT rowid AS product_id FROM search_product_words WHERE {where} AND rowid {_BUT} ORDER BY rowid"
        return f"{met} LIMIT {most}", _SQLITE, known
    met = f"{_ROWS} WHERE {where} AND product_id {_BUT} LIMIT {most}"
    return met, _POSTGRESQL.format(has=where, but=_BUT, most=most, last=last), known


def count_products(code: str, words: Sequence[str]) -> int:
    """How many `find_products` finds, to the last."""
    asked, known = f"SELECT product_id FROM ({_CODED}) AS coded", (code, code + LAST)
    if words:
        worded, more = _ids_having(words)
        asked, known = f"{asked} UNION {worded}", (*known, *more)
    return run(f"SELECT count(*) FROM ({asked}) AS found", known).fetchone()[0]


def ids_by_code(beginning: str) -> list[int]:
    """Ids of products whose code begins so, in use or not; FEW of them where more do."""
    sql = "SELECT product_id FROM search_product WHERE active IN (0, 1) AND code_key >= ? AND code_key < ? LIMIT ?"
    return [row[0] for row in run(sql, (beginning, beginning + LAST, FEW)).fetchall()]


def ids_by_words(words: Sequence[str]) -> list[int]:
    """Ids of active products that have for each word one that begins so; FEW of them where more have."""
    sql, known = _ids_having(words)
    return [row[0] for row in run(f"{sql} LIMIT {FEW}", known).fetchall()]


def _ids_having(words: Sequence[str]) -> tuple[str, tuple[Any, ...]]:
    """The question for the ids of those that have all words, in no order, and what is known."""
    where, known = _has(words)
    table = "rowid FROM search_product_words" if is_sqlite(db) else "product_id FROM search_product"
    return f"SELECT {table} WHERE {where}", known


def _has(words: Sequence[str]) -> tuple[str, tuple[Any, ...]]:
    """The condition that an active product has for each word one that begins so."""
    if is_sqlite(db):
        query = " ".join(f'"{word}"*' for word in sorted(words, key=len, reverse=True))
        return "search_product_words MATCH ? AND rowid < ?", (query, INACTIVE)
    # Letters and digits only, so they may stand in the statement: planned for unknown words (as PostgreSQL does
    # for a parameter from its tenth time on), rare ones would be sought in every row.
    query = " & ".join(f"''{word}''{':*' if len(word) > LONGEST else ''}" for word in words if word.isalnum())
    return f"vector @@ '{query}'::tsquery AND active = 1", ()
