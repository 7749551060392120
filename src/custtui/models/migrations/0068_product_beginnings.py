"""PostgreSQL finds products by each beginning of their words as by a word of its own (P-7)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.database import is_sqlite

LONGEST = 14
LEXEMES = f"""
UPDATE search_product SET vector = array_to_tsvector(ARRAY(
 SELECT DISTINCT left(word, letters) FROM unnest(string_to_array(btrim(words), ' ')) AS word,
  LATERAL (SELECT generate_series(1, least(length(word), {LONGEST})) UNION SELECT length(word)) AS of (letters)
 WHERE word <> ''))
"""


def up(migrator: SchemaMigrator, db: Database) -> None:
    """SQLite's index knows beginnings already."""
    if not is_sqlite(db):
        db.execute_sql(LEXEMES)
