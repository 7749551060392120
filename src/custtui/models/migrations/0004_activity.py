"""Open orders and the day of the last one, a row an account: triggers count them as they change (F-08)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

TABLE = """
CREATE TABLE search_activity (account_id {integer} NOT NULL PRIMARY KEY, open_orders {integer} NOT NULL,
 last_order {date} NOT NULL){strict}
"""
FILL = """
INSERT INTO search_activity (account_id, open_orders, last_order)
SELECT r.sold_to_id,
 sum(CASE WHEN s.status = 'accepted' OR s.status = 'pending' AND r.replaces_id IS NULL THEN 1 ELSE 0 END),
 max(r.order_date)
FROM order_revision r JOIN revision_state s ON s.revision_id = r.id GROUP BY r.sold_to_id
"""
INDEXES = (
    'DROP INDEX "revision_state_open"',
    'DROP INDEX "order_revision_sold_to_id_order_date_id_replaces_id"',
    'CREATE INDEX "order_revision_sold_to_id_order_date_id" ON "order_revision" ("sold_to_id", "order_date", "id")',
)
"""By these two a customer's open orders were counted until now; the second still gives the latest first."""


def up(migrator: SchemaMigrator, db: Database) -> None:
    postgresql = type(migrator).__name__.startswith("Postgresql")
    kind = {
        "integer": "BIGINT" if postgresql else "INTEGER",
        "date": "DATE" if postgresql else "TEXT",
        "strict": "" if postgresql else " STRICT",
    }
    for statement in (TABLE.format(**kind), FILL, *INDEXES):
        db.execute_sql(statement)
