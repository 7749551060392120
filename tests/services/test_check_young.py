"""Each column of returns, credit notes and covers is watched, whoever writes it (S-6)."""

from typing import Any

import pytest
from peewee import DateField, ForeignKeyField, TextField

from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.fulfilment import Cover, CoverStep, CreditCharge, Invoice, InvoiceLine, Return
from custtui.models.migrate import migrate
from custtui.services import fulfilment as ff
from custtui.services.check import check
from custtui.services.fulfilment.credits import CreditTerms
from custtui.services.sealing import seal
from tests.older import BEFORE_0041
from tests.services.fulfilling import D, of
from tests.services.house import ANN, BEN, CORA
from tests.services.keying import ordered
from tests.services.test_check import tamper
from tests.services.test_check_rows import around
from tests.services.test_covers import bought, done, made_by, stand
from tests.standing import made_once

YOUNG = (Return, Invoice, InvoiceLine, CreditCharge, Cover, CoverStep)
COLUMNS = [(model._meta.table_name, field) for model in YOUNG for field in model._meta.sorted_fields]


KINDS = {
    ("cover", "kind"): ("PURCHASE", "PRODUCTION"),
    ("invoice", "kind"): ("CREDIT", "INVOICE"),
    ("return", "condition"): ("SELLABLE", "SCRAP"),
    ("credit_charge", "kind"): ("FREIGHT", "FEE"),
}


@made_once
def lived_in() -> str:
    """Two orders; one was covered, sent, billed, came back, and was credited with goods and without. Sound."""
    house = stand()
    number, other = ordered(house.a1, "MADE x20").number, ordered(house.a1, "MADE x20").number
    for one in (number, other):
        ff.cover(ANN, one, 10, bought(f"B-{one}", quantity="5"))
        ff.cover(ANN, one, 10, made_by(f"M-{one}", quantity="15"))
        done(one, "15", at=1)
        ff.ship(ANN, one, 1, of(p10="10"))
        ff.invoice(ANN, one, of(p10="10"))
        ff.book_return(ANN, one, of(p10="3"), "DEFECT", "SCRAP")
        ff.credit(BEN, one, of(p10="3"), CreditTerms(fee=D(1), fee_reason="RESTOCK"))
        ff.allow(BEN, one, 10, "SHORT", pieces=D(1))
    assert list(check()) == []
    return number


@pytest.fixture
def told(database) -> str:
    return lived_in()


def other_value(field: Any) -> str:
    """SQL of a value that could stand there, and does not."""
    name = f'"{field.column_name}"'
    if name == '"made_at"':
        return "'2026-01-01T00:00:00.000000Z'"
    if name in ('"kind"', '"progress"', '"condition"'):
        one, two = KINDS.get((field.model._meta.table_name, field.name), ("CLOSED", "STARTED"))
        return f"CASE {name} WHEN '{one}' THEN '{two}' ELSE '{one}' END"
    if isinstance(field, ForeignKeyField):
        mine, table = f'"{field.model._meta.table_name}".{name}', field.rel_model._meta.table_name
        return f'(SELECT id FROM "{table}" x WHERE x.id IS DISTINCT FROM {mine} LIMIT 1)'
    if isinstance(field, DateField):
        return "'2026-01-01'"
    return f"{name} || 'x'" if isinstance(field, TextField) else f"coalesce({name}, 0) + 1"


@pytest.mark.parametrize(("table", "field"), COLUMNS, ids=[f"{table}-{one.name}" for table, one in COLUMNS])
def test_each_column_is_watched(told: str, table: str, field: Any) -> None:
    where = f'id = (SELECT max(id) FROM "{table}")'
    row = db.execute_sql(f'SELECT max(id) FROM "{table}"').fetchone()[0]
    column, value = field.column_name, str(row + 1000) if field.name == "id" else other_value(field)
    if is_sqlite(db):
        db.execute_sql("PRAGMA foreign_keys = 0")
    else:
        db.execute_sql("SET session_replication_role = replica")
    around(table, f'"{column}" = {value}', where)
    if not is_sqlite(db):
        db.execute_sql("SET session_replication_role = DEFAULT")
    found = "\n".join(check())
    named = {"cover": f"cover {row}", "invoice_line": "invoice "}.get(table, f"{table} {row}")
    assert "SO-1002" in found or named in found, found
    assert named in found or field.name in ("cover", "position", "invoice", "order"), found


