"""Credit used: what was booked since shows in it, however often a screen asks and however little is read for it."""

import random
from decimal import Decimal

import pytest

from custtui.models.fulfilment import Allocation, Invoice, Payment
from custtui.models.order import OrderEvent, OrderLine, OrderRevision, RevisionState, SalesOrder
from custtui.services import credit
from custtui.services.credit import credit_use, credit_use_shown
from custtui.services.credit_sums import Use, summed
from tests.rows import DAY, an_account, an_order, bill, forfeit

D = Decimal


def test_the_credit_a_screen_shows_follows_whatever_is_booked(database) -> None:
    account = an_account()
    revision = an_order(account, [("10", "10.00")])
    line = OrderLine.get(OrderLine.revision == revision)
    steps = {
        "ordered": lambda: None,
        "ordered again": lambda: an_order(account, [("1", "5.00")]),
        "forfeited": lambda: forfeit(line, D(2)),
        "invoiced": lambda: bill(line, D(3), D("30.00")),
        "paid": lambda: paid(account.id, D("12.00")),
        "finished": lambda: finished(revision),
    }
    seen = []
    for step in steps.values():
        step()
        seen.append(credit_use_shown([account.id], "USD").used)
        assert seen[-1] == credit_use_shown([account.id], "USD").used == credit_use([account.id], "USD").used
    assert seen[:5] == [D(100), D(105), D(85), D(85), D(73)]


def test_nothing_is_summed_up_again_while_nothing_is_booked(database, monkeypatch) -> None:
    account = an_account()
    an_order(account)
    credit_use_shown([account.id], "USD")
    asked: list[str] = []
    execute = database.execute_sql
    monkeypatch.setattr(database, "execute_sql", lambda sql, *rest: asked.append(sql) or execute(sql, *rest))
    credit_use_shown([account.id], "USD")
    assert not [sql for sql in asked if "SUM(" in sql]


@pytest.mark.parametrize("seed", range(6))
def test_what_is_remembered_is_what_would_be_summed_up(database, seed) -> None:
    dice = random.Random(seed)
    accounts = [an_account(), an_account("3897-8", "H.Q. Corp")]
    for step in range(25):
        something(dice, accounts)
        for one in accounts if step % 3 else accounts[:1]:
            shown = credit_use_shown([one.id], "USD")
            assert shown == credit_use([one.id], "USD") == summed([one.id], "USD")
        both = [one.id for one in accounts]
        assert credit_use_shown(both, "USD") == summed(both, "USD")


def something(dice: random.Random, accounts: list) -> None:
    """An order, for one account and perhaps paid by the other, or what may happen to one that stands."""
    sold_to, payer = dice.choice(accounts), dice.choice(accounts)
    act = dice.choice(["order", "order", "pending", "change", "decide", "finish", "forfeit", "bill", "pay"])
    standing = of_status("pending" if act == "decide" else "accepted")
    if act in ("order", "pending") or not standing:
        an_order(sold_to, [("10", "1.50")], bill_to=payer, status="pending" if act == "pending" else "accepted")
        return
    one = dice.choice(standing)
    line = OrderLine.get(OrderLine.revision == one)
    if act == "change":
        an_order(one.sold_to, [("12", "1.50")], replaces=one, bill_to=payer, status="accepted")
    elif act == "decide":
        decided(one, dice.choice(["accepted", "declined"]))
    elif act == "finish":
        finished(one)
    elif act == "forfeit":
        forfeit(line, D(1))
    elif act == "bill":
        bill(line, D(2), D("3.00"))
    elif Invoice.select().exists():
        paid(payer.id, D("0.10"))


def of_status(status: str) -> list[OrderRevision]:
    """The revisions in that status, by their numbers."""
    return list(
        OrderRevision.select().join(RevisionState).where(RevisionState.status == status).order_by(OrderRevision.id)
    )


def decided(revision: OrderRevision, status: str) -> None:
    RevisionState.update(status=status).where(RevisionState.revision == revision).execute()
    in_force = revision if status == "accepted" else None
    SalesOrder.update(pending=None, in_force=in_force).where(SalesOrder.id == revision.order_id).execute()
    OrderEvent.create(order=revision.order, revision=revision, kind=status, by="ben")


def test_of_new_orders_alone_only_these_are_read(sqlite_database, monkeypatch) -> None:
    account, other = an_account(), an_account("3897-8", "H.Q. Corp")
    old = an_order(account)
    assert credit_use_shown([account.id], "USD").used == D("10.70")
    monkeypatch.setattr(credit, "summed_at", lambda *asked: pytest.fail("all was summed up again"))
    an_order(account, [("1", "5.00")])
    finished(an_order(other))
    assert credit_use_shown([account.id], "USD").used == credit_use([account.id], "USD").used == D("15.70")
    monkeypatch.setattr(credit, "summed_at", lambda *asked: (Use(D(-1)), None))
    finished(old)
    assert credit_use([account.id], "USD").used == -1


def paid(account: int, amount: D) -> None:
    payment = Payment.create(account=account, day=DAY, currency="USD", amount=amount, made_by="anna")
    Allocation.create(payment=payment, invoice=Invoice.get(), amount=amount, made_by="anna")


def finished(revision) -> None:
    RevisionState.update(status="finished").where(RevisionState.revision == revision).execute()
    OrderEvent.create(order=revision.order, revision=revision, kind="finished", by="ben")
