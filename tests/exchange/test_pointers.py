"""`check` names every row that points to nothing, on both databases; nobody who reads ends in a traceback (S-6)."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from custtui.domain.errors import Refused
from custtui.domain.who import SYSTEM
from custtui.exchange import KINDS, export_file
from custtui.exchange.stands import refused_rows
from custtui.models import all_models
from custtui.models.account import CustomerAccount, PaymentExclusion
from custtui.models.base import db, table_of
from custtui.models.database import is_sqlite
from custtui.models.families import survivors
from custtui.models.triggers import drop, install
from custtui.services.check import check
from custtui.services.check_pointers import pointer_faults, pointers
from tests.exchange.files import House
from tests.exchange.files import house as set_up_house
from tests.services.house import stand
from tests.services.keying import ordered

NOWHERE = 999_986
CUSTOMERS = """code,name,street,city,state,postal_code,country,terms,excluded_methods
A-1,Anna Inc.,1 Main St,Newark,NJ,07102,US,NET9,CARD
B-1,Bert Inc.,2 Main St,Newark,NJ,07102,US,NET9,
C-1,Carl Inc.,3 Main St,Newark,NJ,07102,US,NET9,
"""


@pytest.fixture
def sound(database: object) -> Iterator[None]:
    """A database, and in the end nobody works past what it holds."""
    yield
    if not is_sqlite(db):
        db.execute_sql("SET session_replication_role = DEFAULT")
    db.close()


def go_around() -> None:
    """Past what the database holds: as who has the file in hands, or works as a replica."""
    drop(db.obj)
    if is_sqlite(db):
        db.execute_sql("PRAGMA foreign_keys = 0")
        db.execute_sql("PRAGMA ignore_check_constraints = 1")
    else:
        db.execute_sql("SET session_replication_role = replica")


def value_of(field: Any) -> Any:
    """One that its column takes; of what it says nothing is asked here."""
    kind = type(field).__name__
    return {"TextField": "x", "UtcField": "2026-01-01T00:00:00.000000Z", "DayField": "2026-01-01"}.get(kind, 1)


def test_every_column_that_points_is_read(sound: None) -> None:
    """A row of each, which points to nothing by all its columns at once."""
    go_around()
    wanted, models = set[str](), {table_of(one): cast(Any, one) for one in all_models()}
    points = [*pointers(all_models())]
    mark = "?" if is_sqlite(db) else "%s"
    for table in dict.fromkeys(one for one, _, _ in points):
        fields = {one.column_name: value_of(one) for one in models[table]._meta.sorted_fields}
        given = {**fields, "id": 77, **{column: NOWHERE for one, column, _ in points if one == table}}
        names, marks = ", ".join(f'"{one}"' for one in given), ", ".join([mark] * len(given))
        if not is_sqlite(db):
            _without_checks(table)
            given |= {one.column_name: True for one in _flags(models[table])}
        db.execute_sql(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(given.values()))
        wanted |= {f"{one} 77: {column}: there is no {to} {NOWHERE}" for one, column, to in points if one == table}
    assert len(wanted) > 110
    assert set(pointer_faults()) == wanted


def _without_checks(table: str) -> None:
    rows = db.execute_sql(
        f"SELECT conname FROM pg_constraint WHERE conrelid = '\"{table}\"'::regclass AND contype IN ('c', 'x')"
    )
    for (name,) in rows.fetchall():
        db.execute_sql(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')


def _flags(model: Any) -> list[Any]:
    return [one for one in model._meta.sorted_fields if type(one).__name__ == "BooleanField"]


@pytest.fixture
def excluded(sound: None, tmp_path: Path) -> House:
    """A house with customers, of whom one is excluded from a method that is gone, has terms that are gone, too."""
    one = set_up_house(tmp_path)
    one.put("methods", "code,name\nCARD,Card\nCASH,Cash\n")
    one.put("terms", "code,name,days\nNET9,Nine days,9\n")
    one.put("customers", CUSTOMERS)
    assert not list(check())
    go_around()
    db.execute_sql(f"UPDATE payment_exclusion SET method_id = {NOWHERE}")
    db.execute_sql(f"UPDATE customer_account SET terms_id = {NOWHERE} WHERE code = 'B-1'")
    install(db.obj)
    return one


def test_a_check_names_the_row_and_reads_the_others(excluded: House) -> None:
    row, code = PaymentExclusion.get().id, CustomerAccount.get(CustomerAccount.code == "B-1").id
    told = [*check(more=refused_rows([]))]
    assert f"payment_exclusion {row}: method_id: there is no payment_method {NOWHERE}" in told
    assert f"customer_account {code}: terms_id: there is no payment_terms {NOWHERE}" in told
    assert [one for one in told if "cannot be read" in one] == []
    assert [one for one in told if re.match(r"customers B-1 .*: terms: '\(999986 is gone\)' is not a code", one)]


def test_a_file_says_what_is_gone_and_no_import_takes_it(excluded: House) -> None:
    file = io.StringIO()
    assert export_file(SYSTEM, "customers", file) == 3
    assert f"({NOWHERE} is gone)" in file.getvalue()
    refused = excluded.bring("customers", file.getvalue())
    told = {(one.line, one.column) for one in refused.rejects}
    assert told >= {(2, "excluded_methods"), (3, "terms")}


def test_a_kind_that_cannot_be_read_is_refused_in_one_line(excluded: House) -> None:
    """Whoever of the readers it is who looks in vain."""
    for name, kind in KINDS.items():
        broken = lambda: iter([{}[NOWHERE]])  # noqa: E731
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(kind, "read", broken, raising=False)
            with pytest.raises(Refused, match=f"^{name} cannot be read: .*method_id: there is no payment_method"):
                export_file(SYSTEM, name, io.StringIO())


def test_a_fault_of_a_reader_is_still_one_of_the_program(database: object, tmp_path: Path) -> None:
    set_up_house(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(KINDS["terms"], "read", lambda: iter([{}["x"]]), raising=False)
        with pytest.raises(KeyError):
            export_file(SYSTEM, "terms", io.StringIO())


def test_rows_taken_away_are_found_by_those_that_point_to_them(excluded: House) -> None:
    drop(db.obj)
    db.execute_sql("DELETE FROM payment_terms")
    install(db.obj)
    found = [*check(quick=True)]
    assert sum("terms_id: there is no payment_terms" in one for one in found) == 3


def test_an_order_of_a_customer_who_is_gone_ends_an_export(sound: None) -> None:
    """It asked for him again and again."""
    one = stand()
    ordered(one.a1, "ITEM1 x2")
    go_around()
    db.execute_sql(f"UPDATE order_revision SET sold_to_id = {NOWHERE}")
    install(db.obj)
    with pytest.raises(
        Refused, match=f"^orders cannot be read: .*: sold_to_id: there is no customer_account {NOWHERE}"
    ):
        export_file(SYSTEM, "orders", io.StringIO())


@pytest.mark.parametrize("ring", [("A-1", "A-1"), ("A-1", "B-1"), ("A-1", "B-1", "C-1")])
def test_customers_merged_in_a_ring_are_named_and_hold_nobody_up(excluded: House, ring: tuple[str, ...]) -> None:
    drop(db.obj)
    ids = {one: CustomerAccount.get(CustomerAccount.code == one).id for one in ring}
    for one, into in zip(ring, (*ring[1:], ring[0]), strict=False):
        db.execute_sql(f"UPDATE customer_account SET merged_into_id = {ids[into]} WHERE id = {ids[one]}")
    install(db.obj)
    told = [one for one in check() if one.endswith("was merged into itself (F-28)")]
    assert told == [f"customer {one}: was merged into itself (F-28)" for one in dict.fromkeys(ring)]
    assert set(survivors(ids.values())) == set(ids.values())


def test_who_survived_is_found_over_others_from_wherever_one_begins(excluded: House) -> None:
    drop(db.obj)
    a, b, c = (CustomerAccount.get(CustomerAccount.code == one).id for one in ("A-1", "B-1", "C-1"))
    db.execute_sql(f"UPDATE customer_account SET merged_into_id = {b} WHERE id = {a}")
    db.execute_sql(f"UPDATE customer_account SET merged_into_id = {c} WHERE id = {b}")
    install(db.obj)
    for some in ([a], [b], [a, b], [a, b, c]):
        assert survivors(some) == dict.fromkeys(some, c)
    assert survivors([c]) == {c: c}
