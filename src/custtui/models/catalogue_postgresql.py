"""What PostgreSQL's catalogue says of the house against what this program made: whole definitions, as it prints them.

Whoever owns the tables can hang a guard elsewhere, switch it off or empty its function; a role or a database may be
set to work as a replica, for which no trigger fires. All of it stands in the catalogue, for everybody to read (S-6).
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

from peewee import Database, ForeignKeyField

from custtui.models import all_models, all_tables
from custtui.models.capitals import INDEXES as MIXED
from custtui.models.ddl import index_statements, statements
from custtui.models.enforced_postgresql import GENUINE, HERE
from custtui.models.migrate import HISTORY
from custtui.models.search import tables
from custtui.models.search.orders import LETTERS, MARKS
from custtui.models.triggers import triggers

TOGETHER = str.maketrans("", "", "() ")
LONGEST = 63
"""Bytes of a name; PostgreSQL cuts the rest."""
WORKS = "x.indisvalid AND x.indisready AND x.indislive AND x.indimmediate"
TRIGGERS = f"""
SELECT t.tgname, c.relname, t.tgenabled,
EXISTS (SELECT 1 FROM pg_constraint k, pg_proc p WHERE {GENUINE}),
pg_get_triggerdef(t.oid, true), t.tgfoid
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {HERE}
"""
"""What a superuser marked as PostgreSQL's own is none for that: it would fire unseen."""
FUNCTIONS = f"""
SELECT p.oid, pg_get_functiondef(p.oid) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE {HERE} AND p.prorettype = 'trigger'::regtype
"""
INDEXES = f"""
SELECT i.relname, c.relname, pg_get_indexdef(i.oid), {WORKS}
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE {HERE} AND NOT x.indisprimary AND NOT x.indisexclusion AND c.relkind = 'r'
"""
KEYS = f"""
SELECT c.relname FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE {HERE} AND x.indisprimary AND x.indisunique AND {WORKS} AND x.indkey::text = '1'
"""
HIDDEN = f"""
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {HERE} AND c.relrowsecurity
"""
CHILDREN = f"""
SELECT k.relname, c.relname FROM pg_inherits h JOIN pg_class k ON k.oid = h.inhrelid JOIN pg_class c
ON c.oid = h.inhparent JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {HERE} AND c.relkind = 'r'
"""
UNLOGGED = f"""
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE {HERE} AND c.relkind = 'r' AND c.relpersistence <> 'p'
"""
SETTINGS = """
SELECT coalesce(r.rolname, ''), coalesce(d.datname, ''), one FROM pg_db_role_setting s
LEFT JOIN pg_roles r ON r.oid = s.setrole LEFT JOIN pg_database d ON d.oid = s.setdatabase
CROSS JOIN LATERAL unnest(s.setconfig) AS one
WHERE one LIKE 'session_replication_role=%%' AND (d.datname IS NULL OR d.datname = current_database())
ORDER BY 1, 2
"""
OWN = "SELECT setting, source FROM pg_settings WHERE name = 'session_replication_role'"
CONSTRAINTS = """
SELECT c.relname, k.conname, k.contype::text, k.convalidated, pg_get_constraintdef(k.oid)
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = current_schema() AND k.contype IN ('c', 'f', 'x') ORDER BY 1, 2
"""
NULLABLE = """
SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = current_schema() AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND NOT a.attnotnull
"""
EVENTS = "SELECT evtname, evtevent FROM pg_event_trigger ORDER BY 1"
DEFAULTS = f"""
SELECT c.relname, a.attname, pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.adnum JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE {HERE} AND c.relkind = 'r' ORDER BY 1, 2
"""
BLANK = (
    *(("draft", "promised"), ("draft_line", "promised"), ("order_event", "signed_by"), ("term_change", "signed_by")),
    *(("merge_log", "signed_by"), ("merge_log", "undo_signed_by"), ("sales_order", "counter"), ("draft", "fresh")),
    *(("return", "condition"), ("invoice", "reason")),
)
"""Columns that came later, whose rows of before are blank there."""
GRANTED = """
SELECT coalesce(r.rolname, 'everybody') FROM pg_parameter_acl p CROSS JOIN LATERAL aclexplode(p.paracl) g
LEFT JOIN pg_roles r ON r.oid = g.grantee
WHERE p.parname = 'session_replication_role' AND g.privilege_type = 'SET' AND NOT coalesce(r.rolsuper, false)
ORDER BY 1
"""
_CHECK = re.compile(r"CHECK \(")
_ANY = re.compile(r"=ANYARRAY\[(.*?)\]")
_CAST = re.compile(r"::\w+")
BESIDES = (
    *(f"CREATE INDEX {name} ON {place}" for name, place in (tables.INDEXES | tables.BY_WORDS).items()),
    "CREATE UNIQUE INDEX schema_migration_name ON schema_migration (name)",
    'CREATE INDEX "party_name_small" ON "party" (lower("name"))',
    *MIXED,
)
"""The indexes of the lookup, of names and of the history of migrations, which stand in no model."""
EXCLUDED = {
    "contract_price": "EXCLUDE USING gist (int8range(account_id, account_id, '[]') WITH &&,"
    " int8range(product_id, product_id, '[]') WITH &&, daterange(first_day, last_day, '[]') WITH &&)"
}
"""What keeps rows of a table apart though their writers do not see one another (R-34)."""


