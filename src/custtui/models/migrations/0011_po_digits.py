"""Indexes by which an order is found by its PO number as a text without marks, and from its first digit on (X-01)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

LETTERS = "abcdefghijklmnopqrstuvwxyz"
MARKS = " -/.:#_,;()[]*+"


def up(migrator: SchemaMigrator, db: Database) -> None:
    postgresql = type(migrator).__name__.startswith("Postgresql")
    plain = 'po_number COLLATE "C"' if postgresql else "po_number"
    squeezed = f"lower({plain})"
    for mark in MARKS:
        squeezed = f"replace({squeezed}, '{mark}', '')"
    for name, key in (("squeezed", squeezed), ("digits", f"ltrim({squeezed}, '{LETTERS}')")):
        db.execute_sql(
            f"CREATE INDEX order_revision_po_{name} ON order_revision (({key}), sold_to_id, po_number)"
            " WHERE po_number <> ''"
        )
