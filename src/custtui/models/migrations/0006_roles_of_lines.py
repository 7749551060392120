"""Drafts keep where lines keyed later go, and what was typed as a ship-to that is none."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

COLUMNS = (
    ("draft", "prices_text", "TEXT NOT NULL DEFAULT ''"),
    ("draft", "next_from", "INTEGER"),
    ("draft", "next_site_id", "INTEGER REFERENCES customer_site (id)"),
    ("draft", "next_address_id", "INTEGER REFERENCES draft_address (id)"),
    ("draft_line", "ship_to_text", "TEXT NOT NULL DEFAULT ''"),
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    postgresql = type(migrator).__name__.startswith("Postgresql")
    for table, name, kind in COLUMNS:
        db.execute_sql(f'ALTER TABLE "{table}" ADD COLUMN "{name}" {kind}')
        if postgresql and "DEFAULT" in kind:
            db.execute_sql(f'ALTER TABLE "{table}" ALTER COLUMN "{name}" DROP DEFAULT')
