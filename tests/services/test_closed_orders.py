"""Of what was declined, cancelled or withdrawn nothing is open and nothing to come; lists ask a few questions."""

from collections.abc import Callable
from decimal import Decimal
from unittest import mock

import pytest

from custtui.models.base import db
from custtui.models.order import OrderCharge, OrderLine
from custtui.services.credit import credit_used
from custtui.services.orders import every_order, open_lines, order
from custtui.services.orders.as_json import as_json
from tests.rows import an_account, an_order, seal, ship
from tests.services.fulfilling import adds_up
from tests.services.test_check import tamper


@pytest.mark.parametrize("status", ["declined", "cancelled"])
def test_x_07_of_a_closed_order_nothing_is_open_and_nothing_to_come(database, status: str) -> None:
    """Declined, cancelled, withdrawn: with the order the rest of each line was given up, and its charges."""
    account = an_account()
    revision = an_order(account, [("5", "2.00"), ("7", "0.10")], status=None, tax_rate="0.10")
    OrderCharge.create(revision=revision, kind="freight", net=Decimal(3), tax=Decimal(0))
    seal(revision, status)
    tamper("UPDATE order_revision SET net = 13700, gross = 14770")
    view = order(revision.order.number)
    adds_up(view)
    assert {(line.open, line.billable, line.forfeited == line.quantity) for line in view.lines} == {(0, 0, True)}
    assert (view.to_come, view.forfeited_total, view.invoiced_total) == (0, Decimal("14.77"), 0)
    shown = as_json(view)
    assert (shown["to_come"], shown["lines"][0]["open"]) == ("0.00", "0")
    assert open_lines(account.id) == []
    assert credit_used([account.id], "USD") == 0


def test_x_07_the_equation_of_money_can_fail(database) -> None:
    """What is to come is summed from lines and charges: a total that does not fit them shows."""
    revision = an_order(an_account(), [("5", "2.00")])
    tamper("UPDATE order_revision SET net = 11000, gross = 11000")
    view = order(revision.order.number)
    assert (view.gross, view.to_come) == (11, 10)


def test_the_questions_of_a_list_do_not_grow_with_its_orders(database) -> None:
    """A page of orders is a fixed number of questions, whatever hangs on them."""
    account = an_account()
    an_order(account)
    few = asked(lambda: list(every_order()))
    for _ in range(30):
        revision = an_order(account, [("2", "1.00")] * 3)
        ship(OrderLine.get(OrderLine.revision == revision), Decimal(1))
    assert asked(lambda: list(every_order())) <= few + 2


def asked(act: Callable[[], object]) -> int:
    """How many questions the database is asked."""
    told: list[str] = []
    run = db.obj.execute_sql
    with mock.patch.object(db.obj, "execute_sql", side_effect=lambda sql, *more: told.append(sql) or run(sql, *more)):
        act()
    return len(told)
