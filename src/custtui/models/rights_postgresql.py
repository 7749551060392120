"""What a role of PostgreSQL may that clerks' programs log in with: a shell there gives no more (S-7).

It owns no table, so it drops no guard and switches none off; what is sealed it only adds to. Files, operators,
controls and upgrades are for the owner of the tables. Made anew after each upgrade: a new table is nobody else's.
"""

from collections.abc import Iterator

from peewee import Database

from custtui.models import all_models
from custtui.models.guards import FIXED, IMMUTABLE, PERMANENT

READ = (
    *("house", "operator", "operator_event", "operator_pin", "seller", "control", "sealing", "sealed_head"),
    "setup_change",
    *("payment_terms", "payment_method", "tax_rate", "reason", "profile_category", "profile_response"),
    *(
        "product",
        "barcode",
        "price_list",
        "price_list_item",
        "contract_price",
        "purchasing_contract",
        "contract_line",
    ),
)
"""What administrators set up, and files bring in."""
LOCKED = ("invoice",)
"""Locked while something is added to them: for that PostgreSQL asks for a right to change, the guard refuses it."""
INDEXES = ("search_document", "search_total", "search_activity", "search_party", "search_key")


OWNS = """
SELECT 1 FROM pg_catalog.pg_roles r WHERE r.rolname = %s AND (r.rolsuper OR EXISTS (
SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = current_schema() AND c.relkind = 'r' AND pg_has_role(r.oid, c.relowner, 'MEMBER')))
"""


def owns(database: Database, role: str) -> bool:
    """Is a role above what it is given: superuser, owner of tables, or one who may act as the owner?"""
    return database.execute_sql(OWNS, (role,)).fetchone() is not None


def rights(role: str) -> Iterator[str]:
    """The statements that give a role what it may, and take from it what it may no longer."""
    to = '"' + role.replace('"', '""') + '"'
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {to}"
    yield f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {to}"
    yield "REVOKE CREATE ON SCHEMA public FROM PUBLIC"
    yield f"GRANT USAGE ON SCHEMA public TO {to}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {to}"
    for table, may in _tables():
        yield f'GRANT {may} ON "{table}" TO {to}'


def _tables() -> Iterator[tuple[str, str]]:
    yield "schema_migration", "SELECT"
    yield "search_product", "SELECT"
    yield from ((table, "SELECT, INSERT, UPDATE, DELETE") for table in INDEXES)
    for model in all_models():
        table: str = model._meta.table_name
        fixed = ("id", *FIXED.get(table, ((), ""))[0])
        columns = ", ".join(f'"{one}"' for one in model._meta.columns if one not in fixed)
        if table in READ:
            yield table, "SELECT"
        elif table in IMMUTABLE:
            yield table, 'SELECT, INSERT, UPDATE ("id")' if table in LOCKED else "SELECT, INSERT"
        else:
            yield table, f"SELECT, INSERT, UPDATE ({columns})" + ("" if table in PERMANENT else ", DELETE")
