"""What a line of a draft was promised at stands with the line: one line more does not write all of them again."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Promises made before stay with their drafts until these are changed."""
    db.execute_sql('ALTER TABLE "draft_line" ADD COLUMN "promised" TEXT NOT NULL DEFAULT \'\'')
