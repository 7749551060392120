"""Phones stored with letters are found as they are dialled, too: 1-800-FLOWERS by 18003569377."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.domain.phone import dialled, tails

INACTIVE = 1 << 40
LONGEST = 40
LETTERED = """
SELECT a.id, a.active, p.value FROM contact_point p LEFT JOIN contact c ON c.id = p.contact_id
JOIN customer_account a ON a.id = COALESCE(p.account_id, c.account_id)
WHERE p.kind IN ('PHONE', 'FAX') AND (c.id IS NULL OR c.active) AND a.merged_into_id IS NULL AND {0}
"""
KEY = "INSERT INTO search_key (text, key) VALUES ({0}, {0}) ON CONFLICT DO NOTHING"


def up(migrator: SchemaMigrator, db: Database) -> None:
    postgresql = type(migrator).__name__.startswith("Postgresql")
    letters = "p.value ~ '[A-Za-z]'" if postgresql else "p.value GLOB '*[A-Za-z]*'"
    insert = KEY.format("%s" if postgresql else "?")
    for account, active, value in db.execute_sql(LETTERED.format(letters)).fetchall():
        for tail in sorted(tails(value)) if dialled(value) else ():
            db.execute_sql(insert, (tail[:LONGEST], account if active else account + INACTIVE))
