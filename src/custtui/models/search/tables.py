"""The plain tables of the search index, as migrations made them: one that was taken away is made anew (S-6)."""

from peewee import Database

from custtui.models.database import is_sqlite

WORDS = {"search_document": ("names", "words"), "search_product": ("vector",)}
"""Columns that PostgreSQL keeps words in; SQLite has tables of full-text search for them."""
TABLES = {
    "search_document": "(account_id {integer} NOT NULL PRIMARY KEY, active {integer} NOT NULL,\n"
    " code {text} NOT NULL, code_key {text} NOT NULL, name {text} NOT NULL, name_key {text} NOT NULL,\n"
    " place {text} NOT NULL, facts {text} NOT NULL{words}){strict}\n",
    "search_key": "(text {text} NOT NULL, key {integer} NOT NULL, PRIMARY KEY (text, key)){without}",
    "search_total": "(active {integer} NOT NULL PRIMARY KEY, number {integer} NOT NULL){strict}",
    "search_activity": "(account_id {integer} NOT NULL PRIMARY KEY, open_orders {integer} NOT NULL,\n"
    " last_order {date} NOT NULL){strict}\n",
    "search_product": "(product_id {integer} NOT NULL PRIMARY KEY, active {integer} NOT NULL,\n"
    " code_key {text} NOT NULL, words {text} NOT NULL{words}){strict}\n",
    "search_party": "(word {text} NOT NULL, party_id {integer} NOT NULL, PRIMARY KEY (word, party_id)){without}\n",
}
"""By name what each is made of, to the blank as SQLite kept it. A change here needs a numbered migration."""
INDEXES = {
    "search_document_name": "search_document (active, name_key, account_id)",
    "search_document_code": "search_document (active, code_key, account_id)",
    "search_product_code": "search_product (active, code_key, product_id)",
    "search_party_party": "search_party (party_id)",
}
BY_WORDS = {
    "search_document_names": "search_document USING gin (names)",
    "search_document_words": "search_document USING gin (words)",
    "search_product_vector": "search_product USING gin (vector)",
}
"""Those of PostgreSQL alone."""


def make_missing(database: Database) -> list[str]:
    """Make the tables and indexes that are missing, empty, in the caller's transaction.

    A table with other columns is dropped before. Returns the names of the tables made.
    """
    made = [table for table in TABLES if not _stands(database, table)]
    for table in made:
        database.execute_sql(f"DROP TABLE IF EXISTS {table}")
        database.execute_sql(f"CREATE TABLE {table} {TABLES[table].format(**_kinds(database, table))}")
    for index, place in (INDEXES if is_sqlite(database) else INDEXES | BY_WORDS).items():
        database.execute_sql(f"CREATE INDEX IF NOT EXISTS {index} ON {place}")
    return made


def _stands(database: Database, table: str) -> bool:
    if not database.table_exists(table):
        return False
    return {one.name for one in database.get_columns(table)} == columns_of(database, table).keys()


def columns_of(database: Database, table: str) -> dict[str, str]:
    """The columns a table was made with, and the type of each as the database was told it."""
    made = TABLES[table].split(", PRIMARY KEY (")[0][1:].format(**_kinds(database, table))
    parts = (one.split() for one in made.split(",") if one.strip())
    return {name: kind.rstrip(")") for name, kind, *_ in parts}


def _kinds(database: Database, table: str) -> dict[str, str]:
    if is_sqlite(database):
        words = {"words": "", "strict": " STRICT", "without": " STRICT, WITHOUT ROWID"}
        return {"integer": "INTEGER", "text": "TEXT", "date": "TEXT", **words}
    kept = "".join(f", {one} tsvector NOT NULL" for one in WORDS.get(table, ()))
    return {
        "integer": "BIGINT",
        "text": 'TEXT COLLATE "C"',
        "date": "DATE",
        "words": kept,
        "strict": "",
        "without": "",
    }
