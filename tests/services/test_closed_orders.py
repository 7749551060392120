"""Of what was declined, cancelled or withdrawn nothing is open and nothing to come; lists ask a few questions."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any
from unittest import mock

import pytest

from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.order import OrderCharge, OrderLine
from custtui.services.check import check
from custtui.services.credit import credit_use
from custtui.services.customer.view import customer
from custtui.services.orders import OrderFilter, every_order, inquiry, invoices_of, open_lines, order, orders_of
from custtui.services.orders.as_json import as_json
from custtui.services.profile.activity import activity
from tests.rows import DAY, an_account, an_order, seal, ship
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
    assert credit_use([account.id], "USD").used == 0


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


def test_the_questions_of_a_check_do_not_grow_with_the_orders(database) -> None:
    account = an_account()
    an_order(account)
    told: list[tuple[int, int]] = []
    few = asked(lambda: list(check()))
    for _ in range(30):
        an_order(account, [("2", "1.00")] * 3)
    assert asked(lambda: list(check(lambda *one: told.append(one)))) <= few + 2
    assert told == [(31, 62), (62, 62)]  # revisions, then the chains of orders


@pytest.mark.parametrize(
    "read",
    [
        *(lambda one: activity(one), lambda one: orders_of(one, 100), lambda one: invoices_of(one, 100)),
        *(lambda one: open_lines(one), lambda one: customer(one), lambda one: credit_use([one], "USD").used),
        *(lambda _: list(every_order()), lambda _: inquiry(OrderFilter(code="3897-5"))),
    ],
)
def test_no_question_about_orders_reads_all_of_them_for_each(database, read: Callable[[int], object]) -> None:
    """Every table of orders is searched by a key, or read once in the order it is shown in: never once a row."""
    if not is_sqlite(db):
        pytest.skip("PostgreSQL's plan follows the sizes of its tables")
    account = an_account()
    ship(OrderLine.get(OrderLine.revision == an_order(account)), Decimal(1))
    for sql, parameters in heard(lambda: read(account.id)):
        plan = db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", parameters).fetchall()
        scans = [row[3] for row in plan if row[3].startswith("SCAN") and "json_each" not in row[3]]
        assert all(row is plan[0][3] for row in scans), (sql, plan)


def asked(act: Callable[[], object]) -> int:
    """How many questions the database is asked."""
    return len(heard(act))


def heard(act: Callable[[], object]) -> list[tuple[str, Any]]:
    """The questions the database is asked."""
    told: list[tuple[str, Any]] = []
    run = db.obj.execute_sql

    def hear(sql: str, params: Any = None, *more: Any) -> Any:
        told.append((sql, params or ()))
        return run(sql, params, *more)

    with mock.patch.object(db.obj, "execute_sql", side_effect=hear):
        act()
    return [one for one in told if one[0].lstrip().upper().startswith("SELECT")]


def test_open_lines_come_in_pages_by_wanted_date(database) -> None:
    """The oldest too, however many orders came after them."""
    account = an_account()
    late = [an_order(account, [("1", "1.00")], wanted=DAY - timedelta(days=one)) for one in range(4)]
    numbers = [revision.order.number for revision in reversed(late)]
    an_order(account, [("1", "1.00")])
    assert [one.number for one in open_lines(account.id, 3)] == numbers[:3]
    assert open_lines(account.id, 3, 3)[0].number == numbers[3]
    assert len(open_lines(account.id, 3, 3)) == 2
