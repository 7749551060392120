"""`custtui seal` says in one line what all orders come to; `check --against` names the first that differs (S-6)."""

import pytest

from custtui.domain.errors import Refused
from custtui.domain.who import Role, Who
from custtui.models.base import db
from custtui.models.chain import SealedHead
from custtui.models.database import is_sqlite
from custtui.models.fulfilment import Payment
from custtui.models.order import OrderEvent, SalesOrder
from custtui.models.role_chain import Given, gave
from custtui.models.triggers import drop, install
from custtui.services.check import check
from custtui.services.check_chain import link_faults
from custtui.services.sealing import against_faults, line_of, seal
from tests.rows import DAY, an_account, an_order, chained

ADMIN = Who("cora", "Cora", Role.ADMINISTRATOR)
ALL_OF = (
    "chain_link WHERE order_id = {0}",
    "order_event WHERE order_id = {0}",
    "revision_state WHERE revision_id IN (SELECT id FROM order_revision WHERE order_id = {0})",
    "order_line WHERE revision_id IN (SELECT id FROM order_revision WHERE order_id = {0})",
    "order_ship_to WHERE revision_id IN (SELECT id FROM order_revision WHERE order_id = {0})",
    "order_revision WHERE order_id = {0}",
    "order_position WHERE order_id = {0}",
    "sales_order WHERE id = {0}",
)


@pytest.fixture
def orders(database) -> list[SalesOrder]:
    """Three orders of one customer, who also paid something in advance."""
    account = an_account()
    made = [an_order(account).order for _ in range(3)]
    Payment.create(account=account, day=DAY, currency="USD", amount=7)
    chained()
    return made


def tamper(*statements: str) -> None:
    """What somebody with the file in hands may do, making the chains anew as well as the rows."""
    drop(db.obj)
    for statement in statements:
        db.execute_sql(statement)
    chained()
    install(db.obj)


def take_away(order: int) -> None:
    """Everything there is of an order, its chain too."""
    drop(db.obj)
    off, on = ("foreign_keys = 0", "foreign_keys = 1") if is_sqlite(db) else ("replica", "origin")
    how = "PRAGMA {0}" if is_sqlite(db) else "SET session_replication_role = {0}"
    db.execute_sql(how.format(off))
    for table in ALL_OF:
        db.execute_sql(f"DELETE FROM {table.format(order)}")
    db.execute_sql(how.format(on))
    install(db.obj)


def anew(order: int) -> str:
    """The whole chain of an order made over what its rows say now."""
    return f"DELETE FROM chain_link WHERE order_id = {order}"


def test_what_came_later_is_no_difference(orders: list[SalesOrder]) -> None:
    line = seal(ADMIN)
    words = line.split()
    assert words[1:5] == ["3", "orders", "14", "links"] and len(words[5]) == 64
    assert list(against_faults(line_of(line))) == []
    OrderEvent.create(order=orders[0], kind="note", by="ann")
    an_order(orders[0].account)
    chained()
    assert list(against_faults(line_of(f" {line}\n"))) == []
    later = seal(ADMIN)
    assert list(against_faults(line_of(later))) == list(against_faults(line_of(line))) == []
    assert SealedHead.select().count() == 5 + 2  # what did not grow is not kept twice


def test_the_first_order_that_differs_is_named(orders: list[SalesOrder]) -> None:
    """Whoever has the file writes rows and chains anew: only the line in the safe tells."""
    line, (_, two, three) = seal(ADMIN), orders
    forged = f"UPDATE order_event SET by = 'eve' WHERE order_id IN ({two.id}, {three.id})"
    tamper(forged, anew(two.id), anew(three.id))
    (fault,) = against_faults(line_of(line))
    assert fault.startswith(f"order {two.number}: was changed since it was sealed on ") and "; 1 more differ" in fault
    assert fault in list(check(against=line)) and fault in list(check(quick=True, against=line))