def faults(database: Database) -> Iterator[str]:
    """A line for every fault."""
    (schema,) = database.execute_sql("SELECT current_schema()").fetchone()
    yield from _triggers(database, schema)
    yield from _indexes(database, schema)
    yield from _constraints(database)
    for (table,) in database.execute_sql(HIDDEN).fetchall():
        yield f"table {table} hides rows (row level security)"
    for child, table in database.execute_sql(CHILDREN).fetchall():
        yield f"table {child} adds rows to {table}, which no guard watches"
    for (table,) in database.execute_sql(UNLOGGED).fetchall():
        yield f"table {table} is not logged: what it holds is lost where the server stops"
    for name, event in database.execute_sql(EVENTS).fetchall():
        yield f"event trigger {name} on {event} is unknown"
    yield from _defaults(database)
    yield from _replicas(database)


def _defaults(database: Database) -> Iterator[str]:
    """What columns start as where nothing is said: a number of their own, and blank those that came later."""
    wanted = {(table, "id"): f"nextval('{table}_id_seq'::regclass)" for table in _tables()}
    wanted.update(dict.fromkeys(BLANK, "''::text"))
    ours = {*_tables()}
    rows = database.execute_sql(DEFAULTS).fetchall()
    found = {(table, column): text for table, column, text in rows if table in ours}
    for one in sorted({*wanted, *found}):
        told, there = wanted.get(one), found.get(one)
        if told != there and (there or one[1] == "id"):
            yield f"column {one[1]} of {one[0]} starts as {there or 'nothing'}, which no program of ours made it"


def _tables() -> Iterator[str]:
    yield HISTORY
    yield from (_meta(model).table_name for model in all_models())


def _triggers(database: Database, schema: str) -> Iterator[str]:
    wanted = {name: (_plain(made[1]), _plain(made[0])) for name, made in triggers(database).items()}
    functions: dict[int, str] = dict(database.execute_sql(FUNCTIONS).fetchall())
    standing = set[str]()
    for name, table, enabled, internal, text, function in database.execute_sql(TRIGGERS).fetchall():
        if internal:
            if enabled not in ("O", "A"):
                yield f"trigger {name} on {table} is switched off: foreign keys do not hold"
        elif name not in wanted or f" ON {table} " not in wanted[name][0]:
            yield f"trigger {name} on {table} is unknown"
        else:
            standing.add(name)
            if enabled != "O":
                yield f"trigger {name} " + ("is switched off" if enabled in "DR" else "was set to fire always")
            elif wanted[name] != (_plain(text, schema), _plain(functions.get(function, ""), schema)):
                yield f"trigger {name} was changed"
    yield from (f"trigger {name} is missing" for name in wanted if name not in standing)


def _indexes(database: Database, schema: str) -> Iterator[str]:
    wanted = _wanted_indexes()
    standing = set[str]()
    for name, table, text, works in database.execute_sql(INDEXES).fetchall():
        if name in wanted:
            standing.add(name)
            if not works or _plain_index(text, schema) != wanted[name]:
                yield f"index {name} was changed"
        elif not table.startswith("search_"):
            yield f"index {name} on {table} is unknown"
    yield from (f"index {name} is missing" for name in wanted if name not in standing)
    keyed = {table for (table,) in database.execute_sql(KEYS).fetchall()}
    yield from (f"primary key of {table} is missing" for table in all_tables() if table not in keyed)


@cache
def _wanted_indexes() -> dict[str, str]:
    """By name, worked out once: it takes longer than to ask which stand."""
    made = (*(text for model in all_models() for text in index_statements(model)), *BESIDES, *_po_indexes())
    return dict(map(_named, made))


def _po_indexes() -> Iterator[str]:
    """Those by which orders are found by their PO numbers, of an expression each."""
    squeezed = 'lower(po_number COLLATE "C")'
    for mark in MARKS:
        squeezed = f"replace({squeezed}, '{mark}', '')"
    for name, key in (("squeezed", squeezed), ("digits", f"ltrim({squeezed}, '{LETTERS}')")):
        columns = f"({key}), sold_to_id, po_number"
        yield f"CREATE INDEX order_revision_po_{name} ON order_revision ({columns}) WHERE po_number <> ''"


