"""Codes and numbers are found in any capitals, of any alphabet, on both databases; two in capitals alone are one."""

import pytest

from custtui.domain.errors import Refused
from custtui.models.account import AlternateNumber, CustomerAccount
from custtui.models.base import db
from custtui.models.capitals import TABLES
from custtui.models.database import is_sqlite, transaction
from custtui.models.migrate import HISTORY, migrate
from custtui.models.operator import Seller
from custtui.models.order import OrderRevision, SalesOrder
from custtui.models.product import Product
from custtui.models.search.engine import index_accounts
from custtui.models.triggers import drop
from custtui.services import lookup
from custtui.services.accounts import account_named
from custtui.services.check import catalogue_faults
from custtui.services.check_capitals import capitals_faults
from custtui.services.customer.codes import next_code
from custtui.services.numbers import named, next_order_number
from custtui.services.order_entry.goods import products_for
from custtui.services.order_entry.goods_rows import FOUND
from custtui.services.orders.asked import _of_product
from tests.rows import an_account

SCRIPT = "0023_any_capitals"


WAYS = (("InA1", "ina1"), ("inA2", "INA2"), ("ZOË-7", "zoë-7"), ("ZOë-8", "zoë-8"), ("zoë-9", "ZOË-9"))
"""As a code or number stands, and as it is typed."""


def test_a_number_and_a_code_are_found_in_any_capitals(database) -> None:
    """Letters beyond ASCII too, whatever the database knows of them."""
    accounts = {stored: an_account(code=f"C{stored}") for stored, _ in WAYS}
    index_accounts([one.id for one in accounts.values()])
    for stored, typed in WAYS:
        SalesOrder.create(account=accounts[stored], number=stored)
        row = named("order", typed).first()
        assert row is not None and row.number == stored
        assert [(one.kind, one.number) for one in lookup.find(typed, limit=9).papers] == [("order", stored)]
        assert account_named(f"c{typed}") == accounts[stored].id
        found = lookup.find(f"c{typed}", limit=9)
        assert (found.exact, [one.code for one in found.hits]) == (True, [f"C{stored}"])


def test_a_product_is_found_in_any_capitals_by_an_index(database) -> None:
    """Letters beyond ASCII too; reading every product took 8 ms of 60,000, at each letter of an item."""
    for stored, _ in WAYS:
        Product.create(code=stored, name="Juice")
    for stored, typed in WAYS:
        assert {text: one.code for text, one in products_for([stored, typed]).items()} == {
            stored: stored,
            typed: stored,
        }
    if is_sqlite(db):
        queries = [FOUND.question(["iNa1"], ["iNa1"], ["INA1", "iNa1", "ina1"]), _of_product("iNa1")]
        asked = [
            (queries[0].sql, queries[0].parameters),
            OrderRevision.select(OrderRevision.id).where(queries[1]).sql(),
        ]
        for sql, values in asked:
            plan = [row[3] for row in db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", values)]
            assert any("product_mixed" in step for step in plan)
            assert not any("SCAN" in step and "product" in step.casefold() for step in plan), plan


def test_what_is_typed_just_so_comes_first_and_the_index_is_used(database) -> None:
    account = an_account()
    for number in ("INA", "InA", "ina"):
        SalesOrder.create(account=account, number=number)
    assert [named("order", one).first().number for one in ("InA", "ina", "INA", "iNa")] == [
        "InA",
        "ina",
        "INA",
        "INA",
    ]
    if is_sqlite(db):
        sql, values = named("order", "so 991").sql()
        plan = [row[3] for row in db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", values)]
        assert any("sales_order_mixed" in step for step in plan) and not any("SCAN" in step for step in plan)


def test_a_code_that_differs_in_capitals_alone_is_refused_and_two_that_stand_are_named(
    database, one_step_back: None
) -> None:
    """A house with two of them is brought up to date all the same, and goes on."""
    an_account(code="INA")
    with pytest.raises(Refused, match="capitals"), transaction():
        an_account(code="ina")
    drop(db)
    an_account(code="ina")
    index_accounts([one.id for one in CustomerAccount.select()])
    for table in TABLES:
        db.execute_sql(f'DROP INDEX "{table}_mixed"')
    db.execute_sql(f"DELETE FROM {HISTORY} WHERE name = '{SCRIPT}'")
    assert migrate(db.obj) == [SCRIPT]
    assert not list(catalogue_faults())
    assert CustomerAccount.select().count() == 2
    (told,) = capitals_faults()
    assert "INA" in told and "ina" in told
    assert [lookup.find(one, limit=9).hits[0].code for one in ("INA", "ina")] == ["INA", "ina"]


def test_numbers_given_are_nobody_elses_in_any_capitals(database) -> None:
    Seller.create(name="Herbs & More", unit_licence="Us", currency="USD")
    account = an_account(code="us-1")
    AlternateNumber.create(account=account, code="uS-2", reason="merged")
    SalesOrder.create(account=account, number="so-1001")
    with transaction():
        assert (next_code(), next_order_number()) == ("Us-3", "SO-1002")
