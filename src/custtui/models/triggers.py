"""Renders guards and upkeep as triggers and makes them anew after migrations (S-6); `catalogue` looks at them."""

from collections.abc import Iterator

from peewee import Database, Model

from custtui.models import all_models, all_tables
from custtui.models.chaining import COUNTED
from custtui.models.database import is_sqlite
from custtui.models.guards import FIXED, IMMUTABLE, PERMANENT, Guard, guards
from custtui.models.migrate import HISTORY
from custtui.models.search.activity import UPKEEP
from custtui.models.trouble import MARK

ROWID = ("rowid", "oid", "_rowid_")
"""What SQLite calls the number of a row besides `id`: an UPDATE by one of them fires no trigger OF id."""

OURS = ("guard_", "keep_")
"""What the names of our triggers and their functions begin with."""


def triggers(database: Database) -> dict[str, list[str]]:
    """The statements that make each trigger, by its name."""
    if not is_sqlite(database):
        made = _function(database)
        upkeep = {name: _postgresql_upkeep(made, name, *one) for name, one in UPKEEP.items()}
        return {guard.name: _postgresql(made, guard) for guard in (*_guards(), *_truncates())} | upkeep
    kept = {**UPKEEP, **COUNTED}
    upkeep = {name: [f'CREATE TRIGGER "{name}" {when} BEGIN {sql}; END'] for name, (when, sql) in kept.items()}
    return {guard.name: [_sqlite(guard)] for guard in (*_guards(), *_replacements())} | upkeep


def _guards() -> Iterator[Guard]:
    """Of every model's table, and of the one where Peewee tells migrations."""
    return guards((*all_tables(), HISTORY))


def install(database: Database) -> None:
    """Drop what stands, make it all anew."""
    drop(database)
    for statements in triggers(database).values():
        for statement in statements:
            database.execute_sql(statement)


def drop(database: Database) -> None:
    """Take guards and upkeep away, for a migration that has to touch what they stand on."""
    for name, table in standing(database):
        on = "" if is_sqlite(database) else f' ON "{table}"'
        database.execute_sql(f'DROP TRIGGER "{name}"{on}')


def standing(database: Database) -> list[tuple[str, str]]:
    if is_sqlite(database):
        sql = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
    else:
        sql = (
            "SELECT t.tgname, c.relname FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid"
            " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema()"
            " AND NOT t.tgisinternal"
        )
    return [(name, table) for name, table in database.execute_sql(sql).fetchall() if name.startswith(OURS)]


def _replacements() -> Iterator[Guard]:
    """INSERT OR REPLACE deletes without firing SQLite's DELETE triggers: refused where the row is there already."""
    guarded = {*IMMUTABLE, *PERMANENT, *FIXED}
    for model in all_models():
        table = model._meta.table_name
        if table in guarded:
            same = [" AND ".join(f'"{column}" = NEW."{column}"' for column in key) for key in _keys(model)]
            when = f'EXISTS (SELECT 1 FROM "{table}" WHERE {" OR ".join(same)})'
            yield Guard(table, "replace", "INSERT", when, "What stands here is not replaced")


def _keys(model: type[Model]) -> Iterator[tuple[str, ...]]:
    """The columns of each unique key of a table, the primary one first."""
    yield ("id",)
    for field in model._meta.sorted_fields:
        if field.unique:
            yield (field.column_name,)
    for index in model._meta.indexes:
        if isinstance(index, tuple) and index[1]:
            yield tuple(model._meta.fields[name].column_name for name in index[0])


def _truncates() -> Iterator[Guard]:
    """TRUNCATE fires no DELETE trigger of rows on PostgreSQL."""
    for table, text in {**IMMUTABLE, **PERMANENT}.items():
        yield Guard(table, "truncate", "TRUNCATE", "", text)


def _sqlite(guard: Guard) -> str:
    named = (*guard.columns, *ROWID) if "id" in guard.columns else guard.columns
    columns = f" OF {', '.join(named)}" if named else ""
    when = guard.when.replace("IS NOT DISTINCT FROM", "IS").replace("IS DISTINCT FROM", "IS NOT")
    return (
        f'CREATE TRIGGER "{guard.name}" BEFORE {guard.event}{columns} ON "{guard.table}"'
        f"{f' WHEN {when}' if when else ''} BEGIN SELECT RAISE(ABORT, '{MARK}{guard.text}'); END"
    )


def _function(database: Database) -> str:
    """How a function of a trigger begins: it sees the tables of the house, none that a session laid before them."""
    (schema,) = database.execute_sql("SELECT current_schema()").fetchone()
    return (
        'CREATE OR REPLACE FUNCTION "{0}"() RETURNS trigger LANGUAGE plpgsql'
        f" SET search_path TO '{schema}', 'pg_temp' AS "
    )


def _postgresql(made: str, guard: Guard) -> list[str]:
    """A function and its trigger; a check violation, so that both databases tell it as the same kind of error."""
    columns = f" OF {', '.join(guard.columns)}" if guard.columns else ""
    each = "STATEMENT" if guard.event == "TRUNCATE" else "ROW"
    row = "OLD" if guard.event == "DELETE" else "NEW"
    refusal = f"RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = '{MARK}{guard.text}';"
    body = f"{guard.lock}IF {guard.when} THEN {refusal} END IF; RETURN {row};" if guard.when else refusal
    return [
        f"{made.format(guard.name)}$guard$BEGIN {body} END$guard$",
        f'CREATE TRIGGER "{guard.name}" BEFORE {guard.event}{columns} ON "{guard.table}" FOR EACH {each}'
        f' EXECUTE FUNCTION "{guard.name}"()',
    ]


def _postgresql_upkeep(made: str, name: str, when: str, sql: str) -> list[str]:
    return [
        f"{made.format(name)}$keep$BEGIN {sql}; RETURN NULL; END$keep$",
        f'CREATE TRIGGER "{name}" {when} FOR EACH ROW EXECUTE FUNCTION "{name}"()',
    ]
