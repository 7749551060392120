"""S-3: whatever two do at once to one order, one wins and the other is told what stands now; eight do anything."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from custtui.models.account import CustomerAccount
from custtui.models.base import db
from custtui.models.database import is_sqlite, transaction
from custtui.models.order import SalesOrder
from custtui.services import fulfilment as ff
from custtui.services import order_entry as desk
from custtui.services import orders
from custtui.services.check import check
from custtui.services.numbers import lock_counter
from custtui.services.order_entry.placing import LOCK_DRAFT
from tests.living import world
from tests.living.sums import Contents, gapless
from tests.living.warm import Program
from tests.services import house
from tests.services.changing import change
from tests.services.fulfilling import adds_up, of
from tests.services.house import ANN, BEN
from tests.services.keying import ordered

HANDS, SECONDS, LEAST = 8, 8, 10
"""So many act for so long, and until each has done so many acts: a busy machine does few in that time."""


def looks(url: str, who: str, act: str, number: str) -> Program:
    """One who has seen the order and is about to act."""
    one = Program("tests.living.duel", url, who, act, number)
    assert one.heard() == "ready\n", one.heard()
    return one


def go(one: Program) -> None:
    one.say("go\n")


def told(one: Program) -> str:
    said, complaint = one.to_the_end()
    assert complaint == ""
    return said.strip()


def held_up() -> None:
    """Wait until somebody waits for a lock of this transaction."""
    end = time.monotonic() + (0.5 if is_sqlite(db) else 60)
    while time.monotonic() < end:
        if not is_sqlite(db) and db.execute_sql("SELECT count(*) FROM pg_locks WHERE NOT granted").fetchone()[0]:
            return
        time.sleep(0.05)


def duel(url: str, number: str, *acts: str) -> list[str]:
    """What both were told, each having seen the same before either acted."""
    pair = [looks(url, who, act, number) for who, act in zip(("ben", "dora"), acts, strict=True)]
    for one in pair:
        go(one)
    return sorted(map(told, pair), key=lambda text: text != "done")


def waiting(account: int) -> str:
    CustomerAccount.update(accept_threshold=0).where(CustomerAccount.id == account).execute()
    return ordered(account, "ITEM1 x5").number


def accepted(account: int) -> str:
    return ordered(account, "ITEM1 x5").number


def shipped(account: int) -> str:
    number = accepted(account)
    ff.ship(ANN, number, 1, of(p10="4"))
    return number


def come_back(account: int) -> str:
    number = shipped(account)
    ff.invoice(ANN, number, of(p10="4"))
    ff.book_return(ANN, number, of(p10="1"), "DEFECT", "SCRAP")
    return number


DUELS = {
    ("approve", "approve"): (waiting, "is no longer waiting: accepted, by "),
    ("approve", "decline"): (waiting, "is no longer waiting: "),
    ("approve", "withdraw"): (waiting, "is no longer waiting: "),
    ("revise", "revise"): (accepted, "revision 2"),
    ("revise", "ship"): (accepted, ""),
    ("ship", "ship"): (shipped, "hipped meanwhile by "),
    ("ship", "forfeit"): (shipped, " meanwhile by "),
    ("invoice", "invoice"): (shipped, "nvoiced meanwhile by "),
    ("give_back", "give_back"): (shipped, "eturned meanwhile by "),
    ("credit", "credit"): (come_back, "redited meanwhile by "),
}


@pytest.mark.parametrize("acts", DUELS, ids=" and ".join)
def test_of_two_at_once_one_wins_and_the_other_is_told_what_stands_now(
    database, database_url: str, acts: tuple[str, str]
) -> None:
    made = house.stand()
    begun, says = DUELS[acts]
    number = begun(made.a1)
    won, lost = duel(database_url, number, *acts)
    assert won == "done" and says in lost != "done", lost
    view = orders.order(number)
    adds_up(view)
    assert view.revisions == 1 or "revise" in acts
    gapless()
    assert list(check()) == []


def test_who_ships_over_does_not_wait_in_a_circle_with_who_ends_another_order(database, database_url: str) -> None:
    """Both need the number of a shipment and the count of the customer's open orders: in one order."""
    made = house.stand()
    house.product("ROPE", "1.01", over_tolerance=Decimal("0.1"))
    more, other = ordered(made.a1, "ROPE x20").number, ordered(made.a1, "ITEM1 x1").number
    one = looks(database_url, "ben", "ship_over", more)
    with transaction():
        lock_counter("shipment")
        go(one)
        held_up()
        ff.forfeit(ANN, other, 1, of(p10="1"), "CUSTOMER")
    assert told(one) == "done"
    assert orders.order(more).lines[0].shipped == 21


def test_who_cancels_an_order_does_not_wait_in_a_circle_with_his_own_change_of_it(
    database, database_url: str
) -> None:
    """Placed at another terminal: both need the order and the draft of the change."""
    number = accepted(house.stand().a1)
    draft = change(number, (10, {"quantity": "4"}), who=BEN).id
    one = looks(database_url, "ben", "cancel", number)
    with transaction():
        if not is_sqlite(db):
            LOCK_DRAFT(draft)
        go(one)
        held_up()
        desk.place(BEN, draft)
    assert "has changed" in told(one)
    assert orders.order(number).lines[0].quantity == 4


def test_eight_do_anything_on_the_same_customers_for_a_while(database, database_url: str) -> None:
    """No number twice, no gap in those of papers, no traceback, nothing locked, and all of it adds up."""
    world.stand()
    hands = [
        Program("tests.living.hand", database_url, str(at), str(SECONDS), f"8.{at}", str(LEAST))
        for at in range(HANDS)
    ]
    said = [hand.to_the_end() for hand in hands]
    assert [complaint for _, complaint in said] == [""] * HANDS
    done = [word for out, _ in said for word in out.split() if word not in ("refused", "nothing")]
    numbers = [number for (number,) in SalesOrder.select(SalesOrder.number).tuples()]
    assert done.count("place") <= len(numbers) == len(set(numbers))
    assert {"place", "ship", "invoice"} <= set(done)
    gapless()
    for number in numbers:
        adds_up(orders.order(number))
    Contents().stand()
    assert list(check()) == []
