"""Codes and numbers in capitals and small letters at once are found by a small index each (X-01, D-02).

No code of a customer comes in beside one that differs in capitals alone: a guard refuses it, made anew behind this
script. Two that stand already stay; `custtui check` names them.
"""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.capitals import INDEXES


def up(migrator: SchemaMigrator, db: Database) -> None:
    for statement in INDEXES:
        db.execute_sql(statement)
