"""What the product list finds: the words of each product, and products in the order of their codes.

Names are folded as those of customers are. Where few have the words asked for, the index of words gives them; where
many have, they are met soon on a walk in the order of codes, and nothing has to be sorted.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from custtui.domain.product_code import words_of
from custtui.domain.words import code_key
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.search import fulltext
from custtui.models.search.statements import many, run, these

LAST = "\U0010ffff"
FEW = 500
"""Products that are read and sorted; more are met by a walk in the order of codes. They are counted up to here."""
INACTIVE = 1 << 40
"""Added in the index of words to the id of an inactive product, so that one range of ids hides what is."""
AT_ONCE = 500
AFTER = 'SELECT id FROM "product" WHERE id > ? ORDER BY id LIMIT ?'
READ = "SELECT product_id, active, code_key, words FROM search_product WHERE product_id"


@dataclass(frozen=True, slots=True)
class KnownProduct:
    """What the list knows of one product."""

    product_id: int
    active: bool
    code_key: str
    words: str
    """With blanks around each, so that a beginning is found with the blank before it."""

    @property
    def key(self) -> int:
        """Its id in the index of words."""
        return self.product_id if self.active else self.product_id + INACTIVE


def index_products(ids: Iterable[int]) -> None:
    """Bring the list up to what the tables say of these products, inside the transaction that changed them."""
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), AT_ONCE):
        _index(wanted[start : start + AT_ONCE])


def _index(ids: Sequence[int]) -> None:
    before, after = known(ids), worked_out(ids)
    gone = [one for key, one in before.items() if after.get(key) != one]
    new = [one for key, one in after.items() if before.get(key) != one]
    if is_sqlite(db):
        forget = "INSERT INTO search_product_words (search_product_words, rowid, words) VALUES ('delete', ?, ?)"
        many(forget, [(one.key, one.words) for one in gone])
    many("DELETE FROM search_product WHERE product_id = ?", [(one.product_id,) for one in gone])
    rows = [(one.product_id, int(one.active), one.code_key, one.words) for one in new]
    if is_sqlite(db):
        many("INSERT INTO search_product VALUES (?, ?, ?, ?)", rows)
        many("INSERT INTO search_product_words (rowid, words) VALUES (?, ?)", [(one.key, one.words) for one in new])
    else:
        vectors = [(*row, row[3].split()) for row in rows]
        many("INSERT INTO search_product VALUES (?, ?, ?, ?, array_to_tsvector(?::text[]))", vectors)


def rebuild() -> None:
    """Make all anew, in the caller's transaction, whatever became of it."""
    if is_sqlite(db):
        fulltext.make_anew("search_product_words")
    run("DELETE FROM search_product")
    last = 0
    while ids := [one for (one,) in run(AFTER, (last, AT_ONCE)).fetchall()]:
        _index(ids)
        last = ids[-1]


def known(ids: Sequence[int]) -> dict[int, KnownProduct]:
    """What the list knows of these products, by id."""
    rows = run(f"{READ} {these(ids)}", ids).fetchall() if ids else ()
    return {row[0]: KnownProduct(row[0], bool(row[1]), row[2], row[3]) for row in rows}


def worked_out(ids: Sequence[int]) -> dict[int, KnownProduct]:
    """What it should know of them, from the tables."""
    if not ids:
        return {}
    barcodes: dict[int, list[str]] = defaultdict(list)
    for product, code in run(f'SELECT product_id, code FROM "barcode" WHERE product_id {these(ids)}', ids).fetchall():
        barcodes[product].append(code)
    rows = run(f'SELECT id, active, code, name FROM "product" WHERE id {these(ids)}', ids).fetchall()
    return {
        one: KnownProduct(one, bool(active), code_key(code), f" {' '.join(words_of(code, name, barcodes[one]))} ")
        for one, active, code, name in rows
    }


