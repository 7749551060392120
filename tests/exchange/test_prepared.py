"""What others write while an import is prepared stays, and the import goes in behind it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from threading import Thread

import pytest
from peewee import fn

from custtui.domain.who import SYSTEM
from custtui.models import triggers
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.fulfilment import Invoice, Shipment
from custtui.models.operator import Counter
from custtui.models.order import OrderEvent, OrderLine, OrderRevision, SalesOrder
from custtui.models.rows import plain_rows
from custtui.models.taking_up import take_up
from custtui.services.bulk.beside import SecondProcess
from custtui.services.bulk.orders import write_orders
from custtui.services.bulk.values import Movement, NewLine, NewOrder
from custtui.services.check import check
from custtui.services.orders.view import order
from tests.exchange.files import House

DAY = date(2020, 5, 1)


@pytest.fixture
def desk(house: House) -> House:
    """A house with a customer and a product, on SQLite: PostgreSQL keeps other writers of the tables out."""
    if not is_sqlite(db):
        pytest.skip("a side file is for SQLite")
    house.put("customers", "code,name,alias,street,city\nA,Alpha,Alpha,1 Main St,New York\n")
    house.put("products", "code,name\nP-1,Pear\n")
    return house


def an_order(number: str) -> NewOrder:
    """One line, shipped and invoiced whole, on papers without numbers."""
    line = NewLine("P-1", Decimal(3), Decimal("1.10"), invoices=(Movement(DAY, Decimal(3)),))
    return NewOrder(number, "A", DAY, (line,), shipped_day=DAY, paid_day=DAY)


def interrupted(orders: list[NewOrder], other: list[NewOrder]) -> Iterator[NewOrder]:
    """Orders to be written; before the last is told, somebody else has written his."""
    yield from orders[:-1]

    def elsewhere() -> None:
        write_orders(SYSTEM, other)
        db.close()

    thread = Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert {row.number for row in SalesOrder.select()} == set()  # what is read while preparing is of one moment
    yield orders[-1]


def test_rows_prepared_go_behind_rows_written_meanwhile(desk: House) -> None:
    mine, others = [an_order(f"H{at}") for at in range(5)], [an_order(f"X{at}") for at in range(3)]
    assert write_orders(SYSTEM, interrupted(mine, others)) == 5
    assert list(check()) == []
    numbers = [row.number for row in SalesOrder.select().order_by(SalesOrder.id)]
    assert numbers == ["X0", "X1", "X2", "H0", "H1", "H2", "H3", "H4"]
    for number in numbers:
        assert (order(number).status, order(number).gross) == ("finished", Decimal("3.30"))


def test_papers_prepared_take_the_numbers_after_those_taken_meanwhile(desk: House) -> None:
    write_orders(SYSTEM, interrupted([an_order("H0"), an_order("H1")], [an_order("X0")]))
    for model, counter, prefix in ((Shipment, "shipment", "SH-"), (Invoice, "invoice", "IN-")):
        papers = [(row.order.number, row.number) for row in model.select().order_by(model.id)]
        assert papers == [("X0", f"{prefix}1"), ("H0", f"{prefix}2"), ("H1", f"{prefix}3")]
        assert Counter.get(Counter.name == counter).value == 3


def test_an_order_refused_midway_leaves_nothing_and_the_next_import_works(desk: House) -> None:
    with pytest.raises(KeyError):
        write_orders(SYSTEM, [an_order("H0"), NewOrder("H1", "nobody", DAY, ())])
    assert SalesOrder.select().count() == 0
    assert write_orders(SYSTEM, [an_order("H0")]) == 1
    assert list(check()) == []


def test_rows_that_another_process_puts_aside_are_those_this_one_would(
    desk: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("custtui.services.bulk.orders.ENOUGH", 2)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    begun = list[SecondProcess]()
    monkeypatch.setattr(
        SecondProcess, "put", lambda self, rows, put=SecondProcess.put: (begun.append(self), put(self, rows))[1]
    )
    mine, others = [an_order(f"H{at}") for at in range(1_002)], [an_order("X0")]
    assert write_orders(SYSTEM, interrupted(mine, others)) == 1_002
    assert len(begun) == 2 + 1  # of the other's one order too
    assert list(check()) == []
    links = "SELECT number, hash FROM chain_link WHERE kind <> 'sales_order' AND order_id IS NOT NULL"
    assert len(db.execute_sql(links).fetchall()) > 5 * 1_002


def test_links_made_while_rows_are_in_hand_are_those_made_by_reading_them(house: House) -> None:
    """Of both databases; papers take numbers, and a customer pays twice."""
    house.put("customers", "code,name,alias,street,city\nA,Alpha,Alpha,1 Main St,New York\n")
    house.put("products", "code,name\nP-1,Pear\n")
    gone = an_order("H1").lines[0]._replace(forfeits=(Movement(DAY, Decimal(1), "CUSTOMER"),), invoices=())
    write_orders(SYSTEM, [an_order("H0"), NewOrder("H1", "A", DAY, (gone,)), an_order("H2")])
    columns = "order_id, account_id, number, kind, entry, hash"
    told = f"SELECT {columns} FROM chain_link ORDER BY account_id, order_id, number"
    made = db.execute_sql(told).fetchall()
    assert len(made) > 15
    triggers.drop(db.obj)
    db.execute_sql("DELETE FROM chain_link")
    take_up(db.obj)
    assert db.execute_sql(told).fetchall() == made


def test_plain_rows_are_what_peewee_reads(house: House) -> None:
    house.put("customers", "code,name,alias,street,city\nA,Alpha,Alpha,1 Main St,New York\n")
    house.put("products", "code,name\nP-1,Pear\n")
    write_orders(SYSTEM, [an_order("H0"), an_order("H1")])
    for model in (OrderRevision, OrderLine, OrderEvent, Invoice):
        assert list(plain_rows(model.select())) == list(model.select().tuples())
    total = fn.SUM(Invoice.gross).converter(Invoice.gross.python_value)
    query = Invoice.select(Invoice.day, total).group_by(Invoice.day)
    assert list(plain_rows(query)) == list(query.tuples()) == [(DAY, Decimal("6.60"))]
