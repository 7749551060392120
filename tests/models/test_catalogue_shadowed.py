"""PostgreSQL's catalogue is asked by its own names, and does what it says: no owner hides in it (S-6)."""

from collections.abc import Iterator

import pytest

from custtui.domain.errors import Refused
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.migrate import migrate
from custtui.models.path_postgresql import leads_elsewhere
from custtui.services.check import catalogue_faults, check

BEFORE = "BEFORE UPDATE ON payment FOR EACH ROW"
COLUMNS = (
    "oid, tgrelid, tgparentid, tgname, tgfoid, tgtype, 'O'::\"char\" AS tgenabled, tgisinternal, tgconstrrelid,"
    " tgconstrindid, tgconstraint, tgdeferrable, tginitdeferred, tgnargs, tgattr, tgargs, tgqual"
)
BLIND = "CREATE VIEW {0}.pg_trigger AS SELECT " + COLUMNS + " FROM pg_catalog.pg_trigger WHERE tgname <> 'evil'"
ASKED = "PostgreSQL has one of that name, which is asked what stands here"
LEADS = "which leads to other tables and functions than the house's and PostgreSQL's own"


@pytest.fixture
def postgresql(database) -> Iterator[str]:
    """The name of a PostgreSQL database."""
    if is_sqlite(database):
        pytest.skip("PostgreSQL's catalogue")
    yield database.execute_sql("SELECT current_database()").fetchone()[0]
    for role in ("quiet", "clerks"):
        database.execute_sql(f"DROP OWNED BY {role}") if _is_role(role) else None
        database.execute_sql(f"DROP ROLE IF EXISTS {role}")


def _is_role(name: str) -> bool:
    return db.execute_sql("SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = %s", (name,)).fetchone() is not None


@pytest.mark.parametrize("schema", ["public", "elsewhere"])
def test_guards_that_are_off_are_told_behind_a_view_of_the_catalogue(postgresql: str, schema: str) -> None:
    path = "public, pg_catalog" if schema == "public" else "public, elsewhere, pg_catalog"
    db.execute_sql(f"CREATE SCHEMA IF NOT EXISTS {schema}")
    db.execute_sql(f"CREATE TRIGGER evil {BEFORE} EXECUTE FUNCTION guard_draft_fixed()")
    db.execute_sql("ALTER TABLE payment DISABLE TRIGGER guard_payment_update")
    db.execute_sql(BLIND.format(schema))
    db.execute_sql(f"ALTER DATABASE {postgresql} SET search_path = {path}")
    db.close()
    db.connect()
    told = list(catalogue_faults())
    assert told == [
        "trigger evil on payment is unknown",
        "trigger guard_payment_update is switched off",
        f"view pg_trigger in schema {schema} is unknown: {ASKED}",
        f"setting of every role in {postgresql}: search_path={path}, {LEADS}",
    ]
    assert told == [one for one in check(quick=True) if one in told]


def test_a_path_set_for_a_role_that_writes_is_told(postgresql: str) -> None:
    """Of a role of another application alone, on the same server, it is nobody's matter."""
    db.execute_sql("CREATE ROLE quiet")
    db.execute_sql("ALTER ROLE quiet SET search_path = elsewhere, public")
    assert list(catalogue_faults()) == []
    db.execute_sql("GRANT INSERT ON sales_order TO quiet")
    assert list(catalogue_faults()) == [f"setting of role quiet: search_path=elsewhere, public, {LEADS}"]


def test_a_path_of_the_session_that_checks_is_told(postgresql: str) -> None:
    db.execute_sql("CREATE SCHEMA elsewhere")
    db.execute_sql("CREATE TABLE elsewhere.operator (id integer)")
    db.execute_sql("SET search_path = elsewhere, public")
    assert list(catalogue_faults()) == [
        "table operator in schema elsewhere is unknown: the house has one of that name",
        f"setting in force here: search_path=elsewhere, public, {LEADS}",
    ]
    assert db.execute_sql("SHOW search_path").fetchone() == ("elsewhere, public",)


