"""The words of parties who are neither customer nor contact, so that F4 need not read all parties to offer them."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.domain.words import indexed

AT_ONCE = 2_000
TABLE = """
CREATE TABLE search_party (word {text} NOT NULL, party_id {integer} NOT NULL, PRIMARY KEY (word, party_id)){without}
"""
INDEX = "CREATE INDEX search_party_party ON search_party (party_id)"
FREE = """
SELECT p.id, p.name FROM party p WHERE p.id > {}
 AND NOT EXISTS (SELECT 1 FROM customer_account a WHERE a.party_id = p.id)
 AND NOT EXISTS (SELECT 1 FROM contact c WHERE c.person_id = p.id) ORDER BY p.id LIMIT {}
"""


def up(migrator: SchemaMigrator, db: Database) -> None:
    postgresql = type(migrator).__name__.startswith("Postgresql")
    text, integer = ('TEXT COLLATE "C"', "BIGINT") if postgresql else ("TEXT", "INTEGER")
    without = "" if postgresql else " STRICT, WITHOUT ROWID"
    for statement in (TABLE.format(text=text, integer=integer, without=without), INDEX):
        db.execute_sql(statement)
    last, place = 0, "%s" if postgresql else "?"
    while rows := db.execute_sql(FREE.format(last, AT_ONCE)).fetchall():
        for party, name in rows:
            for word in sorted(indexed(name)):
                db.execute_sql(f"INSERT INTO search_party VALUES ({place}, {place})", (word, party))
        last = rows[-1][0]
