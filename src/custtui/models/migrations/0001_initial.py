"""All tables of the first release, frozen; made by `python -m custtui.models.ddl`."""

from pathlib import Path

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    kind = "postgresql" if type(migrator).__name__.startswith("Postgresql") else "sqlite"
    text = Path(__file__).with_name(f"0001_initial.{kind}.sql").read_text("utf-8")
    for statement in text.split(";\n"):
        if statement.strip():
            db.execute_sql(statement)
