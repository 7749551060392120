"""Orders of a file call off contracts of their own customer, as orders that are keyed (C-40)."""

from datetime import timedelta

import pytest
from peewee import IntegrityError

from custtui.domain.who import Role
from custtui.models.account import CustomerAccount, PurchasingContract
from custtui.models.base import db
from custtui.models.order import OrderRevision
from custtui.services.check import check
from custtui.services.clock import today
from custtui.services.orders.called_off import called_off
from custtui.services.upkeep.keeping import save_goods, setup_records
from tests.exchange.files import House, house, rejects
from tests.services.house import BEN, hire
from tests.unguarded import unguarded

HEAD = "number,customer,order_date,contract,product,quantity,price\n"


@pytest.fixture
def made(database, tmp_path) -> House:
    """Two customers and a second account of the first one; a contract of the first, not shared."""
    one = house(tmp_path)
    hire("ben", role=Role.SUPERVISOR)
    one.put("products", "code,name\nP,Pea\n")
    head = "code,name,party,account_name,alias,street,city\n"
    one.put("customers", f"{head}A,Aa,,,Aa,1 Elm,Troy\nB,Bb,,,Bb,2 Elm,Troy\n")
    one.put("customers", f"{head}A2,,A,Two,Two,1 Elm,Troy\n")
    first, last = today() - timedelta(days=9), today() + timedelta(days=9)
    one.put("contracts", f"code,customer,first_day,last_day,product,quantity,price\nPC-A,A,{first},{last},P,10,1\n")
    return one


def order(number: str, customer: str, contract: str = "PC-A") -> str:
    return f"{number},{customer},{today()},{contract},P,4,1\n"


def test_the_contract_of_another_customer_is_refused(made) -> None:
    """It ate what was agreed with the other one."""
    report = made.bring("orders", HEAD + order("X1", "A") + order("X2", "B") + order("X3", "A2"))
    assert rejects(report) == [(3, "contract"), (4, "contract")]
    assert [one.text for one in report.rejects] == ["Contract PC-A is another customer's"] * 2
    assert rejects(made.bring("orders", HEAD + order("X1", "A", "NONE"))) == [(2, "contract")]
    made.put("orders", HEAD + order("X1", "A"))
    assert [one.called for one in called_off(PurchasingContract.get().id)] == [4]


def test_a_shared_contract_is_the_partys_and_stays_shared_once_called_off(made) -> None:
    PurchasingContract.update(shared=True).execute()
    made.put("orders", HEAD + order("X3", "A2"))
    assert rejects(made.bring("orders", HEAD + order("X2", "B"))) == [(2, "contract")]
    (one,) = setup_records("contracts")
    with pytest.raises(Exception, match="Shared: stays Y: other accounts have called it off"):
        save_goods(BEN, "contracts", {**one.texts, "shared": "N"}, one.row, one.texts)


def test_raw_sql_calls_off_no_contract_of_others_and_check_names_it(made) -> None:
    made.put("orders", HEAD + order("X2", "B", ""))
    contract, account = PurchasingContract.get().id, CustomerAccount.get(CustomerAccount.code == "B").id
    columns = [one.column_name for one in OrderRevision._meta.sorted_fields if one.name not in ("id", "contract")]
    names = ", ".join(f'"{one}"' for one in columns)
    again = names.replace('"revision"', "revision + 1").replace('"replaces_id"', "id")
    with pytest.raises(IntegrityError, match="calls off a contract of its customer"), db.atomic():
        db.execute_sql(
            f"INSERT INTO order_revision ({names}, contract_id) SELECT {again}, {contract} FROM order_revision"
        )
    with unguarded():
        db.execute_sql(f"UPDATE order_revision SET contract_id = {contract} WHERE sold_to_id = {account}")
    assert "order X2: Contract PC-A is another customer's" in "\n".join(check())