def _named(text: str) -> tuple[str, str]:
    """The name of an index as PostgreSQL cuts it, and its statement with that name, plain."""
    name = text.split(" ON ")[0].split()[-1].strip('"')
    return name[:LONGEST], _plain_index(text.replace(name, name[:LONGEST], 1))


def _constraints(database: Database) -> Iterator[str]:
    """CHECK, FOREIGN KEY, EXCLUDE and NOT NULL: a line for each that is missing, not validated or a stranger's."""
    wanted, standing = Counter[tuple[str, str]](_all_constraints()), Counter[tuple[str, str]]()
    ours = {_meta(model).table_name for model in all_models()}
    for table, name, kind, valid, text in database.execute_sql(CONSTRAINTS).fetchall():
        told = (table, _plain_key(text) if kind == "f" else _plain_check(text))
        standing[told] += 1
        if not valid:
            yield f"constraint {name} of {table} does not hold for what was there before it"
        elif standing[told] > wanted[told] and table in ours:
            yield f"constraint {name} of {table} is unknown: {text}"
    for table, told in sorted((wanted - standing).elements(), reverse=True):
        what = next(kind for kind in ("FOREIGN KEY", "EXCLUDE", "CHECK") if told.startswith(kind))
        text = EXCLUDED[table] if what == "EXCLUDE" else told.removeprefix(what).strip()
        yield f"{what} of {table} is missing: {text}"
    nullable = set(database.execute_sql(NULLABLE).fetchall())
    for model in all_models():
        for field in _meta(model).sorted_fields:
            if not field.null and (_meta(model).table_name, field.column_name) in nullable:
                yield f"column {field.column_name} of {_meta(model).table_name} may be empty, which it never was"


@cache
def _all_constraints() -> tuple[tuple[str, str], ...]:
    return (*_wanted_constraints(),)


def _wanted_constraints() -> Iterator[tuple[str, str]]:
    yield from ((table, _plain_check(text)) for table, text in EXCLUDED.items())
    for model in all_models():
        table: str = _meta(model).table_name
        for field in _meta(model).sorted_fields:
            if isinstance(field, ForeignKeyField):
                key = f"FOREIGN KEY ({field.column_name}) REFERENCES {_meta(field.rel_model).table_name}(id)"
                yield table, _plain_key(key + (f" ON DELETE {field.on_delete}" if field.on_delete else ""))
        yield from ((table, _plain_check(check)) for check in _checks(next(statements([model]))))


def _meta(model: Any) -> Any:
    return model._meta


def _checks(text: str) -> Iterator[str]:
    """Each CHECK (…) of a statement, to the parenthesis that ends it."""
    for found in _CHECK.finditer(text):
        end, depth = found.end(), 1
        while depth:
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            end += 1
        yield text[found.start() : end]


def _plain_check(text: str) -> str:
    """A CHECK without what PostgreSQL writes otherwise: parentheses, blanks, casts, a list as an array."""
    bare = _CAST.sub("", text.removesuffix(" NOT VALID").replace('"', "")).translate(str.maketrans("", "", "() "))
    return _ANY.sub(r"IN\1", bare)


def _plain_key(text: str) -> str:
    return text.removesuffix(" NOT VALID").replace('"', "")


def _replicas(database: Database) -> Iterator[str]:
    for role, where, text in database.execute_sql(SETTINGS).fetchall():
        if not text.endswith("=origin"):
            whose = f"of role {role}" if role else "of every role"
            yield f"setting {whose}{f' in {where}' if where else ''}: {text}, under which no guard works"
    (kept,) = database.execute_sql("SELECT to_regclass('pg_catalog.pg_parameter_acl')").fetchone()
    if kept:  # from PostgreSQL 15 on
        for (role,) in database.execute_sql(GRANTED).fetchall():
            yield f"right of role {role}: it may SET session_replication_role, under which no guard works"
    setting, source = database.execute_sql(OWN).fetchone()
    if setting != "origin" and source not in ("database", "user", "database user", "session"):
        yield f"setting of the server: session_replication_role={setting}, under which no guard works"


def _plain(text: str, schema: str = "") -> str:
    """A definition without what PostgreSQL writes otherwise: quotes of names, blanks, the schema of a function."""
    for mark in ("$guard$", "$keep$", "$function$"):
        text = text.replace(mark, "$$")
    text = " ".join(text.replace('"', "").split())
    return text.replace(f"FUNCTION {schema}.", "FUNCTION ", 1) if schema else text


def _plain_index(text: str, schema: str = "") -> str:
    """The same for an index: without kinds of texts and what only holds together, too."""
    text = _plain(text).replace(" USING btree", "").replace("::text", "").replace("!=", "<>")
    text = text.replace(f" ON {schema}.", " ON ", 1) if schema else text
    return text.translate(TOGETHER)
