"""What the product list finds: the words of each product, and products in the order of their codes.

Names are folded as those of customers are. SQLite's index of words knows beginnings; PostgreSQL's would gather every
word that begins so, so it is given each beginning as a word of its own.
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

LONGEST = 14
"""Letters of the longest beginning that is a word of its own on PostgreSQL, as in SQLite's index: a GTIN."""
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
        vectors = [(*row, sorted(lexemes(row[3]))) for row in rows]
        many("INSERT INTO search_product VALUES (?, ?, ?, ?, array_to_tsvector(?::text[]))", vectors)


def lexemes(words: str) -> set[str]:
    """What PostgreSQL finds a product by: its words and all their beginnings."""
    return {one[:end] for one in words.split() for end in (*range(1, LONGEST + 1), None)}


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