@pytest.mark.parametrize("model", YOUNG)
def test_each_row_taken_away_and_put_there_is_named(told: str, model: Any) -> None:
    table = model._meta.table_name
    if is_sqlite(db):
        db.execute_sql("PRAGMA foreign_keys = 0")
    columns = ", ".join(f'"{one}"' for one in model._meta.columns if one not in ("id", "number"))
    also = ', "number"' if "number" in model._meta.columns else ""
    new = f"{columns}{also}) SELECT {columns}{also and ', number || 9'}"
    tamper(f'INSERT INTO "{table}" ({new} FROM "{table}" WHERE id = (SELECT max(id) FROM "{table}")')
    assert any("SO-1002" in one and ("put there" in one or "changed" in one) for one in check())
    role = "" if is_sqlite(db) else "SET session_replication_role = replica;"
    tamper(f'{role}DELETE FROM "{table}"')
    if role:
        db.execute_sql("SET session_replication_role = DEFAULT")
    assert any("SO-1002" in one and ("removed" in one or "changed" in one) for one in check())


def test_how_far_a_cover_is_is_told_in_its_line(told: str) -> None:
    tamper("UPDATE cover SET done = 3000, progress = 'CLOSED' WHERE id = 4")
    (fault,) = (one for one in check() if "cover 4" in one)
    begin = "order SO-1002: cover 4 (M-SO-1002) of position 10: is CLOSED, 3 done, due "
    assert fault.startswith(begin) and ", its last step made it STARTED, 15 done, due " in fault
    assert any("cover 4" in one for one in check(quick=True))


def test_what_no_cover_can_be_is_named(told: str) -> None:
    tamper("UPDATE cover SET done = 15001 WHERE id = 4", "UPDATE cover_step SET done = 15001 WHERE cover_id = 4")
    assert any("is 15.001 of 15 done and STARTED, which none can be" in one for one in check())


def test_a_seal_covers_how_far_covers_are(told: str) -> None:
    line = seal(CORA)
    tamper("UPDATE cover SET done = 3000 WHERE id = 4", "UPDATE cover_step SET done = 3000 WHERE cover_id = 4")
    assert any("SO-1002: was changed since it was sealed" in one for one in check(against=line))


def test_covers_of_before_are_taken_up_where_they_stand(told: str) -> None:
    """As the release before left them: no steps, no links of them, and the guards of then."""
    links = "SELECT count(*) FROM chain_link"
    tamper("DELETE FROM cover_step", "DELETE FROM schema_migration WHERE name >= '0037'")
    from custtui.models.triggers import drop

    drop(db.obj)
    db.execute_sql("DELETE FROM chain_link")
    for table in ("cover_step", "outbox_step"):
        db.execute_sql(f"DROP TABLE {table}")
    for statement in BEFORE_0041:
        db.execute_sql(statement)
    if is_sqlite(db):
        db.execute_sql("UPDATE counter SET value = 0 WHERE name = 'link'")
    from custtui.models.taking_up import take_up

    take_up(db.obj)
    before = db.execute_sql(links).fetchone()[0]
    if is_sqlite(db):
        db.execute_sql("UPDATE counter SET value = (SELECT max(id) FROM chain_link) WHERE name = 'link'")
    assert migrate(db.obj)[0] == "0037_cover_steps"
    assert db.execute_sql(links).fetchone()[0] == before + 4
    assert CoverStep.select().count() == 4
    faults = [one for one in check() if "written over, which" not in one and "links 1 to" not in one]
    assert [one for one in faults if not one.startswith("chain_link 1 to")] == []
