"""PostgreSQL itself keeps contract prices of a product for a customer apart, whoever writes them and when (R-34).

Two transactions that do not see one another passed the guard. Where prices overlap already nothing is added: `check`
names them, and the constraint that is missing.
"""

from peewee import Database
from playhouse.migrate import SchemaMigrator

OVERLAP = """
SELECT 1 FROM contract_price one JOIN contract_price other USING (account_id, product_id)
WHERE one.id < other.id AND one.first_day <= other.last_day AND other.first_day <= one.last_day LIMIT 1
"""
APART = """
ALTER TABLE contract_price ADD CONSTRAINT contract_price_apart EXCLUDE USING gist (
int8range(account_id, account_id, '[]') WITH &&,
int8range(product_id, product_id, '[]') WITH &&,
daterange(first_day, last_day, '[]') WITH &&)
"""


def up(migrator: SchemaMigrator, db: Database) -> None:
    if type(migrator).__name__.startswith("Postgresql") and not db.execute_sql(OVERLAP).fetchall():
        db.execute_sql(APART)
