"""By which schemas PostgreSQL finds what is asked for: a check goes by the house's own, and tells of others (S-6).

A view named as a table of the catalogue, or of ours, is read in its place where its schema comes first in the search
path; so does a schema named as a role, for that role. PostgreSQL's own come first where the path does not name them.
"""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from peewee import Database

from custtui.models import all_tables
from custtui.models.migrate import HISTORY
from custtui.models.search.tables import TABLES

HOUSE = """
SELECT n.nspname FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
WHERE c.oid OPERATOR(pg_catalog.=) pg_catalog.to_regclass(%s)
"""
"""Where programs of this role find the house."""
SESSION = "SELECT pg_catalog.current_schemas(false), pg_catalog.current_setting('search_path')"
PIN = "SELECT pg_catalog.set_config('search_path', %s, true)"
STRANGERS = "('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname NOT LIKE 'pg\\_temp%%'"
"""Behind NOT IN: schemas that are not PostgreSQL's own."""
RELATIONS = f"""
SELECT c.relkind::text, c.relname, n.nspname, EXISTS (SELECT 1 FROM pg_class q
WHERE q.relnamespace = 'pg_catalog'::regnamespace AND q.relname = c.relname)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname NOT IN {STRANGERS}
AND NOT EXISTS (SELECT 1 FROM pg_depend d
WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
AND (starts_with(c.relname, 'pg_') OR n.nspname <> current_schema()
AND (n.nspname = ANY(%s) OR EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname = n.nspname))) ORDER BY 3, 2
"""
"""What may be named as one of PostgreSQL's, anywhere, or as one of ours where somebody's path leads."""
KINDS = {"r": "table", "p": "table", "v": "view", "m": "materialized view", "f": "foreign table", "S": "sequence"}
SETTINGS = """
SELECT coalesce(r.rolname, ''), coalesce(d.datname, ''), substr(one, length('search_path=') + 1)
FROM pg_db_role_setting s LEFT JOIN pg_roles r ON r.oid = s.setrole LEFT JOIN pg_database d ON d.oid = s.setdatabase
CROSS JOIN LATERAL unnest(s.setconfig) AS one WHERE starts_with(one, 'search_path=')
AND (d.datname = current_database() OR d.datname IS NULL AND (to_regclass('sales_order') IS NULL
OR has_any_column_privilege(r.oid, to_regclass('sales_order'), 'INSERT'))) ORDER BY 1, 2
"""
"""Those for this database, and of roles that write in this house."""
ELSEWHERE = "which leads to other tables and functions than the house's and PostgreSQL's own"


class Path(NamedTuple):
    """By which schemas a session finds what it asks for, and as it was set."""

    schemas: list[str]
    setting: str


@contextmanager
def own_path(database: Database) -> Generator[Path]:
    """A transaction that asks PostgreSQL's own catalogue and the house's own schema, however the session was set."""
    with database.atomic():
        path = Path(*database.execute_sql(SESSION).fetchone())
        found = database.execute_sql(HOUSE, (HISTORY,)).fetchone()
        schema = found[0] if found else next(iter(path.schemas), "public")
        database.execute_sql(PIN, ('"' + schema.replace('"', '""') + '", pg_temp',))
        yield path


def hidden(database: Database) -> str:
    """The schema of the house, where programs look into another one first; '' where they do not, or there is none."""
    found = database.execute_sql(HOUSE, (HISTORY,)).fetchone()
    return found[0] if found and [found[0]] != database.execute_sql(SESSION).fetchone()[0][:1] else ""


def faults(database: Database, path: Path) -> Iterator[str]:
    """A line for every relation that stands before PostgreSQL's or ours, and every setting that leads to such."""
    yield from _relations(database, path.schemas)
    (schema,) = database.execute_sql("SELECT current_schema()").fetchone()
    told = database.execute_sql(SETTINGS).fetchall()
    for role, where, text in told:
        if leads_elsewhere(text, schema):
            whose = f"of role {role}" if role else "of every role"
            yield f"setting {whose}{f' in {where}' if where else ''}: search_path={text}, {ELSEWHERE}"
    if leads_elsewhere(path.setting, schema) and path.setting not in [text for _, _, text in told]:
        yield f"setting in force here: search_path={path.setting}, {ELSEWHERE}"


def _relations(database: Database, schemas: list[str]) -> Iterator[str]:
    ours = {HISTORY, *all_tables(), *TABLES}
    for kind, name, schema, shadows in database.execute_sql(RELATIONS, (schemas,)).fetchall():
        called = f"{KINDS.get(kind, 'relation')} {name} in schema {schema} is unknown"
        if shadows:
            yield f"{called}: PostgreSQL has one of that name, which is asked what stands here"
        elif name in ours:
            yield f"{called}: the house has one of that name"


def leads_elsewhere(setting: str, schema: str) -> bool:
    """Does a search path find anything before the house's schema, or in it before PostgreSQL's own?

    A schema of the role's own name, and one of the session's, stand before it as PostgreSQL is made.
    """
    names = [one.strip().strip('"') for one in setting.split(",")]
    names = [one for one in names if one not in ("$user", "pg_temp")]
    return names[:1] != [schema] or "pg_catalog" in names
