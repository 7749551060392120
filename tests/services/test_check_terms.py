"""Terms that are not what their history says they became last are named (S-6, F-64)."""

from decimal import Decimal

import pytest

from custtui.models.account import CustomerAccount
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.operator import Operator
from custtui.services.check import check
from custtui.services.operators import add_operator
from custtui.services.terms.history import remembering
from tests.services import house
from tests.services.house import ANN


@pytest.fixture
def account(database) -> CustomerAccount:
    house.seller()
    one = CustomerAccount.get_by_id(house.customer("3897-5", "Healthy Juices Inc."))
    for limit in ("20000", "30000"):
        with remembering(ANN, one.id):
            CustomerAccount.update(credit_limit=Decimal(limit)).execute()
    assert not [fault for fault in check() if "history" in fault]
    return one


def test_a_limit_that_others_wrote_is_named_beside_what_it_became(account: CustomerAccount) -> None:
    CustomerAccount.update(credit_limit=Decimal(150000)).execute()
    told = "customer 3897-5: Credit limit is 150,000.00, its history made it 30,000.00"
    assert told in [*check()] and told in [*check(quick=True)]


def test_the_name_of_an_operator_is_the_one_he_was_given(database) -> None:
    house.hire("eve")
    Operator.update(name="Boss").where(Operator.login == "eve").execute()
    assert [fault for fault in check() if "operator eve: is called Boss" in fault]


def test_the_newest_role_given_leaves_a_gap_where_it_is_taken_away(sqlite_database) -> None:
    house.hire("ann")
    house.promote("ann")
    add_operator(ANN, "eve", "Eve", "supervisor")
    assert is_sqlite(db)
    for (trigger,) in db.execute_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute_sql(f'DROP TRIGGER "{trigger}"')
    db.execute_sql("DELETE FROM operator_event WHERE login = 'eve'")
    db.execute_sql("DELETE FROM operator WHERE login = 'eve'")
    assert any("counter role: " in fault for fault in check())
