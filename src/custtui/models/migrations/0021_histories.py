"""What is kept beside orders is chained: terms, addresses, merges, signatures, seals; a house has one row (S-6)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.chaining import HISTORY, WRITTEN
from custtui.models.histories import take_up_histories

WHOSE = {"account": "customer_account", "party": "party", "location": "location", "house": "house"}
TABLE = (
    'CREATE TABLE "history_link" ("id" {id} NOT NULL PRIMARY KEY, "account_id" INTEGER, "party_id" INTEGER,'
    ' "location_id" INTEGER, "house_id" INTEGER, "number" INTEGER NOT NULL CHECK (number > 0), "kind" TEXT NOT NULL,'
    ' "entry" INTEGER NOT NULL, "hash" TEXT NOT NULL, {keys},'
    " CHECK (((account_id IS NULL) <> (party_id IS NULL)) <> ((location_id IS NULL) <> (house_id IS NULL))"
    " AND (account_id IS NULL OR party_id IS NULL) AND (location_id IS NULL OR house_id IS NULL))){strict}"
)
KEYS = ", ".join(f'FOREIGN KEY ("{one}_id") REFERENCES "{table}" ("id")' for one, table in WHOSE.items())
ONE_HOUSE = (
    'CREATE TABLE "one_house" ("id" {id} NOT NULL PRIMARY KEY, "mark" TEXT NOT NULL, CHECK (id = 1)){strict}',
    "INSERT INTO one_house (id, mark) SELECT 1, mark FROM house ORDER BY id LIMIT 1",
    'DROP TABLE "house"',
    'ALTER TABLE "one_house" RENAME TO "house"',
)
"""Made anew: SQLite adds no constraint to a table that stands. Of several rows others put there the first counts."""


def up(migrator: SchemaMigrator, db: Database) -> None:
    postgresql = type(migrator).__name__.startswith("Postgresql")
    kind = {"id": "SERIAL" if postgresql else "INTEGER", "strict": "" if postgresql else " STRICT", "keys": KEYS}
    for statement in (*ONE_HOUSE, TABLE):
        db.execute_sql(statement.format(**kind))
    if postgresql:
        db.execute_sql("ALTER SEQUENCE one_house_id_seq RENAME TO house_id_seq")
        db.execute_sql("ALTER INDEX one_house_pkey RENAME TO house_pkey")
    for one in WHOSE:
        db.execute_sql(f'CREATE UNIQUE INDEX "history_link_{one}_id_number" ON "history_link" ("{one}_id", "number")')
    db.execute_sql('ALTER TABLE "sealing" ADD COLUMN "last_history" INTEGER')
    take_up_histories(db)
    if not postgresql:
        last = f"(SELECT coalesce(max(id), 0) FROM {HISTORY})"
        db.execute_sql(f"INSERT INTO counter (name, value) VALUES ('{WRITTEN[HISTORY]}', {last})")
