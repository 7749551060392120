"""What becomes of a message stands beside it: whether it waits, is held back, was sent or failed, and why (R-45)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.database import is_sqlite

COLUMNS = (
    ("made_by", "TEXT NOT NULL", "''"),
    ("paper", "TEXT NOT NULL", "''"),
    ("until", None, ""),
    ("state", "TEXT NOT NULL", "'HELD'"),
    ("attempts", "INTEGER NOT NULL", "0"),
    ("next_at", "TEXT", ""),
    ("claimed_by", "TEXT NOT NULL", "''"),
    ("claimed_until", "TEXT", ""),
    ("message_id", "TEXT NOT NULL", "''"),
    ("refused", "TEXT NOT NULL", "''"),
    ("reason", "TEXT NOT NULL", "''"),
    ("changed_by", "TEXT NOT NULL", "''"),
)
STATE = " CHECK (state IN ('WAITING', 'HELD', 'SENT', 'FAILED'))"


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Messages of before are held back: they have no text, and nobody expects them any more."""
    day = "TEXT" if is_sqlite(db) else "DATE"
    for name, kind, default in COLUMNS:
        starts = f" DEFAULT {default}" if default else ""
        check = STATE if name == "state" else ""
        db.execute_sql(f'ALTER TABLE "outbox" ADD COLUMN "{name}" {kind or day}{starts}{check}')
        if default and not is_sqlite(db):  # it starts as a row of the program says, as other columns do
            db.execute_sql(f'ALTER TABLE "outbox" ALTER COLUMN "{name}" DROP DEFAULT')
    for statement in (
        "UPDATE \"outbox\" SET reason = 'from before e-mail was sent' WHERE sent_at IS NULL",
        "UPDATE \"outbox\" SET state = 'SENT' WHERE sent_at IS NOT NULL",
        'CREATE INDEX "outbox_state" ON "outbox" ("state", "id")',
        'CREATE INDEX "outbox_until" ON "outbox" ("contact_id", "until") WHERE ("until" IS NOT NULL)',
    ):
        db.execute_sql(statement)
