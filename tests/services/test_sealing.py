"""`custtui seal` says in one line what all orders come to; `check --against` names the first that differs (S-6)."""

import pytest

from custtui.domain.errors import Refused
from custtui.domain.who import Role, Who
from custtui.models.account import CustomerAccount
from custtui.models.base import db
from custtui.models.chain import SealedHead
from custtui.models.database import is_sqlite
from custtui.models.fulfilment import Payment
from custtui.models.merge import MergeLog
from custtui.models.order import Hold, OrderEvent, SalesOrder
from custtui.models.party import AddressChange
from custtui.models.role_chain import Given, gave
from custtui.models.seal import resealed
from custtui.models.signing import SecondSignature
from custtui.models.term_change import TermChange
from custtui.models.triggers import drop, install
from custtui.services.check import check
from custtui.services.check_chain import chain_faults, link_faults
from custtui.services.sealing import against_faults, line_of, seal
from tests.rows import DAY, a_party_site, an_account, an_order, chained, undone

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
    made = [sound(account) for _ in range(3)]
    Payment.create(account=account, day=DAY, currency="USD", amount=7)
    chained()
    return made


def sound(account: CustomerAccount) -> SalesOrder:
    """An order whose seal is over what it says."""
    revision = an_order(account)
    drop(db.obj)
    db.execute_sql(
        f"UPDATE order_revision SET hash = '{resealed([revision.id])[revision.id]}' WHERE id = {revision.id}"
    )
    install(db.obj)
    return revision.order


def tamper(*statements: str) -> None:
    """What somebody with the file in hands may do, making the chains anew as well as the rows."""
    drop(db.obj)
    for statement in statements:
        db.execute_sql(statement)
    chained()
    install(db.obj)


def unguarded() -> None:
    """As another program opens the file; PostgreSQL's owner needs not drop anything."""
    if is_sqlite(db):
        drop(db.obj)
        db.execute_sql("PRAGMA foreign_keys = 0")


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
    sound(orders[0].account)
    chained()
    assert list(against_faults(line_of(f" {line}\n"))) == []
    later = seal(ADMIN)
    assert list(against_faults(line_of(later))) == list(against_faults(line_of(line))) == []
    assert SealedHead.select().count() == 5 + 2 + 1  # what did not grow is not kept twice; that of the house did


def test_the_first_order_that_differs_is_named(orders: list[SalesOrder]) -> None:
    """Whoever has the file writes rows and chains anew: only the line in the safe tells."""
    line, (_, two, three) = seal(ADMIN), orders
    forged = f"UPDATE order_event SET by = 'eve' WHERE order_id IN ({two.id}, {three.id})"
    tamper(forged, anew(two.id), anew(three.id))
    (fault,) = against_faults(line_of(line))
    assert fault.startswith(f"order {two.number}: was changed since it was sealed on ") and "; 1 more differ" in fault
    assert fault in list(check(against=line)) and fault in list(check(quick=True, against=line))


CHANGED = {
    "UPDATE order_line SET price = price + 10000 WHERE revision_id = {0}": "price",
    "UPDATE revision_state SET status = 'finished' WHERE revision_id = {0}": "status",
    "UPDATE revision_state SET status = 'pending' WHERE revision_id = {0}": "status back",
    "UPDATE hold SET released_by = 'eve', released_at = placed_at WHERE revision_id = {0}": "release",
    "UPDATE hold SET code = 'X' WHERE revision_id = {0}": "hold",
    "DELETE FROM order_event WHERE revision_id = {0}": "event",
}
"""What somebody does to an order, leaving its chain as it was."""


def test_what_was_changed_beside_the_chain_is_named_too(orders: list[SalesOrder]) -> None:
    """Who has the line in hand need not read the whole check to see which order it is."""
    two = SalesOrder.get_by_id(orders[1].id)
    Hold.create(revision=two.in_force, code="UB", placed_by="ann")
    OrderEvent.create(order=two, revision=two.in_force, kind="imported", text="accepted", by="ann")
    chained()
    line = seal(ADMIN)
    unguarded()
    for statement, what in CHANGED.items():
        with undone(statement.format(two.in_force_id)):
            found = list(against_faults(line_of(line)))
        assert [one.split(" since")[0] for one in found] == [f"order {two.number}: was changed"], what
    with undone(f"UPDATE order_line SET price = 1 WHERE revision_id = {two.in_force_id}"), pytest.raises(Refused):
        seal(ADMIN)
    assert list(against_faults(line_of(line))) == []


def test_a_whole_order_taken_away_is_named_with_its_number(orders: list[SalesOrder]) -> None:
    line, (one, two, _) = seal(ADMIN), orders
    take_away(two.id)
    (fault,) = against_faults(line_of(line))
    assert fault.startswith(f"order {two.number}: is gone since it was sealed")
    tamper(f"UPDATE sales_order SET made_at = '2026-01-01T00:00:00.000000Z' WHERE id = {one.id}", anew(one.id))
    assert next(iter(against_faults(line_of(line)))).startswith(f"order {one.number}: was changed")


def test_an_order_put_there_later_under_an_earlier_day_is_named(orders: list[SalesOrder]) -> None:
    line = seal(ADMIN)
    number = sound(orders[0].account).number
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


KEPT = {
    "term_change": ("history of customer 3897-5: term_change 1 (terms)", "old = 'x'"),
    "address_change": ("history of address 1: address_change 1", "street = 'x'"),
    "merge_log": ("history of customer 3897-5: merge_log 1", "moves = 'x'"),
    "second_signature": ("house 1: second_signature 1 (MERGE)", "signed_by = 'eve'"),
    "sealed_head": ("house 1: sealing 1", "number = 99"),
    "sealing": ("house 1: sealing 1", "orders = 99"),
}


def test_what_is_kept_beside_orders_stands_in_chains_and_under_the_seal(orders: list[SalesOrder]) -> None:
    """Rows changed, put there or taken away by others are named by check and by the line in the safe."""
    account = orders[0].account
    TermChange.create(account=account, field="terms", old="NET30", made_by="ann")
    TermChange.create(party=account.party, field="credit_limit", made_by="ann")
    place = a_party_site(account.party).location
    AddressChange.create(location=place, street="1 St", city="", state="", postal_code="", country="US")
    MergeLog.create(source=account, survivor=account, made_by="ann")
    SecondSignature.create(made_by="ann", signed_by="cora", act="MERGE")
    chained()
    seal(ADMIN)
    line = seal(ADMIN)
    assert list(chain_faults()) == list(link_faults()) == []
    unguarded()
    for table, (name, change) in KEPT.items():
        with undone(f"UPDATE {table} SET {change} WHERE id = 1"):
            assert list(chain_faults()) == [f"{name} was changed"], table
            assert any(name.split(":")[0] in one for one in against_faults(line_of(line))), table
        with undone(f"DELETE FROM {table} WHERE id = 1"):
            what = "changed" if table == "sealed_head" else "removed"
            assert list(chain_faults()) == [f"{name.split(' (')[0]} was {what}"]
        if table != "sealed_head":
            names = ", ".join(f'"{one.name}"' for one in db.obj.get_columns(table) if one.name != "id")
            with undone(f"INSERT INTO {table} ({names}) SELECT {names} FROM {table} WHERE id = 1"):
                (fault,) = chain_faults()
                assert f"{table} " in fault and "was put there by others: it stands outside the chain" in fault


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
