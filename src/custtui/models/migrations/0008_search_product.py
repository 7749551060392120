"""The index of the product list: what each product is found by, folded, in the order of codes, and its words."""

from collections import defaultdict
from collections.abc import Iterator

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.domain.product_code import words_of
from custtui.domain.words import code_key

INACTIVE = 1 << 40
LONGEST_PREFIX = 14
AT_ONCE = 2_000
TABLE = """
CREATE TABLE search_product (product_id {integer} NOT NULL PRIMARY KEY, active {integer} NOT NULL,
 code_key {text} NOT NULL, words {text} NOT NULL{vector}){strict}
"""
INDEX = "CREATE INDEX search_product_code ON search_product (active, code_key, product_id)"
SQLITE = (
    "CREATE VIRTUAL TABLE search_product_words USING fts5(words, content='', columnsize=0, detail=none,"
    f" tokenize='ascii', prefix='{' '.join(map(str, range(1, LONGEST_PREFIX + 1)))}')"
)
POSTGRESQL = "CREATE INDEX search_product_vector ON search_product USING gin (vector)"


def up(migrator: SchemaMigrator, db: Database) -> None:
    postgresql = type(migrator).__name__.startswith("Postgresql")
    kind = {
        "integer": "BIGINT" if postgresql else "INTEGER",
        "text": 'TEXT COLLATE "C"' if postgresql else "TEXT",
        "vector": ", vector tsvector NOT NULL" if postgresql else "",
        "strict": "" if postgresql else " STRICT",
    }
    for statement in (TABLE.format(**kind), INDEX, POSTGRESQL if postgresql else SQLITE):
        db.execute_sql(statement)
    for row in _products(db):
        _learn(db, row, postgresql)


def _learn(db: Database, row: tuple[int, int, str, list[str]], postgresql: bool) -> None:
    product, active, key, words = row
    joined = f" {' '.join(words)} "
    if postgresql:
        sql = "INSERT INTO search_product VALUES (%s, %s, %s, %s, array_to_tsvector(%s::text[]))"
        db.execute_sql(sql, (product, active, key, joined, words))
        return
    number = product if active else product + INACTIVE
    db.execute_sql("INSERT INTO search_product VALUES (?, ?, ?, ?)", (product, active, key, joined))
    db.execute_sql("INSERT INTO search_product_words (rowid, words) VALUES (?, ?)", (number, joined))


def _products(db: Database) -> Iterator[tuple[int, int, str, list[str]]]:
    """Every product, some at a time: its id, whether active, its folded code, its words."""
    last = 0
    sql = 'SELECT id, active, code, name FROM "product" WHERE id > {0} ORDER BY id LIMIT {1}'
    bars = 'SELECT product_id, code FROM "barcode" WHERE product_id > {0} AND product_id <= {1}'
    while rows := db.execute_sql(sql.format(last, AT_ONCE)).fetchall():
        codes: dict[int, list[str]] = defaultdict(list)
        for product, code in db.execute_sql(bars.format(last, rows[-1][0])).fetchall():
            codes[product].append(code)
        for product, active, code, name in rows:
            yield product, int(active), code_key(code), words_of(code, name, codes[product])
        last = rows[-1][0]
