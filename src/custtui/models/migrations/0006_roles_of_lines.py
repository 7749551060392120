"""Drafts keep where lines keyed later go, what was typed as a ship-to, who chose the payer and what was shown."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

COLUMNS = (
    ("draft", "prices_text", "TEXT NOT NULL DEFAULT ''"),
    ("draft", "next_from", "INTEGER"),
    ("draft", "next_site_id", "INTEGER REFERENCES customer_site (id)"),
    ("draft", "next_address_id", "INTEGER REFERENCES draft_address (id)"),
    ("draft", "payer_chosen", "{boolean} NOT NULL DEFAULT {yes}"),
    ("draft", "seen", "TEXT NOT NULL DEFAULT ''"),
    ("draft_line", "ship_to_text", "TEXT NOT NULL DEFAULT ''"),
)
"""A payer on a draft that stands was seen by its clerk: it counts as chosen."""


def up(migrator: SchemaMigrator, db: Database) -> None:
    postgresql = type(migrator).__name__.startswith("Postgresql")
    boolean, yes = ("BOOLEAN", "TRUE") if postgresql else ("INTEGER", "1")
    for table, name, kind in COLUMNS:
        db.execute_sql(f'ALTER TABLE "{table}" ADD COLUMN "{name}" {kind.format(boolean=boolean, yes=yes)}')
        if postgresql and "DEFAULT" in kind:
            db.execute_sql(f'ALTER TABLE "{table}" ALTER COLUMN "{name}" DROP DEFAULT')