def strays() -> list[int]:
    """Products the list knows that there are not."""
    sql = 'SELECT product_id FROM search_product WHERE product_id NOT IN (SELECT id FROM "product") ORDER BY 1'
    return [row[0] for row in run(sql).fetchall()]


# -- asking --------------------------------------------------------------------------------------------------------
ProductFound = tuple[int, str, str, str, str]
"""Id, folded code, code, name, unit."""
_ROW = "s.product_id, s.code_key, p.code, p.name, p.unit"
_FROM = 'FROM search_product s JOIN "product" p ON p.id = s.product_id WHERE'
_IN_ORDER = "ORDER BY s.code_key, s.product_id LIMIT ? OFFSET ?"
_OF_CODE = "s.active = 1 AND s.code_key >= ? AND s.code_key < ?"


def by_code(beginning: str, limit: int, offset: int) -> tuple[list[ProductFound], int]:
    """Active products whose code begins so, in the order of codes, and how many there are in all."""
    known = (beginning, beginning + LAST)
    sql = (
        f"SELECT n.number, r.* FROM (SELECT count(*) AS number FROM search_product s WHERE {_OF_CODE}) n"
        f" LEFT JOIN (SELECT {_ROW} {_FROM} {_OF_CODE} {_IN_ORDER}) r ON 1 = 1 ORDER BY r.code_key, r.product_id"
    )
    rows = run(sql, (*known, *known, limit, offset)).fetchall()
    return [row[1:] for row in rows if row[1] is not None], rows[0][0]


def coded(beginning: str) -> list[int]:
    """Ids of products whose code begins so, in use or not; FEW of them where more do."""
    sql = "SELECT product_id FROM search_product WHERE active IN (0, 1) AND code_key >= ? AND code_key < ? LIMIT ?"
    return [row[0] for row in run(sql, (beginning, beginning + LAST, FEW)).fetchall()]


def by_words(words: Sequence[str]) -> list[ProductFound]:
    """Active products that have for each word one that begins so, by code; FEW + 1, any of them, where more have."""
    if is_sqlite(db):
        query = " ".join(f'"{word}"*' for word in sorted(words, key=len, reverse=True))
        found = "SELECT rowid FROM search_product_words WHERE search_product_words MATCH ? AND rowid < ? LIMIT ?"
        known = (query, INACTIVE, FEW + 1)
    else:
        # Letters and digits only, so they may stand in the statement: planned for unknown words (as PostgreSQL does
        # for a parameter from its tenth time on), rare ones would be sought in every row.
        query = " & ".join(f"''{word}'':*" for word in words if word.isalnum())
        found = f"SELECT product_id FROM search_product WHERE vector @@ '{query}'::tsquery AND active = 1 LIMIT ?"
        known = (FEW + 1,)
    rows: list[ProductFound] = run(f"SELECT {_ROW} {_FROM} s.product_id IN ({found})", known).fetchall()
    return sorted(rows, key=lambda row: (row[1], row[0]))


def walk(words: Sequence[str], but: str, limit: int, offset: int) -> list[ProductFound]:
    """Active products that have all words, without those whose code begins as `but`, in the order of codes."""
    condition, known = _walked(words, but)
    return run(f"SELECT {_ROW} {_FROM} {condition} {_IN_ORDER}", (*known, limit, offset)).fetchall()


def count(words: Sequence[str], but: str) -> int:
    """How many `walk` meets in all."""
    condition, known = _walked(words, but)
    return run(f"SELECT count(*) FROM search_product s WHERE {condition}", known).fetchone()[0]


def _walked(words: Sequence[str], but: str) -> tuple[str, tuple[str, ...]]:
    has = "instr" if is_sqlite(db) else "strpos"
    parts = ["s.active = 1", *(f"{has}(s.words, ?) > 0" for _ in words), "NOT (s.code_key >= ? AND s.code_key < ?)"]
    return " AND ".join(parts), (*(f" {word}" for word in words), but, but + LAST)
