"""How far a cover is, step by step: rows that never change, in the chain of its order (C-45, S-6)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.chaining import LINKS, WRITTEN, head_of, joined, read, write
from custtui.models.database import is_sqlite

ORDERS = "SELECT DISTINCT p.order_id FROM cover c JOIN order_position p ON p.id = c.position_id ORDER BY p.order_id"


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Of covers of before: where they stand, told by who made them."""
    id, exact, day, strict = (
        ("INTEGER", "INTEGER", "TEXT", " STRICT") if is_sqlite(db) else ("SERIAL", "BIGINT", "DATE", "")
    )
    db.execute_sql(
        f'CREATE TABLE "cover_step" ("id" {id} NOT NULL PRIMARY KEY, "made_by" TEXT NOT NULL,'
        ' "made_at" TEXT NOT NULL, "cover_id" INTEGER NOT NULL,'
        f' "done" {exact} NOT NULL, "due" {day}, "progress" TEXT NOT NULL,'
        f' FOREIGN KEY ("cover_id") REFERENCES "cover" ("id")){strict}'
    )
    db.execute_sql('CREATE INDEX "cover_step_cover_id" ON "cover_step" ("cover_id")')
    db.execute_sql(
        "INSERT INTO cover_step (made_by, made_at, cover_id, done, due, progress)"
        " SELECT made_by, made_at, id, done, due, progress FROM cover ORDER BY id"
    )
    for (order,) in db.execute_sql(ORDERS).fetchall():
        made = [("cover_step", row, of) for _, row, of in read(db, "cover_step", "{1} = {0}", (order,))]
        write(db, "order_id", [(order, *one) for one in joined(head_of(db, "order_id", order), made)])
    if is_sqlite(db):  # the trigger that counts them rests while scripts run
        last = f"(SELECT coalesce(max(id), 0) FROM {LINKS})"
        db.execute_sql(f"UPDATE counter SET value = {last} WHERE name = '{WRITTEN[LINKS]}'")
