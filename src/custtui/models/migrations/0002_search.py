"""The lookup's index: a document an account, its words, and the keys that are looked up whole."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

LONGEST_PREFIX = 14
"""Beginnings of a word that are indexed; a longer one has its words sought and their lists put together."""

DOCUMENT = """
CREATE TABLE search_document (account_id {integer} NOT NULL PRIMARY KEY, active {integer} NOT NULL,
 code {text} NOT NULL, code_key {text} NOT NULL, name {text} NOT NULL, name_key {text} NOT NULL,
 place {text} NOT NULL, facts {text} NOT NULL{words}){strict}
"""
SHARED = (
    "CREATE INDEX search_document_name ON search_document (active, name_key, account_id)",
    "CREATE INDEX search_document_code ON search_document (active, code_key, account_id)",
    "CREATE TABLE search_total (active {integer} NOT NULL PRIMARY KEY, number {integer} NOT NULL){strict}",
    "INSERT INTO search_total (active, number) VALUES (0, 0), (1, 0)",
)
# rowid and key are the account's id, higher by 2**40 while it is inactive: these come after all that are active.
# detail=none and an index a prefix length: each word asked for is one list of ids, read only as far as needed.
SQLITE = (
    *(
        f"CREATE VIRTUAL TABLE {table} USING fts5(words, content='', columnsize=0, detail=none, tokenize='ascii',"
        f" prefix='{' '.join(map(str, range(1, LONGEST_PREFIX + 1)))}')"
        for table in ("search_names", "search_words")
    ),
    "CREATE TABLE search_key (text TEXT NOT NULL, key INTEGER NOT NULL, PRIMARY KEY (text, key))"
    " STRICT, WITHOUT ROWID",
)
POSTGRESQL = (
    "CREATE INDEX search_document_names ON search_document USING gin (names)",
    "CREATE INDEX search_document_words ON search_document USING gin (words)",
    'CREATE TABLE search_key (text TEXT COLLATE "C" NOT NULL, key BIGINT NOT NULL, PRIMARY KEY (text, key))',
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    postgresql = type(migrator).__name__.startswith("Postgresql")
    kind = {
        "integer": "BIGINT" if postgresql else "INTEGER",
        "text": 'TEXT COLLATE "C"' if postgresql else "TEXT",
        "words": ", names tsvector NOT NULL, words tsvector NOT NULL" if postgresql else "",
        "strict": "" if postgresql else " STRICT",
    }
    for statement in (DOCUMENT, *SHARED, *(POSTGRESQL if postgresql else SQLITE)):
        db.execute_sql(statement.format(**kind))
