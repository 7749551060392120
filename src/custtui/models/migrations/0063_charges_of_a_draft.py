"""Freight and other charges are typed in the header of an order (C-41)."""

from decimal import Decimal

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.domain.charge import BETWEEN, as_typed
from custtui.models.database import is_sqlite

STAND = (
    'SELECT d."id", c."kind", c."text", c."net", r."currency" FROM "draft" d'
    ' JOIN "order_charge" c ON c."revision_id" = d."revision_id"'
    ' JOIN "order_revision" r ON r."id" = c."revision_id" ORDER BY c."id"'
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Drafts of before have none; a change of an order has those that stand there."""
    db.execute_sql('ALTER TABLE "draft" ADD COLUMN "charges" TEXT NOT NULL DEFAULT \'\'')
    if not is_sqlite(db):  # it starts as a row of the program says, as other columns do
        db.execute_sql('ALTER TABLE "draft" ALTER COLUMN "charges" DROP DEFAULT')
    kept = dict[int, list[str]]()
    for draft, kind, text, net, currency in db.execute_sql(STAND).fetchall():
        found = as_typed(text or kind, Decimal(net).scaleb(-3), "", currency)
        kept.setdefault(draft, []).append(found)
    mark = "?" if is_sqlite(db) else "%s"
    for draft, texts in kept.items():
        db.execute_sql(f'UPDATE "draft" SET "charges" = {mark} WHERE "id" = {mark}', (BETWEEN.join(texts), draft))
