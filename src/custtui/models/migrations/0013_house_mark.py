"""A mark, drawn at random, by which a running program knows its house's database from any other (S-4)."""

import secrets

from peewee import Database
from playhouse.migrate import SchemaMigrator

SQLITE = 'CREATE TABLE "house" ("id" INTEGER NOT NULL PRIMARY KEY, "mark" TEXT NOT NULL) STRICT'
POSTGRESQL = 'CREATE TABLE "house" ("id" SERIAL NOT NULL PRIMARY KEY, "mark" TEXT NOT NULL)'


def up(migrator: SchemaMigrator, db: Database) -> None:
    db.execute_sql(POSTGRESQL if type(migrator).__name__.startswith("Postgresql") else SQLITE)
    db.execute_sql(f"INSERT INTO house (id, mark) VALUES (1, '{secrets.token_hex(16)}')")
