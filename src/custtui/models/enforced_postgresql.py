"""Whether PostgreSQL does what its catalogue says it would: a superuser can write the catalogue itself (S-6).

A foreign key is held by four triggers of PostgreSQL's own, which can be taken away; a table notes whether it has
triggers, indexes and checks at all; a rule passes for that of a view by its name.
"""

from collections.abc import Iterator

from peewee import Database

HERE = "n.nspname = current_schema()"
_DOES = (
    "CASE k.{} WHEN 'r' THEN 'restrict' WHEN 'c' THEN 'cascade' WHEN 'n' THEN 'setnull' WHEN 'd' THEN 'setdefault'"
)
_DELETED, _UPDATED = (
    f"'RI_FKey_' || {_DOES.format(one)} ELSE 'noaction' END" for one in ("confdeltype", "confupdtype")
)
GENUINE = f"""
t.tgisinternal AND t.tgconstraint = k.oid AND t.tgqual IS NULL AND t.tgattr::text = ''
AND p.oid = t.tgfoid AND p.pronamespace = 'pg_catalog'::regnamespace
AND (k.contype <> 'f' AND p.proname = 'unique_key_recheck' AND t.tgrelid = k.conrelid
OR k.contype = 'f' AND (t.tgrelid, t.tgconstrrelid, t.tgtype::integer, p.proname::text) IN
((k.conrelid, k.confrelid, 5, 'RI_FKey_check_ins'), (k.conrelid, k.confrelid, 17, 'RI_FKey_check_upd'),
(k.confrelid, k.conrelid, 9, {_DELETED} || '_del'), (k.confrelid, k.conrelid, 17, {_UPDATED} || '_upd')))
"""
"""Is a trigger (t), calling a function (p), one that PostgreSQL made for a constraint (k)?"""
KEYS = f"""
SELECT k.conname, c.relname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {HERE} AND k.contype = 'f'
AND (SELECT count(DISTINCT p.oid) FROM pg_trigger t, pg_proc p WHERE {GENUINE}) <> 4 ORDER BY 2, 1
"""
RULES = f"""
SELECT r.rulename, c.relname FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE {HERE} AND NOT (c.relkind IN ('v', 'm') AND r.rulename = '_RETURN' AND r.ev_type = '1' AND r.is_instead)
ORDER BY 2, 1
"""
"""All but what makes a view."""
NOTED = f"""
SELECT c.relname, NOT c.relhastriggers AND EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid),
NOT c.relhasindex AND EXISTS (SELECT 1 FROM pg_index x WHERE x.indrelid = c.oid),
c.relchecks < (SELECT count(*) FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {HERE} AND c.relkind = 'r' ORDER BY 1
"""
WHAT = ("triggers", "indexes", "checks")


def faults(database: Database) -> Iterator[str]:
    """A line for every foreign key, trigger, index and check that stands and does nothing, and every foreign rule."""
    for name, table in database.execute_sql(KEYS).fetchall():
        yield f"constraint {name} of {table} is not held: triggers of it are missing or changed"
    for name, table in database.execute_sql(RULES).fetchall():
        yield f"rule {name} on {table} is unknown"
    for table, *off in database.execute_sql(NOTED).fetchall():
        yield from (
            f"table {table} is noted to have no {what}: none works"
            for what, one in zip(WHAT, off, strict=True)
            if one
        )
