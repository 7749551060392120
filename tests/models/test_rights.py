"""A role for clerks' programs on PostgreSQL: they do all of a clerk's work with it, and no shell does more (S-7)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import psycopg
import pytest
from peewee import IntegrityError, ProgrammingError

from custtui.domain.errors import Refused
from custtui.domain.who import Role, Who
from custtui.models.account import CustomerAccount
from custtui.models.base import db
from custtui.models.database import bind, is_sqlite, make_database, transaction
from custtui.models.guards import IMMUTABLE, PERMANENT
from custtui.models.rights_postgresql import READ, owns, rights
from custtui.models.search.engine import rebuild
from custtui.models.trouble import explained
from custtui.services import fulfilment as ff
from custtui.services import lookup
from custtui.services.check import check
from custtui.services.operators import add_operator
from custtui.services.pins import set_pin
from tests.services import house
from tests.services.keying import ordered
from tests.ui.keyplay import Player, run

ANN = Who("ann", "Ann", Role.ADMINISTRATOR)


@pytest.fixture
def made(database, database_url: str) -> Iterator[house.House]:
    """The examples on PostgreSQL, the models bound by a role of clerks."""
    if is_sqlite(db):
        pytest.skip("SQLite has no roles")
    one = house.stand()
    house.promote()
    rebuild()
    role = f"clerks_{db.obj.database}"
    db.execute_sql(f'CREATE ROLE "{role}" LOGIN')
    for statement in rights(role):
        db.execute_sql(statement)
    bind(make_database(database_url.replace("//postgres:", f"//{role}:", 1)))
    yield one
    db.close()
    with psycopg.connect(database_url, autocommit=True) as owner:
        owner.execute(f'DROP OWNED BY "{role}"')
        owner.execute(f'DROP ROLE "{role}"')


def test_clerks_work_with_it_and_change_nothing_that_is_sealed(made: house.House) -> None:
    number = ordered(made.a1, "ITEM1 x10").number
    ff.ship(ANN, number, 1, {10: Decimal(4)})
    invoice = ff.invoice(ANN, number, {10: Decimal(4)})
    ff.receive(ANN, "3897-5", Decimal(50), {invoice: Decimal(30)})
    ff.forfeit(ANN, number, 1, {10: Decimal(2)}, "CUSTOMER")
    unseen = (
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
        " AND NOT has_table_privilege(oid, 'SELECT')"
    )
    assert db.execute_sql(unseen).fetchall() == []

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><enter>Sour Juices Inc.<f9>")
        await player.burst("<f12><f12>3897-5<f7>ITEM1<enter>5<enter>ITEM2<enter>7<f9>")
        assert "SO-1002" in player.screen

    run(scene, who=ANN)
    assert lookup.find("Sour", limit=5).hits[0].code == "3897-5"
    assert list(check()) == []
    for table in (*IMMUTABLE, *PERMANENT, *READ):
        for attack in (f'DELETE FROM "{table}"', f'UPDATE "{table}" SET id = id + 1', f'TRUNCATE "{table}" CASCADE'):
            with pytest.raises((ProgrammingError, IntegrityError), match=r"permission denied|guard: "), db.atomic():
                db.execute_sql(attack)
    for attack in (
        "UPDATE sales_order SET account_id = 2",
        "UPDATE operator SET role = 'administrator'",
        "INSERT INTO operator_event SELECT * FROM operator_event",
        "ALTER TABLE order_line DISABLE TRIGGER guard_order_line_update",
        "DROP TRIGGER guard_order_line_update ON order_line",
        "SET session_replication_role = replica",
        "CREATE FUNCTION guard_order_line_update() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    ):
        with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), db.atomic():
            db.execute_sql(attack)
    with pytest.raises(Refused, match="connect as the owner of its tables"), transaction():
        add_operator(ANN, "eve", "Eve", "administrator")
    with pytest.raises(Refused, match="connect as the owner of its tables"):
        set_pin(ANN, "ann", "739154")
    assert list(check()) == []


def test_no_table_of_a_session_is_taken_for_one_of_the_house_by_a_guard(made: house.House) -> None:
    """Temporary tables come first where a name has no schema: guards look at those of the house alone."""
    ordered(made.a1, "ITEM1 x1000")
    db.execute_sql("CREATE TEMPORARY TABLE hold (revision_id integer, released_at text)")
    accepted = "UPDATE public.revision_state SET status = 'accepted' WHERE status = 'pending'"
    with pytest.raises(IntegrityError, match="guard: "), db.atomic():
        db.execute_sql(accepted)
    db.execute_sql("DROP TABLE pg_temp.hold")
    assert list(check()) == []


def test_tables_that_a_role_was_set_not_to_see_are_told_in_a_line(made: house.House) -> None:
    db.execute_sql("SET search_path TO elsewhere")
    told = "shows no table customer_account: it was taken away, or a search_path"
    with pytest.raises(Refused, match=told), explained():
        list(CustomerAccount.select())


def test_rights_are_not_given_to_who_is_above_them(database) -> None:
    """An owner, whoever may act as one, and a superuser keep what is taken from them."""
    if is_sqlite(db):
        pytest.skip("SQLite has no roles")
    role, owner = f"clerk_{db.obj.database}", f"owner_{db.obj.database}"
    for one in (role, owner):
        db.execute_sql(f'CREATE ROLE "{one}" LOGIN')
    try:
        assert owns(db.obj, "postgres") and not owns(db.obj, role) and not owns(db.obj, "nobody at all")
        db.execute_sql(f'ALTER TABLE counter OWNER TO "{owner}"')
        assert owns(db.obj, owner) and not owns(db.obj, role)
        db.execute_sql(f'GRANT "{owner}" TO "{role}"')
        assert owns(db.obj, role)
    finally:
        db.execute_sql("ALTER TABLE counter OWNER TO postgres")
        db.execute_sql(f'DROP ROLE "{role}", "{owner}"')
