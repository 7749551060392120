"""What a draft was last worked out to come to, so that F9 can tell what changed since (R-34, X-09)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Drafts of before promise nothing: they are placed at what F9 works out."""
    db.execute_sql('ALTER TABLE "draft" ADD COLUMN "promised" TEXT NOT NULL DEFAULT \'\'')