def test_a_schema_named_as_a_role_with_a_table_of_ours_is_told(postgresql: str) -> None:
    """It stands before the house's own for that role, as PostgreSQL is made."""
    db.execute_sql("CREATE SCHEMA clerks")
    db.execute_sql("CREATE VIEW clerks.operator AS SELECT * FROM public.operator")
    db.execute_sql("CREATE TABLE clerks.mine (id integer)")
    assert list(catalogue_faults()) == []
    db.execute_sql("CREATE ROLE clerks")
    assert list(catalogue_faults()) == ["view operator in schema clerks is unknown: the house has one of that name"]


def test_no_second_house_is_made_where_a_schema_hides_the_first(postgresql: str) -> None:
    """A schema named as the role that logs in, without tables: a check said "New database", and had made one."""
    (role,) = db.execute_sql("SELECT current_user").fetchone()
    db.execute_sql(f'CREATE SCHEMA "{role}"')
    with pytest.raises(Refused, match=f"stands in schema public, but schema {role} comes first in the search path"):
        migrate(db.obj)
    assert db.obj.get_tables(schema=role) == []


@pytest.mark.parametrize(
    ("setting", "elsewhere"),
    [
        *((one, False) for one in ('"$user", public', "public", "public, extensions", '"public", pg_temp')),
        *((one, True) for one in ("", '""', "a, public", "public, pg_catalog", "pg_catalog, public", "elsewhere")),
    ],
)
def test_a_path_that_finds_the_house_first_is_none_to_tell(setting: str, elsewhere: bool) -> None:
    assert leads_elsewhere(setting, "public") is elsewhere


@pytest.mark.parametrize(
    ("statements", "faults"),
    [
        (
            [
                "CREATE RULE x AS ON UPDATE TO operator DO INSTEAD NOTHING",
                "UPDATE pg_rewrite SET rulename = '_RETURN' WHERE rulename = 'x'",
            ],
            ["rule _RETURN on operator is unknown"],
        ),
        (
            ["DELETE FROM pg_trigger WHERE tgisinternal AND tgrelid = 'cover_step'::regclass"],
            ["constraint {0} of cover_step is not held: triggers of it are missing or changed"],
        ),
        (
            ["UPDATE pg_trigger SET tgtype = 1 WHERE tgtype = 5 AND tgrelid = 'cover_step'::regclass"],
            [
                "trigger {1} on cover_step is unknown",
                "constraint {0} of cover_step is not held: triggers of it are missing or changed",
            ],
        ),
        (
            ["UPDATE pg_class SET relhastriggers = false WHERE relname = 'payment'"],
            ["table payment is noted to have no triggers: none works"],
        ),
        (
            ["UPDATE pg_class SET relhasindex = false WHERE relname = 'payment'"],
            ["table payment is noted to have no indexes: none works"],
        ),
        (
            ["UPDATE pg_class SET relchecks = 0 WHERE relname = 'forfeit'"],
            ["table forfeit is noted to have no checks: none works"],
        ),
        (
            ["UPDATE pg_index SET indimmediate = false WHERE indexrelid = 'sales_order_number'::regclass"],
            ["index sales_order_number was changed"],
        ),
    ],
)
def test_what_a_superuser_wrote_into_the_catalogue_is_told(
    postgresql: str, statements: list[str], faults: list[str]
) -> None:
    keys = db.execute_sql(
        "SELECT conname, (SELECT tgname FROM pg_trigger WHERE tgconstraint = k.oid AND tgtype = 5)"
        " FROM pg_constraint k WHERE contype = 'f' AND conrelid = 'cover_step'::regclass ORDER BY 1"
    ).fetchall()
    for statement in statements:
        db.execute_sql(statement)
    wanted = {one.format(*key) for key in keys for one in faults}
    assert set(catalogue_faults()) == wanted
