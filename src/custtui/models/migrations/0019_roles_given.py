"""Who gave whom which role is kept in a chain; the links of a house are counted where nobody has to wait for it."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.chaining import LINKS, WRITTEN
from custtui.models.role_chain import Given, gave

TABLES = (
    'CREATE TABLE "operator_event" ("id" {id} NOT NULL PRIMARY KEY, "number" INTEGER NOT NULL CHECK (number > 0),'
    ' "login" TEXT NOT NULL, "name" TEXT NOT NULL, "role" TEXT NOT NULL, "by" TEXT NOT NULL, "at" TEXT NOT NULL,'
    ' "hash" TEXT NOT NULL){strict}',
    'CREATE UNIQUE INDEX "operator_event_number" ON "operator_event" ("number")',
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    postgresql = type(migrator).__name__.startswith("Postgresql")
    kind = {"id": "SERIAL" if postgresql else "INTEGER", "strict": "" if postgresql else " STRICT"}
    for statement in TABLES:
        db.execute_sql(statement.format(**kind))
    rows = db.execute_sql("SELECT login, name, role, active FROM operator ORDER BY id").fetchall()
    gave(db, [Given(login, name, role if active else "", "") for login, name, role, active in rows])
    if not postgresql:
        last = "(SELECT coalesce(max(id), 0) FROM chain_link)"
        db.execute_sql(f"INSERT INTO counter (name, value) VALUES ('{WRITTEN[LINKS]}', {last})")
