"""What messages say, and what became of them step by step: rows that never change, in chains (R-45, S-6)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.chaining import HISTORY, LINKS, WRITTEN
from custtui.models.database import is_sqlite
from custtui.models.histories import take_up_histories
from custtui.models.taking_up import take_up_orders

STATES = "CHECK (state IN ('WAITING', 'HELD', 'SENT', 'FAILED'))"
TOLD = '(SELECT e."by" FROM order_event e WHERE e.order_id = outbox.order_id AND e.at <= outbox.made_at'
MADE = f"UPDATE outbox SET made_by = coalesce({TOLD} ORDER BY e.id DESC LIMIT 1), '') WHERE made_by = ''"
"""Who put messages of before e-mail was sent: who did last what its order tells of."""
CHANGED = "UPDATE outbox SET changed_by = made_by WHERE changed_by = ''"


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Of messages of before: where they stand, told by who changed them last."""
    id, strict = ("INTEGER", " STRICT") if is_sqlite(db) else ("SERIAL", "")
    for statement in (
        MADE,
        CHANGED,
        f'CREATE TABLE "outbox_step" ("id" {id} NOT NULL PRIMARY KEY, "made_by" TEXT NOT NULL,'
        ' "made_at" TEXT NOT NULL, "outbox_id" INTEGER NOT NULL,'
        f' "state" TEXT NOT NULL {STATES}, "address" TEXT NOT NULL,'
        f' FOREIGN KEY ("outbox_id") REFERENCES "outbox" ("id")){strict}',
        'CREATE INDEX "outbox_step_outbox_id" ON "outbox_step" ("outbox_id")',
        "INSERT INTO outbox_step (made_by, made_at, outbox_id, state, address)"
        " SELECT changed_by, coalesce(sent_at, made_at), id, state, address FROM outbox ORDER BY id",
    ):
        db.execute_sql(statement)
    take_up_orders(db)
    take_up_histories(db)
    for table in (LINKS, HISTORY) if is_sqlite(db) else ():  # the triggers that count them rest while scripts run
        last = f"(SELECT coalesce(max(id), 0) FROM {table})"
        db.execute_sql(f"UPDATE counter SET value = {last} WHERE name = '{WRITTEN[table]}'")