def test_a_whole_order_taken_away_is_named_with_its_number(orders: list[SalesOrder]) -> None:
    line, (one, two, _) = seal(ADMIN), orders
    take_away(two.id)
    (fault,) = against_faults(line_of(line))
    assert fault.startswith(f"order {two.number}: is gone since it was sealed")
    tamper(f"UPDATE sales_order SET made_at = '2026-01-01T00:00:00.000000Z' WHERE id = {one.id}", anew(one.id))
    assert next(iter(against_faults(line_of(line)))).startswith(f"order {one.number}: was changed")


def test_an_order_put_there_later_under_an_earlier_day_is_named(orders: list[SalesOrder]) -> None:
    line = seal(ADMIN)
    number = an_order(orders[0].account).order.number
    tamper(f"UPDATE sales_order SET made_at = '2026-01-01T00:00:00.000000Z' WHERE number = '{number}'")
    (fault,) = against_faults(line_of(line))
    assert fault.startswith(f"order {number}: was put there since it was sealed")


def test_a_payment_made_larger_is_named_with_who_paid(orders: list[SalesOrder]) -> None:
    line = seal(ADMIN)
    drop(db.obj)
    db.execute_sql("UPDATE payment SET amount = 7000000")
    install(db.obj)
    assert [one for one in check() if "payment" in one] == ["payments of 3897-5: payment 1 was changed"]
    with pytest.raises(Refused, match="payment 1 was changed"):
        seal(ADMIN)
    tamper("DELETE FROM chain_link WHERE account_id IS NOT NULL")
    (fault,) = against_faults(line_of(line))
    assert fault.startswith("payments of 3897-5: was changed since")


def test_what_was_kept_of_a_seal_cannot_be_written_anew(orders: list[SalesOrder]) -> None:
    line, order = seal(ADMIN), orders[0]
    tamper(
        f"UPDATE order_event SET by = 'eve' WHERE order_id = {order.id}",
        anew(order.id),
        "DELETE FROM sealed_head WHERE chain = 'order ' || (SELECT min(number) FROM sales_order)",
    )
    first, *_ = against_faults(line_of(line))
    assert first.startswith("seal: what the database keeps of this line is not what was sealed")
    tamper("DELETE FROM sealed_head", "DELETE FROM sealing")
    assert next(iter(against_faults(line_of(line)))).startswith("seal: this database knows no such line")
    with pytest.raises(Refused, match="not a line of custtui seal"):
        line_of("yesterday")


def test_a_role_given_by_a_chain_made_anew_is_named(orders: list[SalesOrder]) -> None:
    line = seal(ADMIN)
    drop(db.obj)
    db.execute_sql("DELETE FROM operator_event WHERE login <> 'ann'")
    gave(db, [Given("eve", "Eve", "administrator", "")])
    (fault,) = against_faults(line_of(line))
    assert fault.startswith("operators: was changed since it was sealed on ")


@pytest.mark.parametrize(("at", "gaps"), [(0, ["chain_link 3 to 3: taken away, with what they are of"]), (2, [])])
def test_the_newest_entry_taken_away_with_its_link_is_missed(
    orders: list[SalesOrder], at: int, gaps: list[str]
) -> None:
    """Of an order whose chain ends before others were written, and of the one written last."""
    assert list(link_faults()) == []
    drop(db.obj)
    db.execute_sql(f"DELETE FROM chain_link WHERE order_id = {orders[at].id} AND kind = 'order_event'")
    db.execute_sql("DELETE FROM chain_link WHERE account_id IS NOT NULL")
    if is_sqlite(db):
        last = 9 if at == 0 else 8
        assert list(link_faults()) == [*gaps, f"counter link: 10 links were written, the last there is is {last}"]
    else:
        db.execute_sql("SELECT pg_stat_force_next_flush()")
        (fault,) = link_faults()
        assert fault.startswith("table chain_link: 2 rows were deleted and 0 written over")
